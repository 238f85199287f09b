package io.travertine.query.expression;

import io.travertine.columnar.BooleanColumn;
import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.schema.ColumnType;

/** The tests that are never unknown: IS [NOT] NULL, IS [NOT] TRUE, IS [NOT] FALSE, IS [NOT] DISTINCT FROM. */
public final class NullTest {
    private NullTest() {}

    /** Whether a value is there, or, negated, is not. */
    public record IsNull(Expression operand, boolean negated) implements Expression {
        @Override
        public ColumnType type() {
            return ColumnType.BOOLEAN;
        }

        @Override
        public Column evaluate(ColumnBatch batch) {
            Column values = operand.evaluate(batch);
            byte[] bits = new byte[(batch.rowCount() + 7) / 8];
            for (int row = 0; row < batch.rowCount(); row++) {
                set(bits, row, values.isNull(row) != negated);
            }
            return Columns.booleans(bits, batch.rowCount(), null);
        }
    }

    /** Whether a condition has exactly this truth value, or, negated, has not. */
    public record IsTruth(Expression operand, boolean truth, boolean negated) implements Expression {
        @Override
        public ColumnType type() {
            return ColumnType.BOOLEAN;
        }

        @Override
        public Column evaluate(ColumnBatch batch) {
            BooleanColumn values = (BooleanColumn) operand.evaluate(batch);
            byte[] bits = new byte[(batch.rowCount() + 7) / 8];
            for (int row = 0; row < batch.rowCount(); row++) {
                boolean is = !values.isNull(row) && values.get(row) == truth;
                set(bits, row, is != negated);
            }
            return Columns.booleans(bits, batch.rowCount(), null);
        }
    }

    /** Whether two values are the same, null being the same as null. */
    public record IsSame(Expression left, Expression right, Expression equal, boolean negated) implements Expression {
        @Override
        public ColumnType type() {
            return ColumnType.BOOLEAN;
        }

        @Override
        public Column evaluate(ColumnBatch batch) {
            Column a = left.evaluate(batch);
            Column b = right.evaluate(batch);
            BooleanColumn same = (BooleanColumn) equal.evaluate(batch);
            byte[] bits = new byte[(batch.rowCount() + 7) / 8];
            for (int row = 0; row < batch.rowCount(); row++) {
                boolean is = same.isNull(row) ? a.isNull(row) && b.isNull(row) : same.get(row);
                set(bits, row, is != negated);
            }
            return Columns.booleans(bits, batch.rowCount(), null);
        }
    }

    private static void set(byte[] bits, int row, boolean value) {
        if (value) {
            bits[row >>> 3] |= (byte) (1 << (row & 7));
        }
    }
}
