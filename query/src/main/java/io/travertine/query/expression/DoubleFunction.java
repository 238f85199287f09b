package io.travertine.query.expression;

import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.DoubleColumn;
import io.travertine.schema.ColumnType;
import java.util.function.DoubleBinaryOperator;

/** A function of two doubles; a function of one ignores the second. Null in, null out. */
public record DoubleFunction(Expression left, Expression right, DoubleBinaryOperator body) implements Expression {
    @Override
    public ColumnType type() {
        return ColumnType.FLOAT64;
    }

    @Override
    public Column evaluate(ColumnBatch batch) {
        DoubleColumn a = (DoubleColumn) left.evaluate(batch);
        DoubleColumn b = left == right ? a : (DoubleColumn) right.evaluate(batch);
        Nulls nulls = Nulls.of(a, b);
        double[] result = new double[batch.rowCount()];
        int[] selection = batch.selection();
        int count = batch.selectedCount();
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            if (!nulls.contains(row)) {
                result[row] = body.applyAsDouble(a.get(row), b.get(row));
            }
        }
        return Columns.doubles(result, result.length, nulls);
    }
}
