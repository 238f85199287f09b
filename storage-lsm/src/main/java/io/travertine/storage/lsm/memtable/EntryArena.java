package io.travertine.storage.lsm.memtable;

import io.travertine.storage.lsm.entry.Keys;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Entries one behind another in slabs of memory outside the heap. An entry is known by its reference, a multiple of 8 above 0, and never
 * moves or changes. One thread adds at a time; an entry may be read by any thread that got its reference from the one that added it, by way
 * of a volatile or release write.
 *
 * <pre>
 *  the variant's own, see the constructor | stamp 8 | key length 4 | value length 4 | key | value | up to 7 bytes, to a multiple of 8
 * </pre>
 */
final class EntryArena implements AutoCloseable {
    static final long NONE = 0;

    /** References are below 1 << this: the rest of a long is free for what a variant wants to note with one. */
    static final int REFERENCE_BITS = 36;

    private static final int SLAB_BITS = 20;
    private static final int SLAB_BYTES = 1 << SLAB_BITS;
    private static final int OFFSET_MASK = SLAB_BYTES - 1;
    /** The first slab has so many bytes, each further one twice as many, up to the full size: a small memtable is small. */
    private static final int FIRST_BYTES = 8 << 10;

    private static final int CHUNK_BITS = 6;
    private static final int CHUNK_MASK = (1 << CHUNK_BITS) - 1;
    private static final int CHUNKS = 1 << (REFERENCE_BITS - SLAB_BITS - CHUNK_BITS);
    private static final int HEADER_BYTES = 16;
    private static final int MAX_ENTRY_BYTES = 1 << 30;

    private final Arena arena = Arena.ofShared();
    /**
     * The slabs, in chunks of 64. Plain reads are enough: each place is written once, before the first reference into its slab is
     * published, so whoever has such a reference can see nothing but that one write.
     */
    private final MemorySegment[][] slabs = new MemorySegment[CHUNKS][];

    private final int prefixBytes;
    private int slabCount;
    /** The slab that is being filled, and its next free byte. Reference 0 is none. */
    private int current = addSlab(FIRST_BYTES);

    private int capacity = FIRST_BYTES;
    private int end = Long.BYTES;

    private volatile long bytes;

    EntryArena() {
        this(0);
    }

    /** With bytes of the variant's own, a multiple of 8, in front of each entry. */
    EntryArena(int prefixBytes) {
        this.prefixBytes = prefixBytes;
        bytes = FIRST_BYTES;
    }

    /** Copies an entry; returns its reference. */
    long add(byte[] key, int keyFrom, int keyLength, long stamp, byte[] value, int valueFrom, int valueLength) {
        long reference = allocate(prefixBytes + HEADER_BYTES + (long) keyLength + valueLength) + prefixBytes;
        MemorySegment slab = slab(reference);
        long at = offset(reference);
        slab.set(ValueLayout.JAVA_LONG, at, stamp);
        slab.set(ValueLayout.JAVA_INT, at + 8, keyLength);
        slab.set(ValueLayout.JAVA_INT, at + 12, valueLength);
        MemorySegment.copy(key, keyFrom, slab, ValueLayout.JAVA_BYTE, at + HEADER_BYTES, keyLength);
        MemorySegment.copy(value, valueFrom, slab, ValueLayout.JAVA_BYTE, at + HEADER_BYTES + keyLength, valueLength);
        return reference;
    }

    /** @throws IllegalArgumentException when an entry of this size may not be added */
    static void checkLengths(int keyLength, int valueLength) {
        if ((long) keyLength + valueLength > MAX_ENTRY_BYTES) {
            throw new IllegalArgumentException(
                    "key of " + keyLength + " bytes and value of " + valueLength + " are together longer than 1 GiB");
        }
    }

    /** Takes memory, at a multiple of 8, that is all zero; returns its reference. */
    long allocate(long size) {
        long aligned = (size + 7) & -8L;
        if (aligned > capacity - end) {
            int next = Math.min(SLAB_BYTES, 2 * capacity);
            if (aligned > next / 8) {
                // What is large and does not fit behind the rest gets a slab of its own, so that the rest is not lost.
                return (long) grow(aligned) << SLAB_BITS;
            }
            capacity = next;
            current = grow(next);
            end = 0;
        }
        long reference = (long) current << SLAB_BITS | end;
        end += (int) aligned;
        return reference;
    }

    private int grow(long size) {
        int slab = addSlab(size);
        bytes = bytes + size;
        return slab;
    }

    private int addSlab(long size) {
        int chunk = slabCount >>> CHUNK_BITS;
        if (chunk == CHUNKS) {
            throw new IllegalStateException("a memtable of more than " + slabCount + " slabs");
        }
        if (slabs[chunk] == null) {
            slabs[chunk] = new MemorySegment[1 << CHUNK_BITS];
        }
        slabs[chunk][slabCount & CHUNK_MASK] = arena.allocate(size, Long.BYTES);
        return slabCount++;
    }

    /** Bytes of memory taken. */
    long bytes() {
        return bytes + 16 + 4L * CHUNKS + ((slabCount + CHUNK_MASK) >>> CHUNK_BITS) * (16 + (4L << CHUNK_BITS));
    }

    MemorySegment slab(long reference) {
        return slabs[(int) (reference >>> (SLAB_BITS + CHUNK_BITS))][(int) (reference >>> SLAB_BITS) & CHUNK_MASK];
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

    int keyByte(long reference, int index) {
        return slab(reference).get(ValueLayout.JAVA_BYTE, offset(reference) + HEADER_BYTES + index) & 0xff;
    }

    /** @see Keys#head */
    long head(long reference) {
        MemorySegment slab = slab(reference);
        long at = offset(reference);
        return Keys.head(slab, at + HEADER_BYTES, slab.get(ValueLayout.JAVA_INT, at + 8));
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

    /** @see Keys#mismatch */
    int mismatch(byte[] key, int length, long reference) {
        MemorySegment slab = slab(reference);
        long at = offset(reference);
        return Keys.mismatch(key, length, slab, at + HEADER_BYTES, slab.get(ValueLayout.JAVA_INT, at + 8));
    }

    /** Compares two entries, in the order of entries. */
    int compare(long one, long other) {
        long oneKey = offset(one) + HEADER_BYTES;
        long otherKey = offset(other) + HEADER_BYTES;
        int oneLength = keyLength(one);
        int otherLength = keyLength(other);
        long different = MemorySegment.mismatch(
                slab(one), oneKey, oneKey + oneLength, slab(other), otherKey, otherKey + otherLength);
        if (different < 0) {
            return Long.compare(stamp(other), stamp(one));
        }
        if (different == Math.min(oneLength, otherLength)) {
            return oneLength - otherLength;
        }
        return keyByte(one, (int) different) - keyByte(other, (int) different);
    }

    /** @throws IllegalStateException when it is closed */
    void checkOpen() {
        if (!arena.scope().isAlive()) {
            throw new IllegalStateException("the memtable is closed");
        }
    }

    /** Gives the memory back; nobody may read any more. */
    @Override
    public void close() {
        arena.close();
    }
}
