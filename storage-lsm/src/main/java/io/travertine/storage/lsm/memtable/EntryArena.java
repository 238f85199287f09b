package io.travertine.storage.lsm.memtable;

import io.travertine.storage.lsm.entry.Keys;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Entries one behind another in slabs of memory outside the heap. An entry is known by its reference, a number above 0, and never moves or
 * changes. One thread adds at a time; an entry may be read by any thread that got its reference from the one that added it, by way of a
 * volatile or release write.
 *
 * <pre>
 *  stamp 8 | key length 4 | value length 4 | key | value | up to 7 bytes, so that each entry begins at a multiple of 8
 * </pre>
 */
final class EntryArena implements AutoCloseable {
    static final long NONE = 0;

    private static final int SLAB_BITS = 20;
    private static final int SLAB_BYTES = 1 << SLAB_BITS;
    private static final int OFFSET_MASK = SLAB_BYTES - 1;
    private static final int HEADER_BYTES = 16;

    private final Arena arena = Arena.ofShared();
    /** Replaced by a longer array as a whole: a reference is published after the array that has its slab. */
    private volatile MemorySegment[] slabs = {};

    private int slabCount;
    /** The next free byte in the last slab. */
    private int end = SLAB_BYTES;

    private long bytes;

    /** Copies an entry; returns its reference. */
    long add(byte[] key, int keyFrom, int keyLength, long stamp, byte[] value, int valueFrom, int valueLength) {
        long reference = allocate(HEADER_BYTES + (long) keyLength + valueLength);
        MemorySegment slab = slab(reference);
        long at = offset(reference);
        slab.set(ValueLayout.JAVA_LONG, at, stamp);
        slab.set(ValueLayout.JAVA_INT, at + 8, keyLength);
        slab.set(ValueLayout.JAVA_INT, at + 12, valueLength);
        MemorySegment.copy(key, keyFrom, slab, ValueLayout.JAVA_BYTE, at + HEADER_BYTES, keyLength);
        MemorySegment.copy(value, valueFrom, slab, ValueLayout.JAVA_BYTE, at + HEADER_BYTES + keyLength, valueLength);
        return reference;
    }

    /** Takes memory, at a multiple of 8, that is all zero; returns its reference. */
    long allocate(long size) {
        long aligned = (size + 7) & -8L;
        if (aligned > SLAB_BYTES - end) {
            addSlab(Math.max(aligned, SLAB_BYTES));
        }
        long reference = (long) (slabCount - 1) << SLAB_BITS | end;
        end = (int) Math.min(SLAB_BYTES, end + aligned);
        return reference;
    }

    private void addSlab(long size) {
        // Reference 0 is none.
        int first = slabCount == 0 ? Long.BYTES : 0;
        MemorySegment slab = arena.allocate(size + first, Long.BYTES);
        MemorySegment[] longer = slabs;
        if (slabCount == longer.length) {
            longer = Arrays.copyOf(longer, Math.max(4, 2 * slabCount));
        }
        longer[slabCount++] = slab;
        slabs = longer;
        bytes += slab.byteSize();
        end = first;
    }

    /** Bytes of memory taken. */
    long bytes() {
        return bytes;
    }

    MemorySegment slab(long reference) {
        return slabs[(int) (reference >>> SLAB_BITS)];
    }

    static long offset(long reference) {
        return reference & OFFSET_MASK;
    }

    long stamp(long reference) {
        return slab(reference).get(ValueLayout.JAVA_LONG, offset(reference));
    }

    int keyLength(long reference) {
        return slab(reference).get(ValueLayout.JAVA_INT, offset(reference) + 8);
    }

    int valueLength(long reference) {
        return slab(reference).get(ValueLayout.JAVA_INT, offset(reference) + 12);
    }

    void copyKey(long reference, int length, byte[] target) {
        MemorySegment.copy(slab(reference), ValueLayout.JAVA_BYTE, offset(reference) + HEADER_BYTES, target, 0, length);
    }

    void copyValue(long reference, byte[] target, int at) {
        MemorySegment slab = slab(reference);
        long offset = offset(reference);
        int keyLength = slab.get(ValueLayout.JAVA_INT, offset + 8);
        int length = slab.get(ValueLayout.JAVA_INT, offset + 12);
        MemorySegment.copy(slab, ValueLayout.JAVA_BYTE, offset + HEADER_BYTES + keyLength, target, at, length);
    }

    byte[] value(long reference) {
        byte[] value = new byte[valueLength(reference)];
        copyValue(reference, value, 0);
        return value;
    }

    /** Compares (key, stamp) with an entry, in the order of entries. */
    int compare(byte[] key, int length, long stamp, long reference) {
        int byKey = compareKey(key, length, reference);
        return byKey != 0 ? byKey : Long.compare(stamp(reference), stamp);
    }

    /** Compares a key with that of an entry. */
    int compareKey(byte[] key, int length, long reference) {
        MemorySegment slab = slab(reference);
        long at = offset(reference);
        return Keys.compare(key, length, slab, at + HEADER_BYTES, slab.get(ValueLayout.JAVA_INT, at + 8));
    }

    /** Gives the memory back; nobody may read any more. */
    @Override
    public void close() {
        arena.close();
    }
}
