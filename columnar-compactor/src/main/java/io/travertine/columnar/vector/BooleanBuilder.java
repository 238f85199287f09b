package io.travertine.columnar.vector;

import io.travertine.columnar.BooleanColumn;
import io.travertine.columnar.Column;
import io.travertine.schema.ColumnType;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Grows a BOOLEAN column. */
public final class BooleanBuilder extends ColumnBuilder {
    private byte[] values = Memory.EMPTY;

    public BooleanBuilder() {
        super(ColumnType.BOOLEAN);
    }

    @Override
    public boolean putBoolean(int row, boolean value) {
        begin(row);
        padTo(row + 1);
        if (value) {
            Memory.setBit(values, row);
        }
        return true;
    }

    @Override
    public long estimatedBytes() {
        return super.estimatedBytes() + values.length;
    }

    @Override
    Column column(int rows, @Nullable MemorySegment validityBits) {
        return new BooleanColumn(rows, validityBits, MemorySegment.ofArray(values));
    }

    @Override
    void padTo(int rows) {
        values = Memory.grow(values, Memory.bitBytes(rows));
    }
}
