package io.travertine.columnar.vector;

import io.travertine.schema.ColumnType;

/** Grows an INT64 column. */
public final class Int64Builder extends FixedWidthBuilder {
    public Int64Builder() {
        super(ColumnType.INT64, Long.BYTES);
    }

    @Override
    public boolean putLong(int row, long value) {
        int position = place(row);
        Memory.putLong(values(), position, value);
        return true;
    }
}
