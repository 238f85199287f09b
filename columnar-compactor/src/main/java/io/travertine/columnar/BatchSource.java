package io.travertine.columnar;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Gives batches, one at a time, to one thread. */
public interface BatchSource extends AutoCloseable {
    /**
     * The next batch with at least one selected row, or null at the end. What the call before returned is no longer valid.
     *
     * @throws IOException when storage cannot be read or is corrupt; nothing wrong was returned
     */
    @Nullable ColumnBatch next() throws IOException;

    /** What has been read and skipped so far. */
    ScanStatistics statistics();

    @Override
    void close();
}
