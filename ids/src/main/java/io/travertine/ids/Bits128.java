package io.travertine.ids;

import java.nio.ByteBuffer;
import java.time.Instant;

/** What all 128-bit ids share. */
final class Bits128 {
    private static final long MAX_TIME_MS = (1L << 48) - 1;

    private Bits128() {}

    static int compare(long high, long low, long otherHigh, long otherLow) {
        int upper = Long.compareUnsigned(high, otherHigh);
        return upper != 0 ? upper : Long.compareUnsigned(low, otherLow);
    }

    static long high(byte[] bytes) {
        if (bytes.length != 16) {
            throw new IllegalArgumentException("an id of " + bytes.length + " bytes, 16 are needed");
        }
        return ByteBuffer.wrap(bytes).getLong();
    }

    static long low(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong(8);
    }

    static long checkedTime(Instant instant) {
        return checkedTime(instant.toEpochMilli());
    }

    static long checkedTime(long timeMs) {
        if (timeMs < 0 || timeMs > MAX_TIME_MS) {
            throw new IllegalArgumentException(timeMs + " ms is outside the 48 bits that an id has for the time");
        }
        return timeMs;
    }
}
