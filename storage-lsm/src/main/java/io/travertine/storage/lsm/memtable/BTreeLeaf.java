package io.travertine.storage.lsm.memtable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A leaf of {@link BTreeMemtable}: up to 14 entries in an array of longs. Heads of keys and references lie in the places they were first
 * put in and never change; the first long says their order, so that one release write of it adds an entry for all readers. A reader works
 * on the order that it read.
 *
 * <pre>
 *  order: bit 63 whether other leaves replace this one | per entry, the last in order in the highest bits: place 4 | count 4
 *  14 heads
 *  14 references
 * </pre>
 *
 * <p>The order as one word: Y. Mao, E. Kohler, R. Morris, "Cache Craftiness for Fast Multicore Key-Value Storage", EuroSys 2012, 4.6.2.
 */
final class BTreeLeaf {
    static final int ENTRIES = 14;
    static final long BYTES = 16 + (1 + 2 * ENTRIES) * (long) Long.BYTES;

    private static final int HEADS_AT = 1;
    private static final int ENTRIES_AT = HEADS_AT + ENTRIES;
    private static final int PLACE_BITS = 4;
    private static final int PLACE_MASK = (1 << PLACE_BITS) - 1;
    private static final long REPLACED = Long.MIN_VALUE;
    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

    private BTreeLeaf() {}

    static long[] create() {
        return new long[ENTRIES_AT + ENTRIES];
    }

    static long order(long[] leaf) {
        return (long) LONGS.getAcquire(leaf, 0);
    }

    static boolean isReplaced(long order) {
        return order < 0;
    }

    static int count(long order) {
        return (int) order & PLACE_MASK;
    }

    private static int place(long order, int rank) {
        return (int) (order >>> (PLACE_BITS + PLACE_BITS * rank)) & PLACE_MASK;
    }

    static long head(long[] leaf, long order, int rank) {
        return leaf[HEADS_AT + place(order, rank)];
    }

    static long entry(long[] leaf, long order, int rank) {
        return leaf[ENTRIES_AT + place(order, rank)];
    }

    /** How many entries are before (key, stamp). */
    static int lowerBound(EntryArena arena, long[] leaf, long order, long head, byte[] key, int length, long stamp) {
        int low = 0;
        int high = count(order);
        while (low < high) {
            int middle = (low + high) >>> 1;
            long other = head(leaf, order, middle);
            boolean before = other != head
                    ? Long.compareUnsigned(other, head) < 0
                    : arena.compare(key, length, stamp, entry(leaf, order, middle)) > 0;
            if (before) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Adds an entry to a leaf that is not full. */
    static void insert(long[] leaf, int rank, long head, long entry) {
        long order = leaf[0];
        int place = count(order);
        leaf[HEADS_AT + place] = head;
        leaf[ENTRIES_AT + place] = entry;
        int at = PLACE_BITS + PLACE_BITS * rank;
        long lower = order & ((1L << at) - 1);
        long higher = (order >>> at) << at;
        LONGS.setRelease(leaf, 0, (higher << PLACE_BITS | (long) place << at | lower) + 1);
    }

    /** A new leaf of some entries of a full one and, if its rank is among them, a new one. */
    static long[] part(long[] full, int from, int to, int rank, long head, long entry) {
        long order = full[0];
        long[] part = create();
        for (int i = from; i < to; i++) {
            int old = i < rank ? i : i - 1;
            long partHead = i == rank ? head : head(full, order, old);
            insert(part, i - from, partHead, i == rank ? entry : entry(full, order, old));
        }
        return part;
    }

    /** Says, once they are in the tree, that other leaves replace this one. */
    static void replace(long[] leaf) {
        LONGS.setRelease(leaf, 0, leaf[0] | REPLACED);
    }
}
