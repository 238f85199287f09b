package io.travertine.query.operator;

import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.query.expression.Columns;
import io.travertine.query.expression.TupleInterner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of one side of a join, found by key: keys are numbered, each number leads to its first row, each row to the next of
 * the same key. Rows with a null in the key are kept but never found.
 */
final class JoinTable {
    static final int NONE = -1;

    private final RowBuffer buffer;
    private final TupleInterner keys;
    private final int[] keyColumns;
    private int[] firstRow = new int[16];
    private int[] nextRow = new int[16];
    private List<Column> columns = List.of();

    private JoinTable(Operator side, int[] keyColumns, MemoryAccount rows) {
        this.keyColumns = keyColumns;
        this.buffer = new RowBuffer(side.types(), rows);
        this.keys = new TupleInterner(
                Arrays.stream(keyColumns).mapToObj(side.types()::get).toList());
        Arrays.fill(firstRow, NONE);
    }

    /** Reads a side to its end. */
    static JoinTable build(ExecutionContext context, Operator side, int[] keyColumns) {
        JoinTable table = new JoinTable(side, keyColumns, new MemoryAccount(context));
        MemoryAccount keys = new MemoryAccount(context);
        for (ColumnBatch batch = side.next(); batch != null; batch = side.next()) {
            table.add(batch);
            keys.hold(table.keys.memoryBytes() + 4L * table.firstRow.length + 4L * table.nextRow.length);
        }
        table.columns = table.buffer.columns();
        return table;
    }

    int size() {
        return buffer.size();
    }

    List<Column> columns() {
        return columns;
    }

    /** The first row of the key with this number. */
    int firstRow(int keyNumber) {
        return keyNumber < 0 ? NONE : firstRow[keyNumber];
    }

    int nextRow(int row) {
        return nextRow[row];
    }

    /** Writes the number of each selected row's key to the row's place, -1 where no row here can match. */
    void find(ColumnBatch batch, int[] batchKeys, int[] numbers) {
        List<Column> tuple = pick(batch, batchKeys);
        keys.find(tuple, batch, numbers);
        for (Column column : tuple) {
            if (column.validity() != null) {
                for (int row : Columns.selectedRows(batch)) {
                    numbers[row] = column.isNull(row) ? NONE : numbers[row];
                }
            }
        }
    }

    private void add(ColumnBatch batch) {
        List<Column> tuple = pick(batch, keyColumns);
        int[] numbers = new int[batch.rowCount()];
        keys.intern(tuple, batch, numbers);
        int known = firstRow.length;
        firstRow = Grow.to(firstRow, keys.size());
        Arrays.fill(firstRow, known, firstRow.length, NONE);
        int place = buffer.size();
        nextRow = Grow.to(nextRow, place + batch.selectedCount());
        for (int row : Columns.selectedRows(batch)) {
            if (anyNull(tuple, row)) {
                nextRow[place] = NONE;
            } else {
                nextRow[place] = firstRow[numbers[row]];
                firstRow[numbers[row]] = place;
            }
            place++;
        }
        buffer.append(batch);
    }

    private static boolean anyNull(List<Column> tuple, int row) {
        for (Column column : tuple) {
            if (column.isNull(row)) {
                return true;
            }
        }
        return false;
    }

    private static List<Column> pick(ColumnBatch batch, int[] positions) {
        List<Column> columns = new ArrayList<>(positions.length);
        for (int position : positions) {
            columns.add(batch.column(position));
        }
        return columns;
    }
}
