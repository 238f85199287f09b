package io.travertine.query.operator;

import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.query.expression.Columns;
import io.travertine.schema.ColumnType;
import java.util.Arrays;

/** count(*) and count(x). */
final class CountAccumulator implements Accumulator {
    static final int ALL_ROWS = -1;

    private final int column;
    private long[] counts = new long[1];

    /** @param column whose values are counted, or {@link #ALL_ROWS} */
    CountAccumulator(int column) {
        this.column = column;
    }

    @Override
    public ColumnType type() {
        return ColumnType.INT64;
    }

    @Override
    public void add(ColumnBatch batch, int[] groups, int groupCount) {
        counts = Grow.to(counts, groupCount);
        int[] selection = batch.selection();
        int count = batch.selectedCount();
        Column values = column == ALL_ROWS ? null : batch.column(column);
        boolean nullable = values != null && values.validity() != null;
        if (groupCount == 1 && !nullable) {
            counts[0] += count;
            return;
        }
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            if (values == null || !nullable || !values.isNull(row)) {
                counts[groups[row]]++;
            }
        }
    }

    @Override
    public Column build(int groupCount) {
        return Columns.longs(ColumnType.INT64, Arrays.copyOf(counts, groupCount), groupCount, null);
    }

    @Override
    public long memoryBytes() {
        return 8L * counts.length;
    }
}
