package io.travertine.engine.table;

import io.travertine.columnar.BatchSource;
import io.travertine.columnar.ColumnRange;
import io.travertine.columnar.Predicate;
import io.travertine.columnar.Predicate.Operator;
import io.travertine.columnar.ScanRequest;
import io.travertine.columnar.ScanRequest.ColumnPredicate;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import io.travertine.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a range between two offsets. The bounds are predicates on {@code _offset}, which every range answers by
 * arithmetic.
 */
final class BoundedRange implements ColumnRange {
    private static final ColumnSchema OFFSET = new ColumnSchema("_offset", ColumnType.INT64);

    private final ColumnRange range;
    private final long from;
    private final long to;

    private BoundedRange(ColumnRange range, long from, long to) {
        this.range = range;
        this.from = from;
        this.to = to;
    }

    /** The range itself when it lies within [from, to). */
    static ColumnRange of(ColumnRange range, long from, long to) {
        long first = range.firstOffset();
        long end = first + range.rowCount();
        return from <= first && end <= to ? range : new BoundedRange(range, Math.max(from, first), Math.min(to, end));
    }

    @Override
    public long firstOffset() {
        return from;
    }

    @Override
    public long rowCount() {
        return Math.max(0, to - from);
    }

    @Override
    public TableSchema schema() {
        return range.schema();
    }

    @Override
    public BatchSource scan(ScanRequest request) {
        List<ColumnPredicate> predicates = new ArrayList<>(request.predicates());
        predicates.add(bound(Operator.GREATER_OR_EQUAL, from));
        predicates.add(bound(Operator.LESS, to));
        return range.scan(new ScanRequest(request.columns(), predicates, request.limit()));
    }

    private static ColumnPredicate bound(Operator operator, long offset) {
        return new ColumnPredicate(OFFSET, new Predicate.Comparison(OFFSET.name(), operator, offset));
    }
}
