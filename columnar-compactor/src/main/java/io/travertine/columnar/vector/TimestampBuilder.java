package io.travertine.columnar.vector;

import io.travertine.schema.ColumnType;
import io.travertine.schema.Timestamps;

/** Grows a TIMESTAMP column, from milliseconds or RFC 3339 text. */
public final class TimestampBuilder extends FixedWidthBuilder {
    public TimestampBuilder() {
        super(ColumnType.TIMESTAMP, Long.BYTES);
    }

    @Override
    public boolean putLong(int row, long value) {
        return putMicros(row, Timestamps.micros(value));
    }

    @Override
    public boolean putText(int row, byte[] source, int position, int length) {
        long micros = Timestamps.parse(source, position, length);
        return micros != Timestamps.INVALID && putMicros(row, micros);
    }

    public boolean putMicros(int row, long micros) {
        int position = place(row);
        Memory.putLong(values(), position, micros);
        return true;
    }
}
