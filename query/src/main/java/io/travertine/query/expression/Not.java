package io.travertine.query.expression;

import io.travertine.columnar.BooleanColumn;
import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.schema.ColumnType;
import java.lang.foreign.ValueLayout;

/** NOT; unknown stays unknown. */
public record Not(Expression operand) implements Expression {
    @Override
    public ColumnType type() {
        return ColumnType.BOOLEAN;
    }

    @Override
    public Column evaluate(ColumnBatch batch) {
        BooleanColumn values = (BooleanColumn) operand.evaluate(batch);
        byte[] bits = new byte[(batch.rowCount() + 7) / 8];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = (byte) ~values.values().get(ValueLayout.JAVA_BYTE, i);
        }
        return Columns.booleans(bits, batch.rowCount(), Nulls.of(values));
    }
}
