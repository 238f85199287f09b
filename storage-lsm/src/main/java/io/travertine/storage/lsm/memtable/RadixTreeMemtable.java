package io.travertine.storage.lsm.memtable;

import io.travertine.storage.lsm.entry.EntryCursor;
import java.util.Arrays;

/**
 * An adaptive radix tree. To it, an entry is a row of symbols: the bytes of its key, {@link RadixNodes#END}, and the eight bytes of its
 * stamp, so turned that the greatest comes first; the order of rows is that of entries, and no row begins another. So the versions of a key
 * are a tree of their own, however many there are. A node says at which index its entries differ first, and any one of them: what they have
 * in common before is not stored again, so a node need not change when one comes in above it.
 *
 * <p>Readers take no lock: a slot is written with release when all behind it is whole. A node that was replaced by a greater one still has
 * all that was there when a reader got it.
 *
 * <p>V. Leis, A. Kemper, T. Neumann, "The Adaptive Radix Tree: ARTful Indexing for Main-Memory Databases", ICDE 2013; V. Leis, F. Scheibner,
 * A. Kemper, T. Neumann, "The ART of Practical Synchronization", DaMoN 2016.
 */
final class RadixTreeMemtable extends ArenaMemtable {
    /** In place of an index where rows differ, when they do not. */
    private static final int NOWHERE = Integer.MAX_VALUE;

    private final RadixNodes nodes = new RadixNodes(arena);
    private final long root = arena.allocate(Long.BYTES);

    RadixTreeMemtable() {
        super(new EntryArena());
    }

    private static int symbol(byte[] key, int length, long stamp, int index) {
        if (index < length) {
            return key[index] & 0xff;
        }
        return index == length ? RadixNodes.END : stampByte(stamp, index - length - 1);
    }

    private static int stampByte(long stamp, int index) {
        return (int) (turned(stamp) >>> (56 - 8 * index)) & 0xff;
    }

    /** In the unsigned order of these, the greatest stamp comes first. */
    private static long turned(long stamp) {
        return ~stamp ^ Long.MIN_VALUE;
    }

    private int symbol(long entry, int index) {
        int length = arena.keyLength(entry);
        if (index < length) {
            return arena.keyByte(entry, index);
        }
        return index == length ? RadixNodes.END : stampByte(arena.stamp(entry), index - length - 1);
    }

    /** The index where an entry first differs from (key, stamp). */
    private int difference(byte[] key, int length, long stamp, long entry) {
        int different = arena.mismatch(key, length, entry);
        if (different >= 0) {
            return different;
        }
        long bits = stamp ^ arena.stamp(entry);
        return bits == 0 ? NOWHERE : length + 1 + Long.numberOfLeadingZeros(bits) / Byte.SIZE;
    }

    /** An entry with the longest common beginning with (key, stamp) that there is. */
    private long nearest(byte[] key, int length, long stamp) {
        long at = nodes.get(root);
        while (!RadixNodes.isEntry(at)) {
            int branch = nodes.branch(at);
            long child = branch <= length + Long.BYTES
                    ? nodes.child(at, symbol(key, length, stamp, branch))
                    : EntryArena.NONE;
            if (child == EntryArena.NONE) {
                return nodes.sample(at);
            }
            at = child;
        }
        return at;
    }

    @Override
    void index(byte[] key, int length, long stamp, long entry) {
        long near = nearest(key, length, stamp);
        if (near == EntryArena.NONE) {
            nodes.set(root, entry);
            return;
        }
        int different = difference(key, length, stamp, near);
        if (different == NOWHERE) {
            throw new IllegalArgumentException("there is an entry of this key and stamp " + stamp);
        }
        long slot = root;
        long at = nodes.get(slot);
        while (!RadixNodes.isEntry(at) && nodes.branch(at) < different) {
            slot = nodes.slot(at, symbol(key, length, stamp, nodes.branch(at)));
            at = nodes.get(slot);
        }
        int symbol = symbol(key, length, stamp, different);
        if (!RadixNodes.isEntry(at) && nodes.branch(at) == different) {
            long changed = nodes.add(at, symbol, entry);
            if (changed != at) {
                nodes.set(slot, changed);
            }
        } else {
            long above = nodes.create(different, entry);
            nodes.add(above, symbol(near, different), at);
            nodes.add(above, symbol, entry);
            nodes.set(slot, above);
        }
    }

    @Override
    long findEntry(byte[] key, long stamp) {
        long at = nodes.get(root);
        while (!RadixNodes.isEntry(at)) {
            int branch = nodes.branch(at);
            if (branch > key.length) {
                long sample = nodes.sample(at);
                return arena.compareKey(key, key.length, sample) == 0
                        ? version(at, key.length, stamp)
                        : EntryArena.NONE;
            }
            at = nodes.child(at, branch < key.length ? key[branch] & 0xff : RadixNodes.END);
        }
        boolean found = at != EntryArena.NONE && arena.compareKey(key, key.length, at) == 0 && arena.stamp(at) <= stamp;
        return found ? at : EntryArena.NONE;
    }

    /** The newest version whose stamp is at most this, of the versions of a key below a child. */
    private long version(long child, int keyLength, long stamp) {
        if (RadixNodes.isEntry(child)) {
            return arena.stamp(child) <= stamp ? child : EntryArena.NONE;
        }
        int index = nodes.branch(child) - keyLength - 1;
        long common = index == 0 ? 0 : -1L << (64 - 8 * index);
        int order = Long.compareUnsigned(turned(stamp) & common, turned(arena.stamp(nodes.sample(child))) & common);
        if (order > 0) {
            return EntryArena.NONE;
        }
        int symbol = order < 0 ? RadixNodes.END : stampByte(stamp, index);
        long same = order < 0 ? EntryArena.NONE : nodes.child(child, symbol);
        long found = same == EntryArena.NONE ? EntryArena.NONE : version(same, keyLength, stamp);
        if (found != EntryArena.NONE) {
            return found;
        }
        int next = nodes.after(child, symbol);
        return next == RadixNodes.BEHIND_ALL ? EntryArena.NONE : firstOf(nodes.child(child, next));
    }

    private long firstOf(long child) {
        long at = child;
        while (!RadixNodes.isEntry(at)) {
            at = nodes.child(at, nodes.after(at, RadixNodes.BEFORE_ALL));
        }
        return at;
    }

    @Override
    public EntryCursor cursor() {
        return new Cursor();
    }

    @Override
    long heapBytes() {
        return 0;
    }

    /** The way from the root to an entry. It is gone on as long as nothing is added; after that the place is sought again. */
    private final class Cursor extends ArenaCursor {
        private long[] path = new long[16];
        private int[] symbols = new int[16];
        private int depth;
        private long knownSize;

        Cursor() {
            super(arena);
        }

        private long push(long node, int symbol) {
            if (depth == path.length) {
                path = Arrays.copyOf(path, 2 * depth);
                symbols = Arrays.copyOf(symbols, 2 * depth);
            }
            path[depth] = node;
            symbols[depth++] = symbol;
            return nodes.child(node, symbol);
        }

        private long firstBelow(long child) {
            long at = child;
            while (!RadixNodes.isEntry(at)) {
                at = push(at, nodes.after(at, RadixNodes.BEFORE_ALL));
            }
            return at;
        }

        private long lastBelow(long child) {
            long at = child;
            while (!RadixNodes.isEntry(at)) {
                at = push(at, nodes.before(at, RadixNodes.BEHIND_ALL));
            }
            return at;
        }

        /** The first entry behind the path. */
        private long behindPath() {
            while (depth > 0) {
                depth--;
                int symbol = nodes.after(path[depth], symbols[depth]);
                if (symbol != RadixNodes.BEHIND_ALL) {
                    return firstBelow(push(path[depth], symbol));
                }
            }
            return EntryArena.NONE;
        }

        /** The last entry before the path. */
        private long beforePath() {
            while (depth > 0) {
                depth--;
                int symbol = nodes.before(path[depth], symbols[depth]);
                if (symbol != RadixNodes.BEFORE_ALL) {
                    return lastBelow(push(path[depth], symbol));
                }
            }
            return EntryArena.NONE;
        }

        /** The first entry that is not before (key, stamp), or the last that is. */
        private long locate(byte[] key, int length, long stamp, boolean forward) {
            knownSize = size();
            while (true) {
                long near = nearest(key, length, stamp);
                if (near == EntryArena.NONE) {
                    return EntryArena.NONE;
                }
                int different = difference(key, length, stamp, near);
                depth = 0;
                long at = nodes.get(root);
                while (!RadixNodes.isEntry(at) && nodes.branch(at) < different) {
                    at = push(at, symbol(key, length, stamp, nodes.branch(at)));
                }
                if (different == NOWHERE) {
                    return forward ? at : beforePath();
                }
                int symbol = symbol(key, length, stamp, different);
                if (RadixNodes.isEntry(at) || nodes.branch(at) > different) {
                    boolean behind = symbol(near, different) > symbol;
                    if (forward) {
                        return behind ? firstBelow(at) : behindPath();
                    }
                    return behind ? beforePath() : lastBelow(at);
                }
                // Otherwise there is a nearer one by now.
                if (push(at, symbol) == EntryArena.NONE) {
                    return forward ? behindPath() : beforePath();
                }
            }
        }

        @Override
        public void first() {
            knownSize = size();
            depth = 0;
            load(firstBelow(nodes.get(root)));
        }

        @Override
        public void last() {
            knownSize = size();
            depth = 0;
            load(lastBelow(nodes.get(root)));
        }

        @Override
        public void seek(byte[] key, int length, long stamp) {
            load(locate(key, length, stamp, true));
        }

        @Override
        public void seekBefore(byte[] key, int length, long stamp) {
            load(locate(key, length, stamp, false));
        }

        @Override
        public void next() {
            load(size() == knownSize ? behindPath() : locate(key(), keyLength(), stamp() - 1, true));
        }

        @Override
        public void previous() {
            load(size() == knownSize ? beforePath() : locate(key(), keyLength(), stamp(), false));
        }
    }
}
