package io.travertine.storage.lsm.memtable;

import java.util.Arrays;

/**
 * Says in one step where in a sorted array the keys of a head begin. Ids that begin with a time grow about evenly, so the distance of a
 * head from the first one, divided by a power of two, is a bucket of about one entry; for each bucket this has the position of the first
 * entry that is in it or behind it. The power follows the density of the ids, see {@link ArrayMemtable}.
 *
 * <p>One thread appends while others read. A place that is not yet written says 0, or by a race the position of an entry that the reader
 * does not know of: both mean that no entry which it knows of is so far behind.
 */
final class HeadIndex {
    private static final int MIN_BUCKETS = 256;

    private final long base;
    private final int shift;
    private final int[] starts;
    /** The bucket of the last entry. */
    private int last = -1;

    private HeadIndex(long base, int shift, int buckets) {
        this.base = base;
        this.shift = shift;
        starts = new int[buckets];
    }

    /** For an array that begins with this head. */
    static HeadIndex from(long base) {
        return new HeadIndex(base, 0, MIN_BUCKETS);
    }

    /** An index for (count + 1) entries, the next of which has this head: with more, or wider, buckets. */
    HeadIndex wider(long head, int count) {
        int most = Integer.highestOneBit(Math.clamp(2L * count, MIN_BUCKETS, 1 << 29));
        int times = 0;
        while (Long.compareUnsigned(bucket(head) >>> times, most) >= 0) {
            times++;
        }
        // Wider buckets leave half of the places free, so that the next ones take as many entries again.
        int widened = times > 0 ? times + 1 : 0;
        int needed = (int) (bucket(head) >>> widened) + 1;
        HeadIndex wider = new HeadIndex(base, shift + widened, Math.min(most, Math.max(MIN_BUCKETS, 2 * needed)));
        wider.last = (int) ((long) last >>> widened);
        for (int i = 0; i <= wider.last; i++) {
            wider.starts[i] = starts[(int) ((long) i << widened)];
        }
        return wider;
    }

    /** Whether there are so many entries in a bucket that narrower ones may serve better. */
    boolean isCrowded(int count) {
        return shift > 0 && count / 4 > last;
    }

    /** An empty index with buckets for about one entry each, when there are this many up to a head. */
    HeadIndex narrower(long lastHead, int count) {
        int narrower = shift;
        while (narrower > 0 && Long.compareUnsigned((lastHead - base) >>> (narrower - 1), count) < 0) {
            narrower--;
        }
        long needed = ((lastHead - base) >>> narrower) + 1;
        return new HeadIndex(base, narrower, (int) Math.clamp(2 * needed, MIN_BUCKETS, Integer.MAX_VALUE - 8L));
    }

    boolean hasBucket(long head) {
        return Long.compareUnsigned(bucket(head), starts.length) < 0;
    }

    private long bucket(long head) {
        return (head - base) >>> shift;
    }

    /** Notes the head of the next entry. */
    void append(long head, int position) {
        int bucket = (int) bucket(head);
        if (bucket > last) {
            Arrays.fill(starts, last + 1, bucket + 1, position);
            last = bucket;
        }
    }

    /** The first of {@code count} entries whose head may be this or a later one. */
    int start(long head, int count) {
        return Long.compareUnsigned(head, base) < 0 ? 0 : startOf(bucket(head), count);
    }

    /** The first of {@code count} entries that is behind all that may have this head. */
    int end(long head, int count) {
        if (Long.compareUnsigned(head, base) < 0) {
            return 0;
        }
        long next = bucket(head) + 1;
        return next == 0 ? count : startOf(next, count);
    }

    private int startOf(long bucket, int count) {
        if (Long.compareUnsigned(bucket, starts.length) >= 0) {
            return count;
        }
        int start = starts[(int) bucket];
        return start == 0 && bucket > 0 ? count : Math.min(start, count);
    }

    long heapBytes() {
        return 40 + 16 + (long) starts.length * Integer.BYTES;
    }
}
