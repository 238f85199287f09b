package io.travertine.storage.log;

import static io.travertine.storage.log.Bytes.INT;
import static io.travertine.storage.log.Bytes.LONG;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The group being gathered, see {@link GroupLayout}: batches are copied in at the front; when the group is closed its table and
 * trailer are put behind them, so that it leaves in one write. A batch larger than the buffer passes through in pieces.
 */
final class GroupBuffer {
    /** Below this mean size of a batch the table is full before the payload is. */
    private static final int FULL_TABLE_BATCH_BYTES = 128;

    private final int payloadCapacity;
    private final int maxEntries;
    private final ByteBuffer buffer;
    private final MemorySegment memory;
    private final CRC32C crc = new CRC32C();
    private int payloadBytes;
    private int entryCount;

    GroupBuffer(int payloadCapacity) {
        this.payloadCapacity = payloadCapacity;
        this.maxEntries = Math.max(1, payloadCapacity / FULL_TABLE_BATCH_BYTES);
        int tableBytes = (int) GroupLayout.tableBytes(maxEntries);
        this.buffer = ByteBuffer.allocateDirect(payloadCapacity + 8 + tableBytes + GroupLayout.TRAILER_BYTES);
        this.memory = MemorySegment.ofBuffer(buffer);
    }

    int sizeInBytes() {
        return buffer.capacity();
    }

    int payloadCapacity() {
        return payloadCapacity;
    }

    int payloadBytes() {
        return payloadBytes;
    }

    int entryCount() {
        return entryCount;
    }

    boolean isEmpty() {
        return entryCount == 0;
    }

    boolean hasRoomFor(int length) {
        return payloadBytes + length <= payloadCapacity && entryCount < maxEntries;
    }

    /** Copies a batch in, leaving its position as it is, and returns the checksum. */
    int add(ByteBuffer batch) {
        int length = batch.remaining();
        crc.reset();
        copyIn(payloadBytes, batch, batch.position(), length);
        payloadBytes += length;
        entryCount++;
        return (int) crc.getValue();
    }

    /** Begins to pass a large batch through {@link #piece}. */
    void beginPieces() {
        assert isEmpty() : entryCount + " batches are gathered";
        crc.reset();
    }

    /** Copies a part of a large batch, as much as there is room for, ready to be written. */
    ByteBuffer piece(ByteBuffer batch, int from) {
        int length = Math.min(payloadCapacity, batch.limit() - from);
        copyIn(0, batch, from, length);
        return buffer.limit(length).position(0);
    }

    int endPieces() {
        entryCount = 1;
        return (int) crc.getValue();
    }

    private void copyIn(int at, ByteBuffer source, int from, int length) {
        buffer.clear().put(at, source, from, length);
        crc.update(buffer.limit(at + length).position(at));
        buffer.clear();
    }

    /**
     * Closes the group: puts padding, table and trailer behind what was gathered. The result is all that has still to be
     * written; the group is empty again.
     */
    ByteBuffer close(OpenFile file, int firstOrdinal, long sequence, long durableSequence, long totalPayloadBytes) {
        buffer.clear();
        int table = payloadBytes;
        for (long padded = totalPayloadBytes; (padded & 7) != 0; padded++) {
            buffer.put(table++, GroupLayout.PADDING);
        }
        memory.set(LONG, table, GroupLayout.TABLE_MARKER);
        EntryTable entries = file.memoryIndex().entries();
        entries.copy(firstOrdinal, firstOrdinal + entryCount, memory, table + GroupLayout.TABLE_MARKER_BYTES);
        int trailer = table + (int) GroupLayout.tableBytes(entryCount);
        memory.set(LONG, trailer, GroupLayout.TRAILER_MAGIC);
        memory.set(LONG, trailer + GroupLayout.SEQUENCE, sequence);
        memory.set(LONG, trailer + GroupLayout.GENERATION, file.header().generation());
        memory.set(LONG, trailer + GroupLayout.DURABLE_SEQUENCE, durableSequence);
        memory.set(LONG, trailer + GroupLayout.PAYLOAD_BYTES, totalPayloadBytes);
        memory.set(INT, trailer + GroupLayout.ENTRY_COUNT, entryCount);
        memory.set(INT, trailer + GroupLayout.SHARD, file.header().shard());
        memory.asSlice(trailer + GroupLayout.SHARD + 4, GroupLayout.CRC - GroupLayout.SHARD - 4)
                .fill((byte) 0);
        crc.reset();
        crc.update(buffer.limit(trailer + GroupLayout.CRC).position(table));
        memory.set(INT, trailer + GroupLayout.CRC, (int) crc.getValue());
        payloadBytes = 0;
        entryCount = 0;
        return buffer.limit(trailer + GroupLayout.TRAILER_BYTES).position(0);
    }
}
