package io.travertine.storage.lsm.memtable;

import io.travertine.storage.lsm.entry.EntryCursor;
import io.travertine.storage.lsm.entry.Keys;

/**
 * An array for keys that come in order, such as ids that begin with a time: adding one is an append, finding one a step in a {@link
 * HeadIndex} and, where ids are dense, one comparison; a key that is not there is refused without a look at an entry. What comes late, and
 * newer entries of a key, go to a B+ tree in the same arena and are merged when read. So does all that is before the greatest key: one
 * that is far ahead of its time makes the rest a B+ tree.
 */
final class ArrayMemtable extends ArenaMemtable {
    private final SortedEntries inOrder;
    private final BTreeMemtable late;

    ArrayMemtable() {
        super(new EntryArena());
        inOrder = new SortedEntries(arena);
        late = new BTreeMemtable(arena);
    }

    @Override
    void index(byte[] key, int length, long stamp, long entry) {
        if (!inOrder.append(key, length, Keys.head(key, length), stamp, entry)) {
            late.insert(key, length, stamp, entry);
        }
    }

    @Override
    long findEntry(byte[] key, long stamp) {
        long one = inOrder.find(key, key.length, Keys.head(key, key.length), stamp);
        long other = late.size() == 0 ? EntryArena.NONE : late.findEntry(key, stamp);
        if (one == EntryArena.NONE || other == EntryArena.NONE) {
            return one | other;
        }
        return arena.stamp(one) > arena.stamp(other) ? one : other;
    }

    @Override
    public EntryCursor cursor() {
        return new MergedCursor(arena, inOrder, late);
    }

    @Override
    long heapBytes() {
        return inOrder.heapBytes() + late.heapBytes();
    }
}
