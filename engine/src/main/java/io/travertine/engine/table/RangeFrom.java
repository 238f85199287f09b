package io.travertine.engine.table;

import io.travertine.columnar.BatchSource;
import io.travertine.columnar.ColumnRange;
import io.travertine.columnar.Predicate;
import io.travertine.columnar.Predicate.Operator;
import io.travertine.columnar.RecordReader;
import io.travertine.columnar.ScanRequest;
import io.travertine.columnar.ScanRequest.ColumnPredicate;
import io.travertine.columnar.SystemColumns;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a range from an offset on. The bound is a predicate on {@code _offset}, which every range answers by
 * arithmetic.
 */
final class RangeFrom extends ForwardingRange {
    private static final ColumnSchema OFFSET = new ColumnSchema(SystemColumns.OFFSET, ColumnType.INT64);

    private final long from;

    private RangeFrom(ColumnRange range, long from) {
        super(range);
        this.from = from;
    }

    /** The range itself when it begins at the offset or behind it. */
    static ColumnRange of(ColumnRange range, long from) {
        return from <= range.firstOffset() ? range : new RangeFrom(range, from);
    }

    @Override
    public long firstOffset() {
        return from;
    }

    @Override
    public long rowCount() {
        return Math.max(0, range.firstOffset() + range.rowCount() - from);
    }

    @Override
    public BatchSource scan(ScanRequest request) {
        List<ColumnPredicate> predicates = new ArrayList<>(request.predicates());
        predicates.add(
                new ColumnPredicate(OFFSET, new Predicate.Comparison(OFFSET.name(), Operator.GREATER_OR_EQUAL, from)));
        return range.scan(new ScanRequest(request.columns(), predicates, request.limit()));
    }

    @Override
    public RecordReader records(long fromOffset) {
        return range.records(Math.max(fromOffset, from));
    }
}
