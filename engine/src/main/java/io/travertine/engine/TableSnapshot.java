package io.travertine.engine;

import io.travertine.columnar.BatchSource;
import io.travertine.columnar.ScanRequest;
import io.travertine.schema.TableSchema;
import java.util.List;
import java.util.Map;

/**
 * One table as it was at one moment. Every table has {@code _id}, {@code _offset}, {@code _partition}, {@code _timestamp},
 * {@code _key}, {@code _value} and {@code _headers} beside the columns of its own.
 */
public interface TableSnapshot {
    String name();

    TableSchema schema();

    /** What null stands for, by column: a Boolean, Long, BigDecimal, or a text, dates and times as ISO 8601. Scans give null. */
    Map<String, Object> defaults();

    /** How many rows there are; with hidden rows, at most so many. */
    long rowCount();

    /** Whether some rows hold no record, so that a scan gives fewer than {@link #rowCount}. */
    boolean hasHiddenRows();

    /**
     * Columns on which a predicate is answered by an index, first the ones every table has ({@code _id}, {@code _offset}).
     * Only for EXPLAIN and estimates.
     */
    List<String> indexedColumns();

    /** The whole table, all partitions, no order promised between them. The caller closes it. */
    BatchSource scan(ScanRequest request);
}
