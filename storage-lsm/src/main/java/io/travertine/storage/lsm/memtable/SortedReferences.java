package io.travertine.storage.lsm.memtable;

/** References of all entries that there were when there were {@code size}, or some more, in the order of entries. */
record SortedReferences(long[] entries, long size) {
    /** Sorts references by their entries, by merging from the bottom up: by heads of keys first, as few entries as possible are looked at. */
    static long[] sort(EntryArena arena, long[] entries) {
        int count = entries.length;
        long[] from = entries;
        long[] fromHeads = new long[count];
        for (int i = 0; i < count; i++) {
            fromHeads[i] = arena.head(from[i]);
        }
        long[] to = new long[count];
        long[] toHeads = new long[count];
        for (long run = 1; run < count; run *= 2) {
            for (long at = 0; at < count; at += 2 * run) {
                int middle = (int) Math.min(at + run, count);
                merge(arena, from, fromHeads, to, toHeads, (int) at, middle, (int) Math.min(at + 2 * run, count));
            }
            long[] swapped = from;
            from = to;
            to = swapped;
            swapped = fromHeads;
            fromHeads = toHeads;
            toHeads = swapped;
        }
        return from;
    }

    private static void merge(
            EntryArena arena, long[] from, long[] fromHeads, long[] to, long[] toHeads, int low, int middle, int high) {
        int left = low;
        int right = middle;
        for (int at = low; at < high; at++) {
            boolean takeLeft = right == high
                    || (left < middle
                            && (fromHeads[left] != fromHeads[right]
                                    ? Long.compareUnsigned(fromHeads[left], fromHeads[right]) < 0
                                    : arena.compare(from[left], from[right]) < 0));
            int taken = takeLeft ? left++ : right++;
            to[at] = from[taken];
            toHeads[at] = fromHeads[taken];
        }
    }

    int count() {
        return entries.length;
    }

    /** The entry at a position, or {@link EntryArena#NONE} before the first and behind the last. */
    long get(int position) {
        return position >= 0 && position < entries.length ? entries[position] : EntryArena.NONE;
    }

    /** How many entries are before (key, stamp). */
    int lowerBound(EntryArena arena, byte[] key, int length, long stamp) {
        int low = 0;
        int high = entries.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (arena.compare(key, length, stamp, entries[middle]) > 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    long heapBytes() {
        return 24 + 16 + (long) Long.BYTES * entries.length;
    }
}
