package io.travertine.storage.lsm.entry;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Comparing keys: as unsigned bytes, a key before those that it begins. */
public final class Keys {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong SEGMENT_LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private Keys() {}

    public static int compare(byte[] one, int oneLength, byte[] other, int otherLength) {
        return Arrays.compareUnsigned(one, 0, oneLength, other, 0, otherLength);
    }

    /** Compares (key, stamp) with another: the greater stamp comes first. */
    public static int compare(
            byte[] one, int oneLength, long oneStamp, byte[] other, int otherLength, long otherStamp) {
        int byKey = compare(one, oneLength, other, otherLength);
        return byKey != 0 ? byKey : Long.compare(otherStamp, oneStamp);
    }

    /** Eight bytes of a key as a number. */
    public static long longAt(byte[] key, int at) {
        return (long) LONG.get(key, at);
    }

    /** The first eight bytes as a number, zeros behind a shorter key. Keys whose heads differ are in the unsigned order of their heads. */
    public static long head(byte[] key, int length) {
        if (length >= Long.BYTES) {
            return (long) LONG.get(key, 0);
        }
        long head = 0;
        for (int i = 0; i < length; i++) {
            head |= (key[i] & 0xffL) << (56 - 8 * i);
        }
        return head;
    }

    /** The head of a key that lies in memory outside the heap. */
    public static long head(MemorySegment memory, long at, int length) {
        if (length >= Long.BYTES) {
            return memory.get(SEGMENT_LONG, at);
        }
        long head = 0;
        for (int i = 0; i < length; i++) {
            head |= (memory.get(ValueLayout.JAVA_BYTE, at + i) & 0xffL) << (56 - 8 * i);
        }
        return head;
    }

    /** The first index at which a key differs from one outside the heap; that of the shorter's end when it begins the longer; -1 when equal. */
    public static int mismatch(byte[] one, int oneLength, MemorySegment memory, long at, int otherLength) {
        int common = Math.min(oneLength, otherLength);
        int i = 0;
        for (; i + Long.BYTES <= common; i += Long.BYTES) {
            long difference = (long) LONG.get(one, i) ^ memory.get(SEGMENT_LONG, at + i);
            if (difference != 0) {
                return i + Long.numberOfLeadingZeros(difference) / Byte.SIZE;
            }
        }
        for (; i < common; i++) {
            if (one[i] != memory.get(ValueLayout.JAVA_BYTE, at + i)) {
                return i;
            }
        }
        return oneLength == otherLength ? -1 : common;
    }

    /** Compares a key with one that lies in memory outside the heap. */
    public static int compare(byte[] one, int oneLength, MemorySegment memory, long at, int otherLength) {
        int common = Math.min(oneLength, otherLength);
        int i = 0;
        for (; i + Long.BYTES <= common; i += Long.BYTES) {
            long a = (long) LONG.get(one, i);
            long b = memory.get(SEGMENT_LONG, at + i);
            if (a != b) {
                return Long.compareUnsigned(a, b);
            }
        }
        for (; i < common; i++) {
            int difference = (one[i] & 0xff) - (memory.get(ValueLayout.JAVA_BYTE, at + i) & 0xff);
            if (difference != 0) {
                return difference;
            }
        }
        return oneLength - otherLength;
    }
}
