package io.travertine.query.operator;

import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.LongColumn;
import io.travertine.query.expression.LongCodes;
import io.travertine.query.expression.Nulls;
import io.travertine.schema.ColumnType;
import java.util.Arrays;

/** min and max of what has a 64-bit code of the same order. */
final class MinMaxAccumulator implements Accumulator {
    private final ColumnType type;
    private final int column;
    private final boolean max;
    private long[] best = new long[0];
    private long[] counts = new long[1];

    MinMaxAccumulator(ColumnType type, int column, boolean max) {
        this.type = type;
        this.column = column;
        this.max = max;
    }

    @Override
    public ColumnType type() {
        return type;
    }

    @Override
    public void add(ColumnBatch batch, int[] groups, int groupCount) {
        reserve(groupCount);
        LongColumn values = LongCodes.encode(batch.column(column), batch);
        boolean nullable = values.validity() != null;
        int[] selection = batch.selection();
        int count = batch.selectedCount();
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            if (!nullable || !values.isNull(row)) {
                int group = groups[row];
                long value = values.get(row);
                best[group] = max ? Math.max(best[group], value) : Math.min(best[group], value);
                counts[group]++;
            }
        }
    }

    @Override
    public Column build(int groupCount) {
        reserve(groupCount);
        Nulls nulls = new Nulls(groupCount);
        for (int group = 0; group < groupCount; group++) {
            if (counts[group] == 0) {
                nulls.add(group);
                best[group] = 0;
            }
        }
        return LongCodes.decode(type, Arrays.copyOf(best, groupCount), groupCount, nulls);
    }

    @Override
    public long memoryBytes() {
        return 16L * counts.length;
    }

    private void reserve(int groupCount) {
        counts = Grow.to(counts, groupCount);
        int known = best.length;
        best = Grow.to(best, counts.length);
        Arrays.fill(best, known, best.length, max ? Long.MIN_VALUE : Long.MAX_VALUE);
    }
}
