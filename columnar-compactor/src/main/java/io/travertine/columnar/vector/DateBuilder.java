package io.travertine.columnar.vector;

import io.travertine.schema.ColumnType;
import io.travertine.schema.Timestamps;

/** Grows a DATE column, from text of the form yyyy-mm-dd. */
public final class DateBuilder extends FixedWidthBuilder {
    public DateBuilder() {
        super(ColumnType.DATE, Integer.BYTES);
    }

    @Override
    public boolean putText(int row, byte[] source, int position, int length) {
        long days = Timestamps.parseDay(source, position, length);
        return days != Timestamps.INVALID && putDays(row, (int) days);
    }

    public boolean putDays(int row, int days) {
        int position = place(row);
        Memory.putInt(values(), position, days);
        return true;
    }
}
