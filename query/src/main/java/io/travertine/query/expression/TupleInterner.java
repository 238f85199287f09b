package io.travertine.query.expression;

import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.schema.ColumnType;
import java.util.List;

/**
 * Numbers the distinct tuples of several columns. Each column numbers its own values; then the first two numbers make a pair
 * that gets a number, that one and the third make a pair, and so on. A tuple is found again by going back through the pairs.
 */
public final class TupleInterner {
    private final Interner[] columns;
    private final LongTable[] pairs;

    /** @param types of the columns; none gives one tuple, number 0 */
    public TupleInterner(List<ColumnType> types) {
        columns = types.stream().map(Interner::of).toArray(Interner[]::new);
        pairs = new LongTable[Math.max(0, columns.length - 1)];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = new LongTable();
        }
    }

    /** Writes the number of each selected row's tuple to the row's place; tuples not seen before get one. */
    public void intern(List<Column> tuple, ColumnBatch batch, int[] numbers) {
        if (columns.length == 0) {
            return;
        }
        columns[0].intern(tuple.getFirst(), batch, numbers);
        int[] next = columns.length > 1 ? new int[batch.rowCount()] : numbers;
        for (int i = 1; i < columns.length; i++) {
            columns[i].intern(tuple.get(i), batch, next);
            LongTable table = pairs[i - 1];
            int[] selection = batch.selection();
            int count = batch.selectedCount();
            for (int place = 0; place < count; place++) {
                int row = selection == null ? place : selection[place];
                numbers[row] = table.put(pair(numbers[row], next[row]));
            }
        }
    }

    /** The same without giving numbers: -1 for tuples not seen. */
    public void find(List<Column> tuple, ColumnBatch batch, int[] numbers) {
        if (columns.length == 0) {
            return;
        }
        columns[0].find(tuple.getFirst(), batch, numbers);
        int[] next = columns.length > 1 ? new int[batch.rowCount()] : numbers;
        for (int i = 1; i < columns.length; i++) {
            columns[i].find(tuple.get(i), batch, next);
            LongTable table = pairs[i - 1];
            int[] selection = batch.selection();
            int count = batch.selectedCount();
            for (int place = 0; place < count; place++) {
                int row = selection == null ? place : selection[place];
                boolean known = numbers[row] >= 0 && next[row] >= 0;
                numbers[row] = known ? table.find(pair(numbers[row], next[row])) : -1;
            }
        }
    }

    public int size() {
        if (columns.length == 0) {
            return 1;
        }
        return pairs.length == 0 ? columns[0].size() : pairs[pairs.length - 1].size();
    }

    /** The tuples by number, as columns. */
    public Column[] values() {
        Column[] values = new Column[columns.length];
        int[] numbers = new int[size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
        }
        for (int i = columns.length - 1; i > 0; i--) {
            int[] mine = new int[numbers.length];
            for (int row = 0; row < mine.length; row++) {
                long pair = pairs[i - 1].key(numbers[row]);
                mine[row] = (int) pair;
                numbers[row] = (int) (pair >>> 32);
            }
            values[i] = Gather.rows(columns[i].values(), mine, mine.length);
        }
        if (columns.length > 0) {
            values[0] =
                    pairs.length == 0 ? columns[0].values() : Gather.rows(columns[0].values(), numbers, numbers.length);
        }
        return values;
    }

    public long memoryBytes() {
        long bytes = 0;
        for (Interner column : columns) {
            bytes += column.memoryBytes();
        }
        for (LongTable table : pairs) {
            bytes += table.memoryBytes();
        }
        return bytes;
    }

    private static long pair(int first, int second) {
        return ((long) first << 32) | second;
    }
}
