package io.travertine.query.expression;

import io.travertine.columnar.BooleanColumn;
import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.schema.ColumnType;
import java.util.List;

/**
 * AND, or OR, in three-valued logic. An operand sees only rows that the ones before it have not decided, so that
 * {@code x <> 0 AND 1 / x > 2} is safe.
 */
public final class Conjunction implements Expression {
    private final boolean decisive;
    private final List<Expression> operands;

    private Conjunction(boolean decisive, List<Expression> operands) {
        this.decisive = decisive;
        this.operands = List.copyOf(operands);
    }

    /** False decides. */
    public static Expression and(List<Expression> operands) {
        return new Conjunction(false, operands);
    }

    /** True decides. */
    public static Expression or(List<Expression> operands) {
        return new Conjunction(true, operands);
    }

    @Override
    public ColumnType type() {
        return ColumnType.BOOLEAN;
    }

    @Override
    public Column evaluate(ColumnBatch batch) {
        int size = batch.rowCount();
        byte[] bits = new byte[(size + 7) / 8];
        Nulls nulls = new Nulls(size);
        int[] open = Columns.selectedRows(batch);
        int count = open.length;
        for (Expression operand : operands) {
            if (count == 0) {
                break;
            }
            BooleanColumn values = (BooleanColumn) operand.evaluate(Columns.withSelection(batch, open, count));
            int[] stillOpen = new int[count];
            int left = 0;
            for (int i = 0; i < count; i++) {
                int row = open[i];
                if (values.isNull(row)) {
                    nulls.add(row);
                    stillOpen[left++] = row;
                } else if (values.get(row) != decisive) {
                    stillOpen[left++] = row;
                } else {
                    decide(bits, row);
                }
            }
            open = stillOpen;
            count = left;
        }
        return finish(bits, nulls, open, count, size);
    }

    /** Marks a row as decided; the bit is turned into a value in {@link #finish}. */
    private static void decide(byte[] bits, int row) {
        bits[row >>> 3] |= (byte) (1 << (row & 7));
    }

    /** Decided rows get the decisive value and are no longer null; open ones the other value, unless an operand was null. */
    private Column finish(byte[] decided, Nulls marked, int[] open, int count, int size) {
        Nulls nulls = new Nulls(size);
        if (marked.any()) {
            for (int i = 0; i < count; i++) {
                if (marked.contains(open[i])) {
                    nulls.add(open[i]);
                }
            }
        }
        if (!decisive) {
            for (int i = 0; i < decided.length; i++) {
                decided[i] = (byte) ~decided[i];
            }
        }
        return Columns.booleans(decided, size, nulls);
    }
}
