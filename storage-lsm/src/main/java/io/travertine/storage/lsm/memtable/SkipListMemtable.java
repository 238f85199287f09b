package io.travertine.storage.lsm.memtable;

import io.travertine.storage.lsm.entry.EntryCursor;
import io.travertine.storage.lsm.entry.Keys;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * A skip list for any keys. Adding costs a search, but at the end, where keys in order go, it costs none. Readers take no lock: a node is
 * linked with release writes once it is whole, from its lowest level up, and of it only links change. Nodes lie in the arena, beside the
 * entries.
 *
 * <p>W. Pugh, "Skip Lists: A Probabilistic Alternative to Balanced Trees", CACM 33(6), 1990.
 */
final class SkipListMemtable extends ArenaMemtable {
    private static final int MAX_HEIGHT = 14;
    /** One node in so many, as a power of two, is in the next level, too. */
    private static final int BRANCHING_BITS = 2;

    /** A node is: the reference of its entry, the head of its key, then one link for each of its levels. */
    private static final int HEAD_AT = 8;

    private static final int LINKS_AT = 16;

    private static final VarHandle LINK = ValueLayout.JAVA_LONG.varHandle();

    /** The node before all; it has no entry. */
    private final long start;

    /** The last node of each level: where keys in order are added. */
    private final long[] tails = new long[MAX_HEIGHT];

    private final long[] before = new long[MAX_HEIGHT];
    private volatile int height = 1;
    private int random = 0x2545f491;

    SkipListMemtable() {
        super(new EntryArena());
        start = arena.allocate(LINKS_AT + (long) MAX_HEIGHT * Long.BYTES);
        Arrays.fill(tails, start);
    }

    @Override
    void index(byte[] key, int length, long stamp, long entry) {
        long head = Keys.head(key, length);
        long[] predecessors =
                tails[0] == start || isBefore(tails[0], head, key, length, stamp) ? tails : search(key, length, stamp);
        int levels = randomHeight();
        if (levels > height) {
            for (int level = height; level < levels; level++) {
                predecessors[level] = start;
            }
            height = levels;
        }
        long node = arena.allocate(LINKS_AT + (long) levels * Long.BYTES);
        MemorySegment slab = arena.slab(node);
        long at = EntryArena.offset(node);
        slab.set(ValueLayout.JAVA_LONG, at, entry);
        slab.set(ValueLayout.JAVA_LONG, at + HEAD_AT, head);
        for (int level = 0; level < levels; level++) {
            slab.set(ValueLayout.JAVA_LONG, at + linkAt(level), next(predecessors[level], level));
        }
        for (int level = 0; level < levels; level++) {
            long predecessor = predecessors[level];
            LINK.setRelease(arena.slab(predecessor), EntryArena.offset(predecessor) + linkAt(level), node);
            if (tails[level] == predecessor) {
                tails[level] = node;
            }
        }
    }

    private static long linkAt(int level) {
        return LINKS_AT + (long) level * Long.BYTES;
    }

    /** The last node before (key, stamp) in each level. */
    private long[] search(byte[] key, int length, long stamp) {
        long head = Keys.head(key, length);
        long node = start;
        for (int level = height - 1; level >= 0; level--) {
            node = lastBefore(node, level, head, key, length, stamp);
            before[level] = node;
        }
        return before;
    }

    private long lastBefore(long from, int level, long head, byte[] key, int length, long stamp) {
        long node = from;
        long next = next(node, level);
        while (next != EntryArena.NONE && isBefore(next, head, key, length, stamp)) {
            node = next;
            next = next(node, level);
        }
        return node;
    }

    private boolean isBefore(long node, long head, byte[] key, int length, long stamp) {
        long other = arena.slab(node).get(ValueLayout.JAVA_LONG, EntryArena.offset(node) + HEAD_AT);
        return other != head
                ? Long.compareUnsigned(other, head) < 0
                : arena.compare(key, length, stamp, entry(node)) > 0;
    }

    private long lastBefore(byte[] key, int length, long stamp) {
        long head = Keys.head(key, length);
        long node = start;
        for (int level = height - 1; level >= 0; level--) {
            node = lastBefore(node, level, head, key, length, stamp);
        }
        return node;
    }

    /**
     * The first node that is not before (key, stamp). It is the one that the search saw: the successor of {@link #lastBefore}, if it were
     * read again, might be a new node that is before (key, stamp).
     */
    private long firstFrom(byte[] key, int length, long stamp) {
        long head = Keys.head(key, length);
        long node = start;
        for (int level = height - 1; level > 0; level--) {
            node = lastBefore(node, level, head, key, length, stamp);
        }
        node = next(node, 0);
        while (node != EntryArena.NONE && isBefore(node, head, key, length, stamp)) {
            node = next(node, 0);
        }
        return node;
    }

    private long lastNode() {
        long node = start;
        for (int level = height - 1; level >= 0; level--) {
            for (long next = next(node, level); next != EntryArena.NONE; next = next(node, level)) {
                node = next;
            }
        }
        return node;
    }

    private int randomHeight() {
        random ^= random << 13;
        random ^= random >>> 17;
        random ^= random << 5;
        int levels =
                1 + Integer.numberOfTrailingZeros(random | 1 << (BRANCHING_BITS * (MAX_HEIGHT - 1))) / BRANCHING_BITS;
        return Math.min(levels, MAX_HEIGHT);
    }

    private long next(long node, int level) {
        return (long) LINK.getAcquire(arena.slab(node), EntryArena.offset(node) + linkAt(level));
    }

    private long entry(long node) {
        return arena.slab(node).get(ValueLayout.JAVA_LONG, EntryArena.offset(node));
    }

    @Override
    long findEntry(byte[] key, long stamp) {
        long node = firstFrom(key, key.length, stamp);
        if (node == EntryArena.NONE || arena.compareKey(key, key.length, entry(node)) != 0) {
            return EntryArena.NONE;
        }
        return entry(node);
    }

    @Override
    long heapBytes() {
        return 2 * (16 + (long) MAX_HEIGHT * Long.BYTES);
    }

    @Override
    public EntryCursor cursor() {
        return new Cursor();
    }

    private final class Cursor extends ArenaCursor {
        private long node;

        Cursor() {
            super(arena);
        }

        private void at(long to) {
            node = to;
            load(to == EntryArena.NONE || to == start ? EntryArena.NONE : SkipListMemtable.this.entry(to));
        }

        @Override
        public void first() {
            at(SkipListMemtable.this.next(start, 0));
        }

        @Override
        public void last() {
            at(lastNode());
        }

        @Override
        public void seek(byte[] key, int length, long stamp) {
            at(firstFrom(key, length, stamp));
        }

        @Override
        public void seekBefore(byte[] key, int length, long stamp) {
            at(lastBefore(key, length, stamp));
        }

        @Override
        public void next() {
            at(SkipListMemtable.this.next(node, 0));
        }

        @Override
        public void previous() {
            at(lastBefore(key(), keyLength(), stamp()));
        }
    }
}
