package io.travertine.query.operator;

import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.LongColumn;
import io.travertine.query.expression.BytesView;
import io.travertine.query.expression.ColumnAppender;
import io.travertine.query.expression.Columns;
import io.travertine.query.expression.EvaluationException;
import io.travertine.query.expression.Gather;
import io.travertine.query.expression.LongCodes;
import io.travertine.schema.ColumnType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keeps, for each group, the value of the row that is best by some order: min and max of bytes (a value ordered by itself),
 * arg_min and arg_max (ordered by another column), any value, and the single value of a scalar subquery.
 *
 * <p>Values are appended to one column whenever a better row comes, and the column is cut to the rows in use when it has grown
 * to several times the number of groups.
 */
final class BestRowAccumulator implements Accumulator {
    /** Which row of a group is kept. */
    enum Rule {
        LEAST,
        GREATEST,
        FIRST,
        /** A second row is an error. */
        ONLY
    }

    private final ColumnType type;
    private final int column;
    private final int orderColumn;
    private final Rule rule;
    private int[] kept = new int[0];
    private long[] bestCodes = new long[0];
    private byte[][] bestBytes = new byte[0][];
    private ColumnAppender values;

    BestRowAccumulator(ColumnType type, int column, int orderColumn, Rule rule) {
        this.type = type;
        this.column = column;
        this.orderColumn = orderColumn;
        this.rule = rule;
        this.values = ColumnAppender.of(type);
    }

    @Override
    public ColumnType type() {
        return type;
    }

    @Override
    public void add(ColumnBatch batch, int[] groups, int groupCount) {
        reserve(groupCount);
        Column value = batch.column(column);
        Column order = batch.column(orderColumn);
        LongColumn codes = LongCodes.has(order.type()) ? LongCodes.encode(order, batch) : null;
        BytesView bytes = codes == null ? BytesView.of(order) : null;
        int[] better = new int[batch.selectedCount()];
        int count = 0;
        for (int row : Columns.selectedRows(batch)) {
            boolean counts = rule == Rule.ONLY || !order.isNull(row);
            if (counts && improves(groups[row], row, codes, bytes)) {
                kept[groups[row]] = values.size() + count;
                better[count++] = row;
            }
        }
        values.append(value, better, count);
        if (values.size() > 4L * groupCount + 4096) {
            compact();
        }
    }

    @Override
    public Column build(int groupCount) {
        reserve(groupCount);
        return Gather.rows(values.build(), kept, groupCount);
    }

    @Override
    public long memoryBytes() {
        long bytes = values.memoryBytes() + 12L * kept.length;
        return bestBytes.length == 0 ? bytes : bytes * 2;
    }

    /** Whether the row is to be kept from now on; then its order has been noted. */
    private boolean improves(int group, int row, @Nullable LongColumn codes, @Nullable BytesView bytes) {
        boolean first = kept[group] < 0;
        if (rule == Rule.FIRST || rule == Rule.ONLY) {
            if (!first && rule == Rule.ONLY) {
                throw new EvaluationException("21000", "a subquery used as a value returned more than one row");
            }
            return first;
        }
        if (codes != null) {
            long code = codes.get(row);
            boolean improved = first || (rule == Rule.LEAST ? code < bestCodes[group] : code > bestCodes[group]);
            bestCodes[group] = improved ? code : bestCodes[group];
            return improved;
        }
        return improvesBytes(group, row, java.util.Objects.requireNonNull(bytes), first);
    }

    private boolean improvesBytes(int group, int row, BytesView bytes, boolean first) {
        if (!first) {
            int compared = bytes.compareTo(row, bestBytes[group]);
            if (rule == Rule.LEAST ? compared >= 0 : compared <= 0) {
                return false;
            }
        }
        bestBytes[group] = bytes.bytes(row);
        return true;
    }

    private void compact() {
        Column all = values.build();
        ColumnAppender fewer = ColumnAppender.of(type);
        int[] used = new int[kept.length];
        int count = 0;
        for (int group = 0; group < kept.length; group++) {
            if (kept[group] >= 0) {
                used[count] = kept[group];
                kept[group] = count++;
            }
        }
        fewer.append(all, used, count);
        values = fewer;
    }

    private void reserve(int groupCount) {
        int known = kept.length;
        if (groupCount > known) {
            kept = Grow.to(kept, groupCount);
            Arrays.fill(kept, known, kept.length, -1);
            bestCodes = Grow.to(bestCodes, kept.length);
            bestBytes = Grow.to(bestBytes, kept.length);
        }
    }
}
