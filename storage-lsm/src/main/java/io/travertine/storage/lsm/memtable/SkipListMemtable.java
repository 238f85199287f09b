package io.travertine.storage.lsm.memtable;

import io.travertine.storage.lsm.entry.EntryCursor;
import io.travertine.storage.lsm.entry.FoundEntry;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * A skip list for any keys. Adding costs a search, but at the end, where keys in order go, it costs none. Readers take no lock: a node is
 * linked with release writes once it is whole, and never changed. Nodes lie in the arena, beside the entries.
 *
 * <p>W. Pugh, "Skip Lists: A Probabilistic Alternative to Balanced Trees", CACM 33(6), 1990.
 */
final class SkipListMemtable implements Memtable {
    private static final int MAX_HEIGHT = 14;
    /** One node in so many, as a power of two, is in the next level, too. */
    private static final int BRANCHING_BITS = 2;

    private static final VarHandle LINK = ValueLayout.JAVA_LONG.varHandle();

    private final EntryArena arena = new EntryArena();
    /** A node is: the reference of its entry, then one link for each of its levels. The head has no entry. */
    private final long head = arena.allocate((1L + MAX_HEIGHT) * Long.BYTES);

    /** The last node of each level: where keys in order are added. */
    private final long[] tails = new long[MAX_HEIGHT];

    private final long[] before = new long[MAX_HEIGHT];
    private volatile int height = 1;
    private volatile long size;
    private int random = 0x2545f491;

    SkipListMemtable() {
        Arrays.fill(tails, head);
    }

    @Override
    public void add(byte[] key, int keyFrom, int keyLength, long stamp, byte[] value, int valueFrom, int valueLength) {
        byte[] wanted = keyFrom == 0 ? key : Arrays.copyOfRange(key, keyFrom, keyFrom + keyLength);
        long[] predecessors = isBehindTail(wanted, keyLength, stamp) ? tails : search(wanted, keyLength, stamp);
        long entry = arena.add(key, keyFrom, keyLength, stamp, value, valueFrom, valueLength);
        int levels = randomHeight();
        if (levels > height) {
            for (int level = height; level < levels; level++) {
                predecessors[level] = head;
            }
            height = levels;
        }
        long node = arena.allocate((1L + levels) * Long.BYTES);
        MemorySegment slab = arena.slab(node);
        long at = EntryArena.offset(node);
        slab.set(ValueLayout.JAVA_LONG, at, entry);
        for (int level = 0; level < levels; level++) {
            slab.set(ValueLayout.JAVA_LONG, at + (1L + level) * Long.BYTES, next(predecessors[level], level));
        }
        for (int level = 0; level < levels; level++) {
            long predecessor = predecessors[level];
            boolean last = next(predecessor, level) == EntryArena.NONE;
            LINK.setRelease(arena.slab(predecessor), EntryArena.offset(predecessor) + (1L + level) * Long.BYTES, node);
            if (last) {
                tails[level] = node;
            }
        }
        size = size + 1;
    }

    private boolean isBehindTail(byte[] key, int length, long stamp) {
        return tails[0] == head || arena.compare(key, length, stamp, entry(tails[0])) > 0;
    }

    /** The last node before (key, stamp) in each level. */
    private long[] search(byte[] key, int length, long stamp) {
        long node = head;
        for (int level = height - 1; level >= 0; level--) {
            node = lastBefore(node, level, key, length, stamp);
            before[level] = node;
        }
        return before;
    }

    private long lastBefore(long from, int level, byte[] key, int length, long stamp) {
        long node = from;
        long next = next(node, level);
        while (next != EntryArena.NONE && arena.compare(key, length, stamp, entry(next)) > 0) {
            node = next;
            next = next(node, level);
        }
        return node;
    }

    private long lastBefore(byte[] key, int length, long stamp) {
        long node = head;
        for (int level = height - 1; level >= 0; level--) {
            node = lastBefore(node, level, key, length, stamp);
        }
        return node;
    }

    private long lastNode() {
        long node = head;
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
        return (long) LINK.getAcquire(arena.slab(node), EntryArena.offset(node) + (1L + level) * Long.BYTES);
    }

    private long entry(long node) {
        return arena.slab(node).get(ValueLayout.JAVA_LONG, EntryArena.offset(node));
    }

    @Override
    public boolean find(byte[] key, long stamp, FoundEntry found) {
        long node = next(lastBefore(key, key.length, stamp), 0);
        if (node == EntryArena.NONE || arena.compareKey(key, key.length, entry(node)) != 0) {
            return false;
        }
        long entry = entry(node);
        found.set(arena.stamp(entry), arena.value(entry));
        return true;
    }

    @Override
    public EntryCursor cursor() {
        return new Cursor();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public long bytes() {
        return arena.bytes();
    }

    @Override
    public void close() {
        arena.close();
    }

    private final class Cursor extends ArenaCursor {
        private long node;

        Cursor() {
            super(arena);
        }

        private void at(long to) {
            node = to;
            load(to == EntryArena.NONE || to == head ? EntryArena.NONE : entry(to));
        }

        @Override
        public void first() {
            at(SkipListMemtable.this.next(head, 0));
        }

        @Override
        public void last() {
            at(lastNode());
        }

        @Override
        public void seek(byte[] key, int length, long stamp) {
            at(SkipListMemtable.this.next(lastBefore(key, length, stamp), 0));
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
