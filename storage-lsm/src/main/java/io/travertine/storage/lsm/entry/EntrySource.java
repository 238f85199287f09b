package io.travertine.storage.lsm.entry;

import java.io.IOException;

/** Sorted entries: a memtable, or a table on disk. Any number of threads may read. */
public interface EntrySource {
    /**
     * Finds the newest entry of a key whose stamp is at most this.
     *
     * @return false when there is none; then {@code found} is as it was
     * @throws io.travertine.storage.CorruptFileException when the place where it would be is damaged
     */
    boolean find(byte[] key, long stamp, FoundEntry found) throws IOException;

    /** A cursor over all entries, at none of them yet. */
    EntryCursor cursor();
}
