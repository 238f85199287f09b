package io.travertine.columnar.vector;

import io.travertine.schema.ColumnType;

/** Grows a FLOAT64 column. */
public final class Float64Builder extends FixedWidthBuilder {
    public Float64Builder() {
        super(ColumnType.FLOAT64, Double.BYTES);
    }

    @Override
    public boolean putLong(int row, long value) {
        return putDouble(row, value);
    }

    @Override
    public boolean putDouble(int row, double value) {
        int position = place(row);
        Memory.putLong(values(), position, Double.doubleToRawLongBits(value));
        return true;
    }
}
