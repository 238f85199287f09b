package io.travertine.storage.lsm.entry;

/**
 * Sequence number and kind of an entry in one number: the sequence in the upper 56 bits, the kind in the lower 8. Entries of one key are
 * ordered by it, the greatest (newest) first. No two entries of a tree have the same key and sequence.
 */
public final class Stamp {
    /** Sequences are 1 to this. */
    public static final long MAX_SEQUENCE = (1L << 55) - 1;

    /** At or above every stamp: finds the newest entry of a key. */
    public static final long NEWEST = newestOf(MAX_SEQUENCE);

    private static final int KIND_BITS = 8;
    private static final int KIND_MASK = (1 << KIND_BITS) - 1;

    private Stamp() {}

    public static long of(long sequence, EntryKind kind) {
        return sequence << KIND_BITS | kind.ordinal();
    }

    /** The greatest stamp that an entry of this sequence may have: finds the newest entry up to the sequence. */
    public static long newestOf(long sequence) {
        return sequence << KIND_BITS | KIND_MASK;
    }

    public static long sequence(long stamp) {
        return stamp >>> KIND_BITS;
    }

    /** @throws IllegalArgumentException when there is no such kind: the bytes are damaged */
    public static EntryKind kind(long stamp) {
        return EntryKind.of((int) stamp & KIND_MASK);
    }
}
