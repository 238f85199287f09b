package io.travertine.query.operator;

import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.DoubleColumn;
import io.travertine.query.expression.Columns;
import io.travertine.query.expression.Nulls;
import io.travertine.schema.ColumnType;

/** Variance and standard deviation, by Welford's updates (B. P. Welford, Technometrics 4(3), 1962). */
final class VarianceAccumulator implements Accumulator {
    private final int column;
    private final boolean sample;
    private final boolean root;
    private long[] counts = new long[1];
    private double[] means = new double[1];
    private double[] squares = new double[1];

    /**
     * @param sample divides by n - 1
     * @param root gives the standard deviation
     */
    VarianceAccumulator(int column, boolean sample, boolean root) {
        this.column = column;
        this.sample = sample;
        this.root = root;
    }

    @Override
    public ColumnType type() {
        return ColumnType.FLOAT64;
    }

    @Override
    public void add(ColumnBatch batch, int[] groups, int groupCount) {
        counts = Grow.to(counts, groupCount);
        means = Grow.to(means, groupCount);
        squares = Grow.to(squares, groupCount);
        DoubleColumn values = (DoubleColumn) batch.column(column);
        int[] selection = batch.selection();
        int count = batch.selectedCount();
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            if (!values.isNull(row)) {
                int group = groups[row];
                double value = values.get(row);
                double distance = value - means[group];
                means[group] += distance / ++counts[group];
                squares[group] += distance * (value - means[group]);
            }
        }
    }

    @Override
    public Column build(int groupCount) {
        double[] results = new double[groupCount];
        Nulls nulls = new Nulls(groupCount);
        for (int group = 0; group < groupCount; group++) {
            long divisor = group >= counts.length ? 0 : sample ? counts[group] - 1 : counts[group];
            if (divisor <= 0) {
                nulls.add(group);
            } else {
                double variance = squares[group] / divisor;
                results[group] = root ? Math.sqrt(variance) : variance;
            }
        }
        return Columns.doubles(results, groupCount, nulls);
    }

    @Override
    public long memoryBytes() {
        return 24L * counts.length;
    }
}
