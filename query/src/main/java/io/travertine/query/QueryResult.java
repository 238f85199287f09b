package io.travertine.query;

import io.travertine.columnar.ColumnBatch;
import io.travertine.schema.ColumnSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to a statement, computed as it is read. One thread at a time; the caller closes it. */
public interface QueryResult extends AutoCloseable {
    List<ColumnSchema> columns();

    /** The next rows, or null at the end. What the call before returned is no longer valid. May block. */
    @Nullable ColumnBatch next() throws QueryException;

    /** What the scans beneath read and skipped so far, and how long it took. */
    QueryStatistics statistics();

    @Override
    void close();
}
