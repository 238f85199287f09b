package io.travertine.storage.lsm.memtable;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Nodes of a radix tree in an arena. A child is the reference of an entry, or that of a node with the node's size in its low bits. A node
 * has children by symbol: a byte of the key, or {@link #END} where a key ends.
 *
 * <pre>
 *  sample 8: an entry below | branch 4: index of the symbol | count 4 | child for END 8
 *  size 4:   symbols 8, children 4 * 8       in the order in which they were added
 *  size 16:  symbols 16, children 16 * 8     likewise
 *  size 48:  by symbol 1 + place, or 0, 256; children 48 * 8
 *  size 256: children 256 * 8                by symbol
 * </pre>
 *
 * <p>One thread changes nodes while others read: a child is written with release before the count or the place by which readers find it. A
 * node that is full is copied to a greater one, which then takes its place in its parent; nobody changes the old one any more.
 */
final class RadixNodes {
    static final int END = -1;
    /** Below and above all symbols. */
    static final int BEFORE_ALL = -2;

    static final int BEHIND_ALL = 256;

    private static final int TAG_MASK = 7;
    private static final int TAG_4 = 1;
    private static final int TAG_16 = 2;
    private static final int TAG_48 = 3;
    private static final int TAG_256 = 4;

    private static final int BRANCH_AT = 8;
    private static final int COUNT_AT = 12;
    private static final int END_AT = 16;
    private static final int BODY_AT = 24;
    /** Where children begin, by tag. */
    private static final int[] CHILDREN_AT = {0, BODY_AT + 8, BODY_AT + 16, BODY_AT + 256, BODY_AT};

    private static final int[] CAPACITIES = {0, 4, 16, 48, 256};

    private static final VarHandle LINK = ValueLayout.JAVA_LONG.varHandle();
    private static final VarHandle COUNT = ValueLayout.JAVA_INT.varHandle();
    private static final VarHandle PLACE = ValueLayout.JAVA_BYTE.varHandle();
    private static final ValueLayout.OfLong SYMBOLS = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private final EntryArena arena;

    RadixNodes(EntryArena arena) {
        this.arena = arena;
    }

    static boolean isEntry(long child) {
        return (child & TAG_MASK) == 0;
    }

    private static int tag(long node) {
        return (int) node & TAG_MASK;
    }

    private MemorySegment slab(long node) {
        return arena.slab(node);
    }

    private static long at(long node) {
        return EntryArena.offset(node & ~(long) TAG_MASK);
    }

    /** What the slot at a reference has: a child, or {@link EntryArena#NONE}. */
    long get(long slot) {
        return (long) LINK.getAcquire(arena.slab(slot), EntryArena.offset(slot));
    }

    void set(long slot, long child) {
        LINK.setRelease(arena.slab(slot), EntryArena.offset(slot), child);
    }

    long sample(long node) {
        return slab(node).get(ValueLayout.JAVA_LONG, at(node));
    }

    int branch(long node) {
        return slab(node).get(ValueLayout.JAVA_INT, at(node) + BRANCH_AT);
    }

    /** The child for a symbol, or {@link EntryArena#NONE}. */
    long child(long node, int symbol) {
        long slot = slot(node, symbol);
        return slot == EntryArena.NONE ? EntryArena.NONE : get(slot);
    }

    /** Where the child for a symbol is, or {@link EntryArena#NONE} if there is none. */
    long slot(long node, int symbol) {
        long reference = node & ~(long) TAG_MASK;
        if (symbol == END) {
            return reference + END_AT;
        }
        int place = place(node, symbol);
        return place < 0 ? EntryArena.NONE : reference + CHILDREN_AT[tag(node)] + 8L * place;
    }

    private int place(long node, int symbol) {
        MemorySegment slab = slab(node);
        long at = at(node);
        switch (tag(node)) {
            case TAG_256 -> {
                return symbol;
            }
            case TAG_48 -> {
                return ((byte) PLACE.getAcquire(slab, at + BODY_AT + symbol) & 0xff) - 1;
            }
            default -> {
                int count = (int) COUNT.getAcquire(slab, at + COUNT_AT);
                for (int word = 0; word < count; word += 8) {
                    long different = slab.get(SYMBOLS, at + BODY_AT + word) ^ symbol * ONES;
                    long equal = (different - ONES) & ~different & HIGHS;
                    if (equal != 0) {
                        int place = word + (Long.numberOfTrailingZeros(equal) >>> 3);
                        return place < count ? place : -1;
                    }
                }
                return -1;
            }
        }
    }

    /** The least symbol above this that has a child, or {@link #BEHIND_ALL}. */
    int after(long node, int symbol) {
        if (symbol < END && get((node & ~(long) TAG_MASK) + END_AT) != EntryArena.NONE) {
            return END;
        }
        int from = Math.max(symbol, END) + 1;
        if (tag(node) >= TAG_48) {
            while (from < BEHIND_ALL && child(node, from) == EntryArena.NONE) {
                from++;
            }
            return from;
        }
        int least = BEHIND_ALL;
        int count = (int) COUNT.getAcquire(slab(node), at(node) + COUNT_AT);
        for (int i = 0; i < count; i++) {
            int other = symbolAt(node, i);
            if (other >= from && other < least) {
                least = other;
            }
        }
        return least;
    }

    /** The greatest symbol below this that has a child, or {@link #BEFORE_ALL}. */
    int before(long node, int symbol) {
        int greatest = END;
        if (tag(node) >= TAG_48) {
            greatest = symbol - 1;
            while (greatest > END && child(node, greatest) == EntryArena.NONE) {
                greatest--;
            }
        } else {
            int count = (int) COUNT.getAcquire(slab(node), at(node) + COUNT_AT);
            for (int i = 0; i < count; i++) {
                int other = symbolAt(node, i);
                if (other < symbol && other > greatest) {
                    greatest = other;
                }
            }
        }
        if (greatest > END) {
            return greatest;
        }
        boolean hasEnd = symbol > END && get((node & ~(long) TAG_MASK) + END_AT) != EntryArena.NONE;
        return hasEnd ? END : BEFORE_ALL;
    }

    private int symbolAt(long node, int place) {
        return slab(node).get(ValueLayout.JAVA_BYTE, at(node) + BODY_AT + place) & 0xff;
    }

    /** A node of size 4 that branches at an index. */
    long create(int branch, long sample) {
        return create(TAG_4, branch, sample);
    }

    private long create(int tag, int branch, long sample) {
        long node = arena.allocate(CHILDREN_AT[tag] + 8L * CAPACITIES[tag]) | tag;
        slab(node).set(ValueLayout.JAVA_LONG, at(node), sample);
        slab(node).set(ValueLayout.JAVA_INT, at(node) + BRANCH_AT, branch);
        return node;
    }

    /** Adds a child for a symbol that has none; returns the node, or a greater one that must take its place. */
    long add(long node, int symbol, long child) {
        int tag = tag(node);
        long reference = node & ~(long) TAG_MASK;
        if (symbol == END) {
            set(reference + END_AT, child);
            return node;
        }
        if (tag == TAG_256) {
            set(reference + BODY_AT + 8L * symbol, child);
            return node;
        }
        MemorySegment slab = slab(node);
        int count = slab.get(ValueLayout.JAVA_INT, at(node) + COUNT_AT);
        if (count == CAPACITIES[tag]) {
            return add(greater(node), symbol, child);
        }
        set(reference + CHILDREN_AT[tag] + 8L * count, child);
        if (tag == TAG_48) {
            PLACE.setRelease(slab, at(node) + BODY_AT + symbol, (byte) (count + 1));
        } else {
            slab.set(ValueLayout.JAVA_BYTE, at(node) + BODY_AT + count, (byte) symbol);
        }
        COUNT.setRelease(slab, at(node) + COUNT_AT, count + 1);
        return node;
    }

    private long greater(long node) {
        long greater = create(tag(node) + 1, branch(node), sample(node));
        for (int symbol = after(node, BEFORE_ALL); symbol < BEHIND_ALL; symbol = after(node, symbol)) {
            add(greater, symbol, child(node, symbol));
        }
        return greater;
    }
}
