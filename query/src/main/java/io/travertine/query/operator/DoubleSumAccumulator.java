package io.travertine.query.operator;

import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.DoubleColumn;
import io.travertine.query.expression.Columns;
import io.travertine.query.expression.Nulls;
import io.travertine.schema.ColumnType;

/** sum and avg of doubles. */
final class DoubleSumAccumulator implements Accumulator {
    private final int column;
    private final boolean average;
    private long[] counts = new long[1];
    private double[] sums = new double[1];

    DoubleSumAccumulator(int column, boolean average) {
        this.column = column;
        this.average = average;
    }

    @Override
    public ColumnType type() {
        return ColumnType.FLOAT64;
    }

    @Override
    public void add(ColumnBatch batch, int[] groups, int groupCount) {
        counts = Grow.to(counts, groupCount);
        sums = Grow.to(sums, groupCount);
        DoubleColumn values = (DoubleColumn) batch.column(column);
        boolean nullable = values.validity() != null;
        int[] selection = batch.selection();
        int count = batch.selectedCount();
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            if (!nullable || !values.isNull(row)) {
                sums[groups[row]] += values.get(row);
                counts[groups[row]]++;
            }
        }
    }

    @Override
    public Column build(int groupCount) {
        double[] results = new double[groupCount];
        Nulls nulls = new Nulls(groupCount);
        for (int group = 0; group < groupCount; group++) {
            if (group >= counts.length || counts[group] == 0) {
                nulls.add(group);
            } else {
                results[group] = average ? sums[group] / counts[group] : sums[group];
            }
        }
        return Columns.doubles(results, groupCount, nulls);
    }

    @Override
    public long memoryBytes() {
        return 16L * counts.length;
    }
}
