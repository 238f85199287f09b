package io.travertine.storage.lsm.memtable;

import io.travertine.storage.lsm.entry.EntrySource;

/**
 * Entries in memory, in order. One thread adds at a time, others read meanwhile: they find every entry that was added before they began,
 * and may find later ones. A cursor goes by all entries that were there when it was last positioned by a seek, {@code first} or
 * {@code last}, and may go by later ones. Once it is closed, all but {@link #size} and {@link #bytes} fail. Memory is outside the heap but for what a variant says, and counted exactly.
 */
public interface Memtable extends EntrySource, AutoCloseable {
    /**
     * Adds a copy of an entry. Key and stamp together are new; stamps may come in any order.
     *
     * @throws IllegalArgumentException when key and value together are longer than 1 GiB
     */
    void add(byte[] key, int keyFrom, int keyLength, long stamp, byte[] value, int valueFrom, int valueLength);

    /** How many entries were added. */
    long size();

    /** Bytes of memory taken, in and outside the heap. */
    long bytes();

    /** Gives the memory back; nobody may read or add any more. */
    @Override
    void close();
}
