package io.travertine.engine.shard;

import io.travertine.storage.batch.InvalidBatchException;
import io.travertine.storage.batch.RecordCursor;
import java.nio.ByteBuffer;

/** The records of a stored batch up to the first that is malformed: what queries see of it, too. */
public final class ReadableRecords {
    private final RecordCursor cursor = new RecordCursor();
    private boolean readable;

    public ReadableRecords(ByteBuffer batch) {
        try {
            cursor.open(batch);
            readable = true;
        } catch (InvalidBatchException e) {
            readable = false;
        }
    }

    /** Goes to the next record; false when there is none, or none that can be read. */
    public boolean next() {
        try {
            readable = readable && cursor.next();
        } catch (InvalidBatchException e) {
            readable = false;
        }
        return readable;
    }

    /** The record that {@link #next} went to. */
    public RecordCursor cursor() {
        return cursor;
    }
}
