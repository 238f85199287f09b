package io.travertine.query.expression;

import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.LongColumn;
import io.travertine.schema.ColumnType;
import java.util.function.LongUnaryOperator;

/** A function of one 64-bit number that gives another; null in, null out. */
public record LongFunction(ColumnType type, Expression operand, LongUnaryOperator body) implements Expression {
    @Override
    public Column evaluate(ColumnBatch batch) {
        LongColumn values = (LongColumn) operand.evaluate(batch);
        Nulls nulls = Nulls.of(values);
        long[] result = new long[batch.rowCount()];
        int[] selection = batch.selection();
        int count = batch.selectedCount();
        try {
            for (int i = 0; i < count; i++) {
                int row = selection == null ? i : selection[i];
                if (!nulls.contains(row)) {
                    result[row] = body.applyAsLong(values.get(row));
                }
            }
        } catch (ArithmeticException overflow) {
            throw EvaluationException.outOfRange(
                    "a " + (type == ColumnType.INT64 ? "BIGINT" : type.name()) + " result");
        }
        return Columns.longs(type, result, result.length, nulls);
    }
}
