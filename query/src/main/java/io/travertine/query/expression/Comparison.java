package io.travertine.query.expression;

import io.travertine.columnar.BooleanColumn;
import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.DoubleColumn;
import io.travertine.columnar.IntColumn;
import io.travertine.columnar.LongColumn;
import io.travertine.columnar.Predicate.Operator;
import io.travertine.schema.ColumnType;

/**
 * Compares two columns of one type. Bytes compare unsigned; NaN equals itself and is greatest, -0 equals 0. The operator is
 * kept as three bits, one for each outcome (less, equal, greater), so that there is one loop a type.
 */
public final class Comparison implements Expression {
    private final int outcomes;
    private final Expression left;
    private final Expression right;

    public Comparison(Operator operator, Expression left, Expression right) {
        this.outcomes = switch (operator) {
            case LESS -> 0b001;
            case EQUAL -> 0b010;
            case LESS_OR_EQUAL -> 0b011;
            case GREATER -> 0b100;
            case NOT_EQUAL -> 0b101;
            case GREATER_OR_EQUAL -> 0b110;
        };
        this.left = left;
        this.right = right;
    }

    @Override
    public ColumnType type() {
        return ColumnType.BOOLEAN;
    }

    @Override
    public Column evaluate(ColumnBatch batch) {
        Column a = left.evaluate(batch);
        Column b = right.evaluate(batch);
        Nulls nulls = Nulls.of(a, b);
        byte[] bits = new byte[(batch.rowCount() + 7) / 8];
        switch (a) {
            case LongColumn longs -> compare(longs, (LongColumn) b, batch, bits);
            case DoubleColumn doubles -> compare(doubles, (DoubleColumn) b, batch, bits);
            case IntColumn ints -> compare(ints, (IntColumn) b, batch, bits);
            case BooleanColumn booleans -> compare(booleans, (BooleanColumn) b, batch, bits);
            default -> compare(a, b, nulls, batch, bits);
        }
        return Columns.booleans(bits, batch.rowCount(), nulls);
    }

    /** The order of doubles in SQL. */
    public static int compare(double a, double b) {
        return a == b ? 0 : Double.compare(a, b);
    }

    private void compare(LongColumn a, LongColumn b, ColumnBatch batch, byte[] bits) {
        int[] selection = batch.selection();
        int count = batch.selectedCount();
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            set(bits, row, Long.compare(a.get(row), b.get(row)));
        }
    }

    private void compare(DoubleColumn a, DoubleColumn b, ColumnBatch batch, byte[] bits) {
        int[] selection = batch.selection();
        int count = batch.selectedCount();
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            set(bits, row, compare(a.get(row), b.get(row)));
        }
    }

    private void compare(IntColumn a, IntColumn b, ColumnBatch batch, byte[] bits) {
        int[] selection = batch.selection();
        int count = batch.selectedCount();
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            set(bits, row, Integer.compare(a.get(row), b.get(row)));
        }
    }

    private void compare(BooleanColumn a, BooleanColumn b, ColumnBatch batch, byte[] bits) {
        int[] selection = batch.selection();
        int count = batch.selectedCount();
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            set(bits, row, Boolean.compare(a.get(row), b.get(row)));
        }
    }

    private void compare(Column a, Column b, Nulls nulls, ColumnBatch batch, byte[] bits) {
        BytesView x = BytesView.of(a);
        BytesView y = BytesView.of(b);
        int[] selection = batch.selection();
        int count = batch.selectedCount();
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            if (!nulls.contains(row)) {
                set(bits, row, x.compare(row, y, row));
            }
        }
    }

    private void set(byte[] bits, int row, int comparison) {
        int outcome = (outcomes >>> (Integer.signum(comparison) + 1)) & 1;
        bits[row >>> 3] |= (byte) (outcome << (row & 7));
    }
}
