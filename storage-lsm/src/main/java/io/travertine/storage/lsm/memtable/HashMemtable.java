package io.travertine.storage.lsm.memtable;

import io.travertine.storage.lsm.entry.EntryCursor;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A hash table of keys. A place has the newest entry of a key, and in front of each entry is the reference of the next older one. The table
 * is a long a place, the upper bits of the hash and the reference, with open addressing, at most half full; a new place, or a new newest
 * entry, is a release write. A full table is copied to one of twice the size.
 *
 * <p>Cursors sort: what a cursor goes by is sorted when it is positioned and something was added since another was, and kept for the next.
 * A version that is not the newest is put in its place by going from the newest on.
 */
final class HashMemtable extends ArenaMemtable {
    private static final int REFERENCE_SHIFT = 3;
    private static final int TAG_SHIFT = EntryArena.REFERENCE_BITS - REFERENCE_SHIFT;
    private static final long TAG_MASK = -1L << TAG_SHIFT;
    private static final int FIRST_PLACES = 1 << 10;

    private static final SortedReferences NOTHING = new SortedReferences(new long[0], 0);

    private static final VarHandle PLACES = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle OLDER = ValueLayout.JAVA_LONG.varHandle();

    /** Nobody who chooses keys knows where they go. */
    private final long seed = new SplittableRandom().nextLong();

    private volatile long[] table;
    private int keys;
    private volatile SortedReferences sorted = NOTHING;
    private final Object sorting = new Object();

    HashMemtable() {
        this(FIRST_PLACES);
    }

    /** With so many places at first, a power of two. */
    HashMemtable(int places) {
        super(new EntryArena(Long.BYTES));
        table = new long[places];
    }

    private static long entry(long place) {
        return (place & ~TAG_MASK) << REFERENCE_SHIFT;
    }

    private static long place(long hash, long entry) {
        return hash & TAG_MASK | entry >>> REFERENCE_SHIFT;
    }

    /** The place for a hash or for what has been in one; from there on, places are looked at one by one. */
    private static int start(long hash, int places) {
        return (int) (hash >>> TAG_SHIFT) & (places - 1);
    }

    private long older(long entry) {
        return (long) OLDER.getAcquire(arena.slab(entry), EntryArena.offset(entry) - Long.BYTES);
    }

    private void setOlder(long entry, long older) {
        OLDER.setRelease(arena.slab(entry), EntryArena.offset(entry) - Long.BYTES, older);
    }

    /** Whether a place is free or has the key: where a search for it ends. */
    private boolean isEnd(long place, long hash, byte[] key, int length) {
        return place == 0 || (((place ^ hash) & TAG_MASK) == 0 && arena.compareKey(key, length, entry(place)) == 0);
    }

    @Override
    void index(byte[] key, int length, long stamp, long entry) {
        long hash = KeyHash.of(key, length, seed);
        long[] places = table;
        int at = start(hash, places.length);
        while (!isEnd(places[at], hash, key, length)) {
            at = (at + 1) & (places.length - 1);
        }
        long newest = entry(places[at]);
        if (newest == EntryArena.NONE || stamp > arena.stamp(newest)) {
            setOlder(entry, newest);
            PLACES.setRelease(places, at, place(hash, entry));
        } else {
            insertBehind(newest, stamp, entry);
        }
        if (newest == EntryArena.NONE && ++keys > places.length / 2) {
            table = twice(places);
        }
    }

    private void insertBehind(long newest, long stamp, long entry) {
        long before = newest;
        long older = older(newest);
        while (older != EntryArena.NONE && arena.stamp(older) > stamp) {
            before = older;
            older = older(older);
        }
        setOlder(entry, older);
        setOlder(before, entry);
    }

    private static long[] twice(long[] places) {
        long[] twice = new long[Math.multiplyExact(2, places.length)];
        for (long place : places) {
            if (place != 0) {
                int at = start(place, twice.length);
                while (twice[at] != 0) {
                    at = (at + 1) & (twice.length - 1);
                }
                twice[at] = place;
            }
        }
        return twice;
    }

    @Override
    long findEntry(byte[] key, long stamp) {
        long hash = KeyHash.of(key, key.length, seed);
        long[] places = table;
        int at = start(hash, places.length);
        // Each place is read once: one that was free may have another key a moment later.
        long place = (long) PLACES.getAcquire(places, at);
        while (!isEnd(place, hash, key, key.length)) {
            at = (at + 1) & (places.length - 1);
            place = (long) PLACES.getAcquire(places, at);
        }
        long entry = entry(place);
        while (entry != EntryArena.NONE && arena.stamp(entry) > stamp) {
            entry = older(entry);
        }
        return entry;
    }

    /** All entries in order; at least those that were there when this was called. */
    private SortedReferences sorted() {
        SortedReferences now = sorted;
        if (now.size() == size()) {
            return now;
        }
        synchronized (sorting) {
            long size = size();
            if (sorted.size() != size) {
                sorted = new SortedReferences(SortedReferences.sort(arena, references(size)), size);
            }
            return sorted;
        }
    }

    private long[] references(long size) {
        long[] references = new long[Math.toIntExact(size)];
        int count = 0;
        long[] places = table;
        for (int at = 0; at < places.length; at++) {
            long entry = entry((long) PLACES.getAcquire(places, at));
            for (; entry != EntryArena.NONE; entry = older(entry)) {
                if (count == references.length) {
                    references = Arrays.copyOf(references, count + count / 2 + 16);
                }
                references[count++] = entry;
            }
        }
        return Arrays.copyOf(references, count);
    }

    @Override
    public EntryCursor cursor() {
        return new Cursor();
    }

    @Override
    long heapBytes() {
        return 16 + (long) Long.BYTES * table.length + sorted.heapBytes();
    }

    private final class Cursor extends ArenaCursor {
        private SortedReferences entries = NOTHING;
        private int position;

        Cursor() {
            super(arena);
        }

        private void to(int at) {
            position = at;
            load(entries.get(at));
        }

        @Override
        public void first() {
            entries = sorted();
            to(0);
        }

        @Override
        public void last() {
            entries = sorted();
            to(entries.count() - 1);
        }

        @Override
        public void seek(byte[] key, int length, long stamp) {
            entries = sorted();
            to(entries.lowerBound(arena, key, length, stamp));
        }

        @Override
        public void seekBefore(byte[] key, int length, long stamp) {
            entries = sorted();
            to(entries.lowerBound(arena, key, length, stamp) - 1);
        }

        @Override
        public void next() {
            to(position + 1);
        }

        @Override
        public void previous() {
            to(position - 1);
        }
    }
}
