package io.travertine.columnar.vector;

import io.travertine.schema.ColumnType;
import io.travertine.schema.Timestamps;

/** Grows a TIMESTAMP column, from milliseconds or RFC 3339 text. */
public final class TimestampBuilder extends FixedWidthBuilder {
    private static final long MICROS_PER_MILLI = 1_000;

    public TimestampBuilder() {
        super(ColumnType.TIMESTAMP, Long.BYTES);
    }

    /** Milliseconds as microseconds; what is out of range (beyond the year 290,000) becomes the nearest that is in it. */
    public static long micros(long millis) {
        long micros = millis * MICROS_PER_MILLI;
        if (micros / MICROS_PER_MILLI == millis) {
            return micros;
        }
        return millis < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    @Override
    public boolean putLong(int row, long value) {
        return putMicros(row, micros(value));
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
