package io.travertine.storage.lsm.memtable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * References of entries that came in order, each with the head of its key, in chunks. A reader takes the count first; whatever is before it
 * was written before the count's release write, as was the list of chunks and the index, or later ones of them that say the same.
 */
final class SortedEntries {
    private static final int CHUNK_BITS = 12;
    private static final int CHUNK_MASK = (1 << CHUNK_BITS) - 1;
    private static final VarHandle COUNT;

    static {
        try {
            COUNT = MethodHandles.lookup().findVarHandle(SortedEntries.class, "count", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final EntryArena arena;
    /** Of head and reference by turns. */
    private volatile long[][] chunks = {};

    private volatile HeadIndex index = HeadIndex.from(0);
    private int count;
    private int nextNarrowing = 1024;
    private long lastHead;
    private long lastEntry;

    SortedEntries(EntryArena arena) {
        this.arena = arena;
    }

    int count() {
        return (int) COUNT.getAcquire(this);
    }

    /** Adds an entry if it is behind all others. */
    boolean append(byte[] key, int length, long head, long stamp, long entry) {
        if (count == 0) {
            index = HeadIndex.from(head);
        } else if (!isBehindLast(key, length, head, stamp) || count == Integer.MAX_VALUE) {
            return false;
        }
        int chunk = count >>> CHUNK_BITS;
        if ((count & CHUNK_MASK) == 0) {
            addChunk(chunk);
        }
        int at = 2 * (count & CHUNK_MASK);
        long[] pairs = chunks[chunk];
        pairs[at] = head;
        pairs[at + 1] = entry;
        note(head);
        lastHead = head;
        lastEntry = entry;
        COUNT.setRelease(this, count + 1);
        return true;
    }

    private boolean isBehindLast(byte[] key, int length, long head, long stamp) {
        return head != lastHead
                ? Long.compareUnsigned(head, lastHead) > 0
                : arena.compare(key, length, stamp, lastEntry) > 0;
    }

    private void addChunk(int chunk) {
        long[][] longer = chunks;
        if (chunk == longer.length) {
            longer = Arrays.copyOf(longer, Math.max(4, 2 * chunk));
        }
        longer[chunk] = new long[2 << CHUNK_BITS];
        chunks = longer;
    }

    private void note(long head) {
        HeadIndex now = index;
        if (!now.hasBucket(head)) {
            now = now.wider(head, count);
            now.append(head, count);
            index = now;
        } else {
            now.append(head, count);
            if (count >= nextNarrowing) {
                nextNarrowing = count > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE : 2 * count;
                if (now.isCrowded(count)) {
                    index = narrower(now, head);
                }
            }
        }
    }

    private HeadIndex narrower(HeadIndex now, long head) {
        HeadIndex narrower = now.narrower(head, count);
        long[][] all = chunks;
        for (int i = 0; i <= count; i++) {
            narrower.append(head(all, i), i);
        }
        return narrower;
    }

    private static long head(long[][] chunks, int position) {
        return chunks[position >>> CHUNK_BITS][2 * (position & CHUNK_MASK)];
    }

    private static long entry(long[][] chunks, int position) {
        return chunks[position >>> CHUNK_BITS][2 * (position & CHUNK_MASK) + 1];
    }

    /** The entry at a position before the count. */
    long entry(int position) {
        return entry(chunks, position);
    }

    /** The newest entry of a key whose stamp is at most this, or none. */
    long find(byte[] key, int length, long head, long stamp) {
        int known = count();
        HeadIndex buckets = index;
        long[][] all = chunks;
        int end = buckets.end(head, known);
        int first = firstOfHead(all, head, buckets.start(head, known), end);
        if (first == end || head(all, first) != head) {
            return EntryArena.NONE;
        }
        long entry = entry(all, first);
        int order = arena.compareKey(key, length, entry);
        if (order == 0 && arena.stamp(entry) <= stamp) {
            return entry;
        }
        if (order < 0) {
            return EntryArena.NONE;
        }
        int at = lowerBound(all, key, length, head, stamp, first + 1, end);
        return at < end && arena.compareKey(key, length, entry(all, at)) == 0 ? entry(all, at) : EntryArena.NONE;
    }

    /** How many entries are before (key, stamp). */
    int lowerBound(byte[] key, int length, long head, long stamp) {
        int known = count();
        HeadIndex buckets = index;
        return lowerBound(chunks, key, length, head, stamp, buckets.start(head, known), buckets.end(head, known));
    }

    private int lowerBound(long[][] all, byte[] key, int length, long head, long stamp, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            long other = head(all, middle);
            boolean before = other != head
                    ? Long.compareUnsigned(other, head) < 0
                    : arena.compare(key, length, stamp, entry(all, middle)) > 0;
            if (before) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int firstOfHead(long[][] all, long head, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(head(all, middle), head) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    long heapBytes() {
        long used = (count() + (long) CHUNK_MASK) >>> CHUNK_BITS;
        return index.heapBytes() + 16 + 4L * chunks.length + used * (16 + ((long) Long.BYTES * 2 << CHUNK_BITS));
    }
}
