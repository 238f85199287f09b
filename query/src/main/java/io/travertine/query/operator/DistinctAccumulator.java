package io.travertine.query.operator;

import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.query.expression.Columns;
import io.travertine.query.expression.Interner;
import io.travertine.query.expression.LongTable;
import io.travertine.schema.ColumnType;

/** Lets another accumulator see each value once a group. */
final class DistinctAccumulator implements Accumulator {
    private final int column;
    private final Accumulator inner;
    private final Interner values;
    private final LongTable seen = new LongTable();

    DistinctAccumulator(int column, ColumnType columnType, Accumulator inner) {
        this.column = column;
        this.inner = inner;
        this.values = Interner.of(columnType);
    }

    @Override
    public ColumnType type() {
        return inner.type();
    }

    @Override
    public void add(ColumnBatch batch, int[] groups, int groupCount) {
        int[] numbers = new int[batch.rowCount()];
        values.intern(batch.column(column), batch, numbers);
        int[] selection = batch.selection();
        int count = batch.selectedCount();
        int[] fresh = new int[count];
        int found = 0;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            int before = seen.size();
            seen.put(((long) groups[row] << 32) | numbers[row]);
            fresh[found] = row;
            found += seen.size() - before;
        }
        inner.add(Columns.withSelection(batch, fresh, found), groups, groupCount);
    }

    @Override
    public Column build(int groupCount) {
        return inner.build(groupCount);
    }

    @Override
    public long memoryBytes() {
        return inner.memoryBytes() + values.memoryBytes() + seen.memoryBytes();
    }
}
