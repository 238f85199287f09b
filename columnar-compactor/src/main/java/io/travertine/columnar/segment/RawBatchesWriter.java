package io.travertine.columnar.segment;

import io.travertine.columnar.segment.RawBatches.Entry;
import io.travertine.storage.file.StoreFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes {@link RawBatches} as they come; makes the file when there is a first one. */
final class RawBatchesWriter {
    private final Creator creator;
    private final List<Entry> entries = new ArrayList<>();
    private @Nullable StoreFile file;
    private long end;

    interface Creator {
        StoreFile create() throws IOException;
    }

    RawBatchesWriter(Creator creator) {
        this.creator = creator;
    }

    /** Adds a batch behind those before it; one that is there already is passed over. */
    void add(long baseOffset, long endOffset, ByteBuffer batch) throws IOException {
        if (!entries.isEmpty() && entries.getLast().baseOffset() >= baseOffset) {
            return;
        }
        StoreFile open = file == null ? creator.create() : file;
        file = open;
        int length = batch.remaining();
        entries.add(new Entry(baseOffset, endOffset, end, length, RawBatches.checksum(batch.duplicate())));
        open.write(batch.duplicate(), end);
        end += length;
    }

    int count() {
        return entries.size();
    }

    /** Makes the file whole and durable, and returns its size; 0 when there is none. */
    long finish() throws IOException {
        if (file == null) {
            return 0;
        }
        try (StoreFile open = file) {
            long size = RawBatches.finish(open, entries);
            open.sync();
            return size;
        }
    }

    void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
