package io.travertine.query.expression;

import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.LongColumn;
import io.travertine.schema.ColumnType;

/** {@code + - * / %} over 64-bit integers. Division cuts towards zero; what leaves 64 bits is an error. */
public final class LongArithmetic implements Expression {
    private final ArithmeticOperator operator;
    private final ColumnType type;
    private final Expression left;
    private final Expression right;

    public LongArithmetic(ArithmeticOperator operator, ColumnType type, Expression left, Expression right) {
        this.operator = operator;
        this.type = type;
        this.left = left;
        this.right = right;
    }

    @Override
    public ColumnType type() {
        return type;
    }

    @Override
    public Column evaluate(ColumnBatch batch) {
        LongColumn a = (LongColumn) left.evaluate(batch);
        LongColumn b = (LongColumn) right.evaluate(batch);
        Nulls nulls = Nulls.of(a, b);
        long[] result = new long[batch.rowCount()];
        int[] selection = batch.selection();
        int count = batch.selectedCount();
        boolean nullable = nulls.any();
        try {
            for (int i = 0; i < count; i++) {
                int row = selection == null ? i : selection[i];
                if (nullable && nulls.contains(row)) {
                    continue;
                }
                long x = a.get(row);
                long y = b.get(row);
                result[row] = switch (operator) {
                    case ADD -> Math.addExact(x, y);
                    case SUBTRACT -> Math.subtractExact(x, y);
                    case MULTIPLY -> Math.multiplyExact(x, y);
                    case DIVIDE -> Math.divideExact(x, nonZero(y));
                    case REMAINDER -> x % nonZero(y);
                };
            }
        } catch (ArithmeticException overflow) {
            throw EvaluationException.outOfRange("the result of BIGINT " + operator.symbol());
        }
        return Columns.longs(type, result, result.length, nulls);
    }

    private static long nonZero(long divisor) {
        if (divisor == 0) {
            throw EvaluationException.divisionByZero();
        }
        return divisor;
    }
}
