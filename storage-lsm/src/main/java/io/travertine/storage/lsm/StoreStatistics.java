package io.travertine.storage.lsm;

import io.travertine.storage.lsm.memtable.MemtableVariant;
import java.util.List;

/**
 * What a store has and has done since it was opened; a copy of the numbers at one moment. Bytes of user data are keys and values as they were
 * given.
 *
 * @param writes batches that were written
 * @param writtenBytes of user data in them
 * @param log its writes and syncs
 * @param flushes memtables that became tables
 * @param flushedBytes of the files of these tables
 * @param compactions that were done, moves and drops included
 * @param compactedBytesIn of the files that were read
 * @param compactedBytesOut of the files that were written
 * @param memtableDelayNanos how long writers were made to wait for memtables to become tables
 * @param levelDelayNanos how long for tables of level 0 to be compacted
 * @param openSnapshots whose state compaction keeps
 * @param cache of blocks
 */
public record StoreStatistics(
        long writes,
        long writtenBytes,
        Log log,
        long flushes,
        long flushedBytes,
        long compactions,
        long compactedBytesIn,
        long compactedBytesOut,
        long memtableDelayNanos,
        long levelDelayNanos,
        int openSnapshots,
        Cache cache,
        List<TreeStatistics> trees) {
    public StoreStatistics {
        trees = List.copyOf(trees);
    }

    /** @param writes calls of the operating system, each for all commits that had gathered */
    public record Log(long writes, long writtenBytes, long syncs, long syncNanos) {}

    public record Cache(long hits, long misses, long bytes) {}

    /**
     * One tree.
     *
     * @param memtables the one that is written and those that wait to become tables
     * @param memtableBytes of memory, outside the heap but for what the variant says
     * @param levels from level 0 on
     */
    public record TreeStatistics(
            String name,
            MemtableVariant variant,
            int memtables,
            long memtableBytes,
            long memtableEntries,
            List<Level> levels) {
        public TreeStatistics {
            levels = List.copyOf(levels);
        }
    }

    /**
     * One level of a tree.
     *
     * @param entries deletions included
     * @param filterProbes how often filters were asked
     * @param filterNegatives how often they said that a key is not there: so many reads were spared
     * @param filterFalsePositives how often a key was not there, and they did not say so
     */
    public record Level(
            int tables, long bytes, long entries, long filterProbes, long filterNegatives, long filterFalsePositives) {}

    /** Bytes that went to the disk for each byte of user data. */
    public double writeAmplification() {
        return writtenBytes == 0 ? 0 : (double) (log.writtenBytes() + flushedBytes + compactedBytesOut) / writtenBytes;
    }
}
