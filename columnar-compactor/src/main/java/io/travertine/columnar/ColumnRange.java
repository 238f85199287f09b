package io.travertine.columnar;

import io.travertine.schema.TableSchema;

/**
 * A run of records of one partition, without gaps, in columnar form: a segment on disk, or the decoded fresh tail in memory.
 * Immutable; any number of threads may scan it.
 */
public interface ColumnRange {
    /** Offset of the first row; row i has offset firstOffset + i. */
    long firstOffset();

    long rowCount();

    /** Whether some of its rows hold no record, so that a scan gives fewer than {@link #rowCount}. */
    boolean hasHiddenRows();

    /** The columns it holds, in the types it holds them in; the table's may be more and wider. */
    TableSchema schema();

    /** Opens a scan; rows come in offset order. The caller closes it. */
    BatchSource scan(ScanRequest request);

    /** The records from an offset on. The caller closes it. */
    RecordReader records(long fromOffset);
}
