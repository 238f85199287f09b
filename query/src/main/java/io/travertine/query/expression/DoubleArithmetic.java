package io.travertine.query.expression;

import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.DoubleColumn;
import io.travertine.schema.ColumnType;

/** {@code + - * / %} over doubles; dividing by zero is an error, as it is for integers. */
public final class DoubleArithmetic implements Expression {
    private final ArithmeticOperator operator;
    private final Expression left;
    private final Expression right;

    public DoubleArithmetic(ArithmeticOperator operator, Expression left, Expression right) {
        this.operator = operator;
        this.left = left;
        this.right = right;
    }

    @Override
    public ColumnType type() {
        return ColumnType.FLOAT64;
    }

    @Override
    public Column evaluate(ColumnBatch batch) {
        DoubleColumn a = (DoubleColumn) left.evaluate(batch);
        DoubleColumn b = (DoubleColumn) right.evaluate(batch);
        Nulls nulls = Nulls.of(a, b);
        boolean nullable = nulls.any();
        double[] result = new double[batch.rowCount()];
        int[] selection = batch.selection();
        int count = batch.selectedCount();
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            if (nullable && nulls.contains(row)) {
                continue;
            }
            double x = a.get(row);
            double y = b.get(row);
            result[row] = switch (operator) {
                case ADD -> x + y;
                case SUBTRACT -> x - y;
                case MULTIPLY -> x * y;
                case DIVIDE -> x / nonZero(y);
                case REMAINDER -> x % nonZero(y);
            };
        }
        return Columns.doubles(result, result.length, nulls);
    }

    private static double nonZero(double divisor) {
        if (divisor == 0) {
            throw EvaluationException.divisionByZero();
        }
        return divisor;
    }
}
