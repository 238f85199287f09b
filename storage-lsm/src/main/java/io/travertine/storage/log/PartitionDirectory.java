package io.travertine.storage.log;

/** Finds the entries of a partition in one file. */
interface PartitionDirectory {
    /** The entries of the partition with an ordinal below the index's entry count, in offset order. */
    PartitionEntries find(LogIndex index, int partition);

    /** The partitions that have entries with an ordinal below the index's entry count, in ascending order. */
    int[] partitions(LogIndex index);
}
