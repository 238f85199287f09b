package io.travertine.query.operator;

import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.DoubleColumn;
import io.travertine.columnar.LongColumn;
import io.travertine.schema.ColumnType;

/** A sum that is 0 where there was nothing to add: the empty sums are zero already, and here they are not null. */
record ZeroWhenEmptyAccumulator(Accumulator sum) implements Accumulator {
    @Override
    public ColumnType type() {
        return sum.type();
    }

    @Override
    public void add(ColumnBatch batch, int[] groups, int groupCount) {
        sum.add(batch, groups, groupCount);
    }

    @Override
    public Column build(int groupCount) {
        Column column = sum.build(groupCount);
        return column instanceof LongColumn longs
                ? new LongColumn(type(), groupCount, null, longs.values())
                : new DoubleColumn(type(), groupCount, null, ((DoubleColumn) column).values());
    }

    @Override
    public long memoryBytes() {
        return sum.memoryBytes();
    }
}
