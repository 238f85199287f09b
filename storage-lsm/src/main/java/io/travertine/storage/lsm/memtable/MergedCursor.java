package io.travertine.storage.lsm.memtable;

import io.travertine.storage.lsm.entry.Keys;

/**
 * Goes through entries in order and late ones as if they were in one place. It always looks at the late ones first: an entry that is put in
 * order later is then behind every late one that it knows of, so that {@link #before} stays right.
 */
final class MergedCursor extends ArenaCursor {
    private final SortedEntries inOrder;
    private final BTreeMemtable late;
    private final ArenaCursor lateCursor;
    /** Entries in order before the one it is at, and whether that is one of them. */
    private int before;

    private boolean isInOrder;

    /** The late cursor is at the next late entry this way, as long as there are as many late ones as then. */
    private boolean forward;

    private long lateSize;

    MergedCursor(EntryArena arena, SortedEntries inOrder, BTreeMemtable late) {
        super(arena);
        this.inOrder = inOrder;
        this.late = late;
        lateCursor = late.cursor();
    }

    @Override
    public void first() {
        lateSize = late.size();
        lateCursor.first();
        takeLesser(0);
    }

    @Override
    public void last() {
        lateSize = late.size();
        lateCursor.last();
        takeGreater(inOrder.count());
    }

    @Override
    public void seek(byte[] key, int length, long stamp) {
        lateSize = late.size();
        lateCursor.seek(key, length, stamp);
        takeLesser(inOrder.lowerBound(key, length, Keys.head(key, length), stamp));
    }

    @Override
    public void seekBefore(byte[] key, int length, long stamp) {
        lateSize = late.size();
        lateCursor.seekBefore(key, length, stamp);
        takeGreater(inOrder.lowerBound(key, length, Keys.head(key, length), stamp));
    }

    @Override
    public void next() {
        long size = late.size();
        if (!forward || size != lateSize) {
            lateSize = size;
            lateCursor.seek(key(), keyLength(), stamp() - 1);
        } else if (!isInOrder) {
            lateCursor.next();
        }
        takeLesser(isInOrder ? before + 1 : before);
    }

    @Override
    public void previous() {
        long size = late.size();
        if (forward || size != lateSize) {
            lateSize = size;
            lateCursor.seekBefore(key(), keyLength(), stamp());
        } else if (!isInOrder) {
            lateCursor.previous();
        }
        takeGreater(before);
    }

    /** To the entry in order at a position, or to the late one if that is before it. */
    private void takeLesser(int position) {
        forward = true;
        before = position;
        isInOrder = position < inOrder.count()
                && (!lateCursor.isValid() || lateCursor.compareTo(inOrder.entry(position)) > 0);
        load(isInOrder ? inOrder.entry(position) : lateCursor.entry());
    }

    /** To the entry in order before a position, or to the late one if that is behind it. */
    private void takeGreater(int position) {
        forward = false;
        isInOrder = position > 0 && (!lateCursor.isValid() || lateCursor.compareTo(inOrder.entry(position - 1)) < 0);
        before = isInOrder ? position - 1 : position;
        load(isInOrder ? inOrder.entry(position - 1) : lateCursor.entry());
    }
}
