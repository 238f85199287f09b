package io.travertine.query.operator;

import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.LongColumn;
import io.travertine.query.expression.Columns;
import io.travertine.query.expression.EvaluationException;
import io.travertine.query.expression.Nulls;
import io.travertine.schema.ColumnType;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * sum and avg of whole numbers. The sum is kept in 128 bits, so that it does not depend on the order of the rows; a sum that
 * does not fit 64 bits in the end is an error.
 */
final class LongSumAccumulator implements Accumulator {
    private final int column;
    private final boolean average;
    private long[] counts = new long[1];
    private long[] low = new long[1];
    private long[] high = new long[1];

    LongSumAccumulator(int column, boolean average) {
        this.column = column;
        this.average = average;
    }

    @Override
    public ColumnType type() {
        return average ? ColumnType.FLOAT64 : ColumnType.INT64;
    }

    @Override
    public void add(ColumnBatch batch, int[] groups, int groupCount) {
        counts = Grow.to(counts, groupCount);
        low = Grow.to(low, groupCount);
        high = Grow.to(high, groupCount);
        LongColumn values = (LongColumn) batch.column(column);
        boolean nullable = values.validity() != null;
        int[] selection = batch.selection();
        int count = batch.selectedCount();
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            if (nullable && values.isNull(row)) {
                continue;
            }
            int group = groups[row];
            long value = values.get(row);
            long sum = low[group] + value;
            high[group] += (value >> 63) + (Long.compareUnsigned(sum, value) < 0 ? 1 : 0);
            low[group] = sum;
            counts[group]++;
        }
    }

    @Override
    public Column build(int groupCount) {
        Nulls nulls = new Nulls(groupCount);
        for (int group = 0; group < groupCount; group++) {
            if (count(group) == 0) {
                nulls.add(group);
            }
        }
        return average ? averages(groupCount, nulls) : sums(groupCount, nulls);
    }

    @Override
    public long memoryBytes() {
        return 24L * counts.length;
    }

    private long count(int group) {
        return group < counts.length ? counts[group] : 0;
    }

    private Column sums(int groupCount, Nulls nulls) {
        long[] sums = Arrays.copyOf(low, groupCount);
        for (int group = 0; group < groupCount; group++) {
            if (count(group) > 0 && high[group] != low[group] >> 63) {
                throw EvaluationException.outOfRange("the sum of a BIGINT");
            }
        }
        return Columns.longs(ColumnType.INT64, sums, groupCount, nulls);
    }

    private Column averages(int groupCount, Nulls nulls) {
        double[] averages = new double[groupCount];
        for (int group = 0; group < groupCount; group++) {
            if (count(group) > 0) {
                boolean fits = high[group] == low[group] >> 63;
                averages[group] = (fits ? (double) low[group] : wide(group)) / counts[group];
            }
        }
        return Columns.doubles(averages, groupCount, nulls);
    }

    private double wide(int group) {
        BigInteger lowHalf = new BigInteger(Long.toUnsignedString(low[group]));
        return BigInteger.valueOf(high[group]).shiftLeft(64).add(lowHalf).doubleValue();
    }
}
