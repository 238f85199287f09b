package io.travertine.storage.log;

/**
 * What is in a {@link LogFile}: its entries by ordinal, in the order of the log, which is the order of their ids; and by
 * partition and offset. Immutable. Any thread, as long as the view it was taken from is open; nothing here blocks, but a
 * sealed file's index is mapped and may have to come from the disk.
 */
public final class LogIndex {
    private final EntryTable entries;
    private final int entryCount;
    private final PartitionDirectory directory;

    LogIndex(EntryTable entries, int entryCount, PartitionDirectory directory) {
        this.entries = entries;
        this.entryCount = entryCount;
        this.directory = directory;
    }

    public int entryCount() {
        return entryCount;
    }

    /** The partitions that have entries here, ascending. */
    public int[] partitions() {
        return directory.partitions(this);
    }

    /** The entries of a partition in offset order, none if it has none here. */
    public PartitionEntries partitionEntries(int partition) {
        return directory.find(this, partition);
    }

    public int partition(int ordinal) {
        return entries.getInt(checked(ordinal), EntryLayout.PARTITION);
    }

    /** Where the batch begins in the file. */
    public long position(int ordinal) {
        return entries.getLong(checked(ordinal), EntryLayout.POSITION);
    }

    /** Size of the batch in bytes. */
    public int length(int ordinal) {
        return entries.getInt(checked(ordinal), EntryLayout.LENGTH);
    }

    public long baseOffset(int ordinal) {
        return entries.getLong(checked(ordinal), EntryLayout.BASE_OFFSET);
    }

    /** The offset behind the last record. */
    public long endOffset(int ordinal) {
        return baseOffset(ordinal) + recordCount(ordinal);
    }

    public int recordCount(int ordinal) {
        return entries.getInt(checked(ordinal), EntryLayout.RECORD_COUNT);
    }

    public long idHigh(int ordinal) {
        return entries.getLong(checked(ordinal), EntryLayout.ID_HIGH);
    }

    public long idLow(int ordinal) {
        return entries.getLong(checked(ordinal), EntryLayout.ID_LOW);
    }

    public long maxTimestampMs(int ordinal) {
        return entries.getLong(checked(ordinal), EntryLayout.MAX_TIMESTAMP);
    }

    int crc(int ordinal) {
        return entries.getInt(checked(ordinal), EntryLayout.CRC);
    }

    /** The ordinal of the entry that holds the record with this id, -1 if there is none. */
    public int findById(long high, long low) {
        int ordinal = lastAtOrBelow(high, low);
        if (ordinal < 0 || idHigh(ordinal) != high) {
            return -1;
        }
        return Long.compareUnsigned(low - idLow(ordinal), recordCount(ordinal)) < 0 ? ordinal : -1;
    }

    /** The ordinal of the last entry whose first id is at most this one, -1 if there is none. */
    public int lastAtOrBelow(long high, long low) {
        int from = 0;
        int to = entryCount;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (compareId(middle, high, low) <= 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from - 1;
    }

    private int compareId(int ordinal, long high, long low) {
        int upper = Long.compareUnsigned(idHigh(ordinal), high);
        return upper != 0 ? upper : Long.compareUnsigned(idLow(ordinal), low);
    }

    private int checked(int ordinal) {
        assert ordinal >= 0 && ordinal < entryCount : "ordinal " + ordinal + " of " + entryCount;
        return ordinal;
    }
}
