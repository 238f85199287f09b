package io.travertine.storage.log;

import static io.travertine.storage.log.Bytes.INT;
import static io.travertine.storage.log.Bytes.LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Entries by ordinal, in chunks of memory. Written by one thread; read by others up to an ordinal that was published to them
 * after it was written. A mapped table is one chunk.
 */
final class EntryTable {
    static final int CHUNK_ENTRIES = 1 << 10;
    static final int CHUNK_BYTES = CHUNK_ENTRIES * EntryLayout.BYTES;

    private static final int ONE_CHUNK = 31;

    private final int shift;
    private final int mask;
    private volatile MemorySegment[] chunks;

    private EntryTable(int shift, MemorySegment... chunks) {
        this.shift = shift;
        this.mask = (1 << shift) - 1;
        this.chunks = chunks;
    }

    static EntryTable growing() {
        return new EntryTable(Integer.numberOfTrailingZeros(CHUNK_ENTRIES));
    }

    static EntryTable mapped(MemorySegment entries) {
        return new EntryTable(ONE_CHUNK, entries);
    }

    boolean hasChunkFor(int ordinal) {
        return ordinal >>> shift < chunks.length;
    }

    void addChunk(Arena arena) {
        MemorySegment[] more = Arrays.copyOf(chunks, chunks.length + 1);
        more[chunks.length] = arena.allocate(CHUNK_BYTES, Long.BYTES);
        chunks = more;
    }

    void set(
            int ordinal,
            int partition,
            int length,
            long idHigh,
            long idLow,
            long baseOffset,
            int recordCount,
            int crc,
            long maxTimestampMs,
            long position) {
        MemorySegment chunk = chunks[ordinal >>> shift];
        long at = at(ordinal);
        chunk.set(INT, at + EntryLayout.PARTITION, partition);
        chunk.set(INT, at + EntryLayout.LENGTH, length);
        chunk.set(LONG, at + EntryLayout.ID_HIGH, idHigh);
        chunk.set(LONG, at + EntryLayout.ID_LOW, idLow);
        chunk.set(LONG, at + EntryLayout.BASE_OFFSET, baseOffset);
        chunk.set(INT, at + EntryLayout.RECORD_COUNT, recordCount);
        chunk.set(INT, at + EntryLayout.CRC, crc);
        chunk.set(LONG, at + EntryLayout.MAX_TIMESTAMP, maxTimestampMs);
        chunk.set(LONG, at + EntryLayout.POSITION, position);
    }

    int getInt(int ordinal, int field) {
        return chunks[ordinal >>> shift].get(INT, at(ordinal) + field);
    }

    long getLong(int ordinal, int field) {
        return chunks[ordinal >>> shift].get(LONG, at(ordinal) + field);
    }

    /** Copies entries, all their bytes, to a place in memory. */
    void copy(int fromOrdinal, int toOrdinal, MemorySegment target, long position) {
        long next = position;
        int ordinal = fromOrdinal;
        while (ordinal < toOrdinal) {
            int end = (int) Math.min(toOrdinal, ((long) (ordinal >>> shift) + 1) << shift);
            long bytes = (long) (end - ordinal) * EntryLayout.BYTES;
            MemorySegment.copy(chunks[ordinal >>> shift], at(ordinal), target, next, bytes);
            next += bytes;
            ordinal = end;
        }
    }

    private long at(int ordinal) {
        return (long) (ordinal & mask) * EntryLayout.BYTES;
    }
}
