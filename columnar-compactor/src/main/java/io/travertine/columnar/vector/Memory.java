package io.travertine.columnar.vector;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The memory of columns: byte arrays, read and written little-endian. Every column of this module, whether decoded from
 * records or read from a segment, lies in byte arrays and nothing else, so that the loops over them meet one kind of memory.
 */
public final class Memory {
    public static final byte[] EMPTY = {};

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG_ENDIAN_LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 16;
    private static final int SMALLEST_ARRAY = 64;

    private Memory() {}

    public static int getInt(byte[] array, int position) {
        return (int) INT.get(array, position);
    }

    public static void putInt(byte[] array, int position, int value) {
        INT.set(array, position, value);
    }

    public static long getLong(byte[] array, int position) {
        return (long) LONG.get(array, position);
    }

    public static void putLong(byte[] array, int position, long value) {
        LONG.set(array, position, value);
    }

    public static void putLongBigEndian(byte[] array, int position, long value) {
        BIG_ENDIAN_LONG.set(array, position, value);
    }

    public static boolean bit(byte[] bits, int index) {
        return (bits[index >>> 3] & (1 << (index & 7))) != 0;
    }

    public static void setBit(byte[] bits, int index) {
        bits[index >>> 3] |= (byte) (1 << (index & 7));
    }

    /** Sets the first {@code count} bits. */
    public static void setBits(byte[] bits, int count) {
        Arrays.fill(bits, 0, count >>> 3, (byte) 0xff);
        for (int i = count & ~7; i < count; i++) {
            setBit(bits, i);
        }
    }

    /** Bytes for so many bits. */
    public static int bitBytes(int count) {
        return (count + 7) >>> 3;
    }

    /**
     * The array itself when it is long enough, else a longer copy, at least twice as long. What was shared of the old array stays
     * as it is.
     */
    public static byte[] grow(byte[] array, long needed) {
        if (needed <= array.length) {
            return array;
        }
        if (needed > LARGEST_ARRAY) {
            throw new IllegalStateException(
                    "a column of " + needed + " bytes; a chunk must be ended before it reaches 2 GiB");
        }
        long doubled = Math.max(SMALLEST_ARRAY, Math.min(2L * array.length, LARGEST_ARRAY));
        return Arrays.copyOf(array, (int) Math.max(needed, doubled));
    }

    /** An array at least so long whose content does not matter: the given one, or a new one. */
    public static byte[] reuse(byte[] array, int needed) {
        return needed <= array.length ? array : new byte[Math.max(needed, SMALLEST_ARRAY)];
    }

    /** The array under a column's memory. */
    public static byte[] array(MemorySegment segment) {
        return (byte[])
                segment.heapBase().orElseThrow(() -> new IllegalArgumentException("column memory is not a byte array"));
    }
}
