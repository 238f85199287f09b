package io.travertine.broker.http.result;

import io.travertine.columnar.ColumnBatch;
import io.travertine.query.QueryStatistics;
import java.io.IOException;
import java.util.Map;

/** Writes one result to a stream, which it never closes. One thread. */
public interface ResultWriter extends AutoCloseable {
    /** Writes the selected rows of a batch. */
    void write(ColumnBatch batch) throws IOException;

    /** Writes what stands behind the last row; nothing may be written after. */
    void end(QueryStatistics statistics) throws IOException;

    /**
     * Ends the result in a way that tells the reader that it is incomplete and why.
     *
     * @return false when the format cannot say so, and nothing was written
     */
    default boolean fail(Map<String, Object> problem) throws IOException {
        return false;
    }

    /** Releases memory; writes nothing. */
    @Override
    default void close() {}
}
