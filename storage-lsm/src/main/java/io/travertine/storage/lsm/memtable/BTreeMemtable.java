package io.travertine.storage.lsm.memtable;

import io.travertine.storage.lsm.entry.Keys;
import org.jspecify.annotations.Nullable;

/**
 * A B+ tree of the heads of keys and the references of entries. Nodes are arrays on the heap.
 *
 * <p>Readers take no lock and never start again. Whatever a reader follows (the root, a child, the count of a node, the order of a leaf) is
 * written with release and read with acquire, and all that lies behind it was written before and never changes: places of a leaf beyond its
 * order, and of a node beyond its count, are not looked at. A leaf or a node that must change otherwise is replaced by new ones, with one
 * release write in its parent. A reader that still has the old one sees all that was there when it got it.
 */
final class BTreeMemtable extends ArenaMemtable {
    private static final int MAX_DEPTH = 16;

    /** A leaf, see {@link BTreeLeaf}, or a {@link BTreeNode}. */
    private volatile Object root = BTreeLeaf.create();

    private volatile long heapBytes = BTreeLeaf.BYTES;
    /** The way from the root to the leaf where the last entry was added. */
    private final @Nullable BTreeNode[] path = new BTreeNode[MAX_DEPTH];

    private final int[] indexes = new int[MAX_DEPTH];

    BTreeMemtable() {
        this(new EntryArena());
    }

    BTreeMemtable(EntryArena arena) {
        super(arena);
    }

    @Override
    void index(byte[] key, int length, long stamp, long entry) {
        long head = Keys.head(key, length);
        int depth = 0;
        boolean rightmost = true;
        Object at = root;
        while (at instanceof BTreeNode node) {
            int index = childOf(node, node.count(), head, key, length, stamp);
            rightmost &= index == node.count();
            path[depth] = node;
            indexes[depth++] = index;
            at = node.child(index);
        }
        long[] leaf = (long[]) at;
        int rank = BTreeLeaf.lowerBound(arena, leaf, leaf[0], head, key, length, stamp);
        if (BTreeLeaf.count(leaf[0]) < BTreeLeaf.ENTRIES) {
            BTreeLeaf.insert(leaf, rank, head, entry);
        } else if (rightmost && rank == BTreeLeaf.ENTRIES) {
            // Keys in order leave full leaves behind.
            long[] next = BTreeLeaf.create();
            BTreeLeaf.insert(next, 0, head, entry);
            heapBytes = heapBytes + BTreeLeaf.BYTES;
            divide(depth - 1, leaf, leaf, head, entry, next);
        } else {
            int half = (BTreeLeaf.ENTRIES + 1) / 2;
            long[] left = BTreeLeaf.part(leaf, 0, half, rank, head, entry);
            long[] right = BTreeLeaf.part(leaf, half, BTreeLeaf.ENTRIES + 1, rank, head, entry);
            heapBytes = heapBytes + BTreeLeaf.BYTES;
            long order = right[0];
            divide(depth - 1, leaf, left, BTreeLeaf.head(right, order, 0), BTreeLeaf.entry(right, order, 0), right);
            BTreeLeaf.replace(leaf);
        }
    }

    /** Puts two children, with a separator, in the place of one. */
    private void divide(int depth, Object child, Object left, long head, long entry, Object right) {
        if (depth < 0) {
            BTreeNode above = BTreeNode.of(left);
            above.append(head, entry, right);
            heapBytes = heapBytes + BTreeNode.BYTES;
            root = above;
            return;
        }
        BTreeNode node = parent(depth);
        int index = indexes[depth];
        boolean behindAll = left == child && index == node.count();
        if (node.isFull()) {
            heapBytes = heapBytes + BTreeNode.BYTES;
            if (behindAll) {
                divide(depth - 1, node, node, head, entry, BTreeNode.of(right));
            } else {
                int middle = node.middle();
                BTreeNode all = node.lower(index, left, head, entry, right);
                BTreeNode upper = node.upper(index, left, head, entry, right);
                int old = middle < index ? middle : middle - 1;
                long middleHead = middle == index ? head : node.head(old);
                long middleEntry = middle == index ? entry : node.entry(old);
                divide(depth - 1, node, all, middleHead, middleEntry, upper);
            }
        } else if (behindAll) {
            node.append(head, entry, right);
        } else {
            replace(depth, node.with(index, left, head, entry, right));
        }
    }

    private void replace(int depth, BTreeNode node) {
        if (depth == 0) {
            root = node;
        } else {
            parent(depth - 1).setChild(indexes[depth - 1], node);
        }
    }

    private BTreeNode parent(int depth) {
        BTreeNode node = path[depth];
        if (node == null) {
            throw new IllegalStateException("no node at depth " + depth);
        }
        return node;
    }

    /** Which child may have (key, stamp): how many separators are not behind it. */
    private int childOf(BTreeNode node, int count, long head, byte[] key, int length, long stamp) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            long other = node.head(middle);
            boolean notBehind = other != head
                    ? Long.compareUnsigned(other, head) < 0
                    : arena.compare(key, length, stamp, node.entry(middle)) >= 0;
            if (notBehind) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    long findEntry(byte[] key, long stamp) {
        Cursor place = new Cursor();
        place.locate(key, key.length, stamp);
        long entry = place.fromHere();
        return entry != EntryArena.NONE && arena.compareKey(key, key.length, entry) == 0 ? entry : EntryArena.NONE;
    }

    @Override
    public ArenaCursor cursor() {
        return new Cursor();
    }

    @Override
    long heapBytes() {
        return heapBytes + 2 * 16 + MAX_DEPTH * 8L;
    }

    /** A place in a leaf, with the order of the leaf when it came there. */
    private final class Cursor extends ArenaCursor {
        private long[] leaf = {0};
        private long order;
        private int rank;
        /** The lowest subtrees before and behind the leaf, as nodes with the index of a child. */
        private @Nullable BTreeNode left;

        private int leftIndex;
        private @Nullable BTreeNode right;
        private int rightIndex;

        Cursor() {
            super(arena);
        }

        /** To the first entry of a leaf that is not before (key, stamp), or behind the last. */
        private void locate(byte[] key, int length, long stamp) {
            long head = Keys.head(key, length);
            Object at = root;
            left = null;
            right = null;
            while (at instanceof BTreeNode node) {
                int count = node.count();
                int index = childOf(node, count, head, key, length, stamp);
                if (index > 0) {
                    left = node;
                    leftIndex = index - 1;
                }
                if (index < count) {
                    right = node;
                    rightIndex = index + 1;
                }
                at = node.child(index);
            }
            leaf = (long[]) at;
            order = BTreeLeaf.order(leaf);
            rank = BTreeLeaf.lowerBound(arena, leaf, order, head, key, length, stamp);
        }

        /** The entry at the place, or the first of the next leaf; goes there. */
        private long fromHere() {
            if (rank == BTreeLeaf.count(order)) {
                if (right == null) {
                    return EntryArena.NONE;
                }
                toFirst(right.child(rightIndex));
            }
            return BTreeLeaf.entry(leaf, order, rank);
        }

        /** The entry before the place, or the last of the leaf before; goes there. */
        private long beforeHere() {
            if (rank > 0) {
                rank--;
            } else if (left == null) {
                return EntryArena.NONE;
            } else {
                toLast(left.child(leftIndex));
            }
            return BTreeLeaf.entry(leaf, order, rank);
        }

        private void toFirst(Object subtree) {
            Object at = subtree;
            while (at instanceof BTreeNode node) {
                at = node.child(0);
            }
            leaf = (long[]) at;
            order = BTreeLeaf.order(leaf);
            rank = 0;
        }

        private void toLast(Object subtree) {
            Object at = subtree;
            while (at instanceof BTreeNode node) {
                at = node.child(node.count());
            }
            leaf = (long[]) at;
            order = BTreeLeaf.order(leaf);
            rank = BTreeLeaf.count(order) - 1;
        }

        @Override
        public void first() {
            toFirst(root);
            load(BTreeLeaf.count(order) == 0 ? EntryArena.NONE : BTreeLeaf.entry(leaf, order, 0));
        }

        @Override
        public void last() {
            toLast(root);
            load(BTreeLeaf.count(order) == 0 ? EntryArena.NONE : BTreeLeaf.entry(leaf, order, rank));
        }

        @Override
        public void seek(byte[] key, int length, long stamp) {
            locate(key, length, stamp);
            load(fromHere());
        }

        @Override
        public void seekBefore(byte[] key, int length, long stamp) {
            locate(key, length, stamp);
            load(beforeHere());
        }

        @Override
        public void next() {
            if (isUnchanged() && rank + 1 < BTreeLeaf.count(order)) {
                load(BTreeLeaf.entry(leaf, order, ++rank));
            } else {
                seek(key(), keyLength(), stamp() - 1);
            }
        }

        @Override
        public void previous() {
            if (isUnchanged() && rank > 0) {
                load(BTreeLeaf.entry(leaf, order, --rank));
            } else {
                seekBefore(key(), keyLength(), stamp());
            }
        }

        /** Whether nothing was added to the leaf: otherwise the place is sought again. */
        private boolean isUnchanged() {
            return !BTreeLeaf.isReplaced(order) && BTreeLeaf.order(leaf) == order;
        }
    }
}
