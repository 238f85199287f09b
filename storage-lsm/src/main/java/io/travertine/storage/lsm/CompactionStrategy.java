package io.travertine.storage.lsm;

import org.jspecify.annotations.Nullable;

/**
 * Which tables are compacted, and when. Immutable; may differ each time that a store is opened: each takes over what another has left.
 */
public sealed interface CompactionStrategy
        permits FifoCompaction, LevelledCompaction, SizeTieredCompaction, TimeWindowCompaction {
    /** Levels that a tree has at most; the last one may have any size. */
    int MAX_LEVELS = 7;

    /**
     * The most urgent compaction, or null when there is none.
     *
     * @param nowMillis since 1970
     */
    @Nullable Compaction pick(Levels levels, long nowMillis);

    /** So many tables of level 0 are no reason yet to slow writers. */
    int calmTables();
}
