package io.travertine.query.expression;

import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.schema.ColumnType;
import java.util.List;

/** Whether a value is one of many constants, none of them null; unknown for null. */
public final class InSet implements Expression {
    private final Expression operand;
    private final Interner constants;

    public InSet(Expression operand, List<Constant> constants) {
        this.operand = operand;
        this.constants = Interner.of(operand.type());
        ColumnBatch one = new ColumnBatch(List.of(), 1);
        for (Constant constant : constants) {
            this.constants.intern(constant.evaluate(one), one, new int[1]);
        }
    }

    @Override
    public ColumnType type() {
        return ColumnType.BOOLEAN;
    }

    @Override
    public Column evaluate(ColumnBatch batch) {
        Column values = operand.evaluate(batch);
        int[] numbers = new int[batch.rowCount()];
        constants.find(values, batch, numbers);
        byte[] bits = new byte[(batch.rowCount() + 7) / 8];
        for (int row : Columns.selectedRows(batch)) {
            bits[row >>> 3] |= (byte) ((numbers[row] >= 0 ? 1 : 0) << (row & 7));
        }
        return Columns.booleans(bits, batch.rowCount(), Nulls.of(values));
    }
}
