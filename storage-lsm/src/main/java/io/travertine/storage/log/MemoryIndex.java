package io.travertine.storage.log;

import io.travertine.storage.memory.MemoryBudget;
import java.lang.foreign.Arena;
import java.util.List;

/**
 * The index of a file that is not sealed: the memtable of the log. 60 bytes an entry: 56 off the heap, in chunks, and its
 * ordinal in the list of its partition. Written by one thread; see {@link EntryTable} for what others may read.
 */
final class MemoryIndex implements PartitionDirectory {
    @SuppressWarnings("MustBeClosedChecker") // closed by close
    private final Arena arena = Arena.ofShared();

    private final EntryTable entries = EntryTable.growing();
    private final PartitionMap partitions = new PartitionMap();
    private final MemoryBudget.Account account;
    private long reservedBytes;
    private int entryCount;

    MemoryIndex(MemoryBudget.Account account) {
        this.account = account;
    }

    void add(
            int partition,
            int length,
            long idHigh,
            long idLow,
            long baseOffset,
            int recordCount,
            int crc,
            long maxTimestampMs,
            long position) {
        int ordinal = entryCount;
        if (!entries.hasChunkFor(ordinal)) {
            reserve(EntryTable.CHUNK_BYTES);
            entries.addChunk(arena);
        }
        entries.set(ordinal, partition, length, idHigh, idLow, baseOffset, recordCount, crc, maxTimestampMs, position);
        reserve(listOf(partition).add(ordinal));
        entryCount = ordinal + 1;
    }

    private OrdinalList listOf(int partition) {
        OrdinalList list = partitions.get(partition);
        if (list == null) {
            list = new OrdinalList(partition);
            reserve(list.heapBytes());
            partitions.put(list);
        }
        return list;
    }

    private void reserve(long bytes) {
        if (bytes > 0) {
            account.reserve(bytes);
            reservedBytes += bytes;
        }
    }

    /** On the writer's thread, or once the writer is done. */
    int entryCount() {
        return entryCount;
    }

    EntryTable entries() {
        return entries;
    }

    List<OrdinalList> lists() {
        return partitions.all();
    }

    LogIndex upTo(int endOrdinal) {
        return new LogIndex(entries, endOrdinal, this);
    }

    @Override
    public PartitionEntries find(LogIndex index, int partition) {
        OrdinalList list = partitions.get(partition);
        int count = list == null ? 0 : list.countBelow(index.entryCount());
        return list == null || count == 0
                ? PartitionEntries.none(index)
                : new PartitionEntries(index, list.ordinals(), count, null);
    }

    @Override
    public int[] partitions(LogIndex index) {
        return partitions.all().stream()
                .filter(list -> list.countBelow(index.entryCount()) > 0)
                .mapToInt(OrdinalList::partition)
                .sorted()
                .toArray();
    }

    void close() {
        arena.close();
        account.release(reservedBytes);
    }
}
