package io.travertine.ids;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Instant;

/** What all 128-bit ids share: bytes in network order, unsigned comparison, times of 48 bits. */
final class Bits128 {
    static final int BYTES = 16;
    static final long MAX_TIME_MS = (1L << 48) - 1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private Bits128() {}

    static int compare(long high, long low, long otherHigh, long otherLow) {
        int upper = Long.compareUnsigned(high, otherHigh);
        return upper != 0 ? upper : Long.compareUnsigned(low, otherLow);
    }

    static long getLong(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    static void putLong(byte[] bytes, int at, long value) {
        LONGS.set(bytes, at, value);
    }

    static void putInt(byte[] bytes, int at, int value) {
        INTS.set(bytes, at, value);
    }

    static void putShort(byte[] bytes, int at, short value) {
        SHORTS.set(bytes, at, value);
    }

    static byte[] requireWhole(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("an id of " + bytes.length + " bytes, 16 are needed");
        }
        return bytes;
    }

    static long checkedTime(Instant instant) {
        long seconds = instant.getEpochSecond();
        if (seconds < 0 || seconds > MAX_TIME_MS / 1000) {
            throw outside(instant);
        }
        return checkedTime(instant.toEpochMilli());
    }

    static long checkedTime(long timeMs) {
        if (timeMs < 0 || timeMs > MAX_TIME_MS) {
            throw outside(timeMs + " ms");
        }
        return timeMs;
    }

    private static IllegalArgumentException outside(Object time) {
        return new IllegalArgumentException(
                time + " is outside the 48 bits that an id has for milliseconds since 1970: 0 to " + MAX_TIME_MS);
    }
}
