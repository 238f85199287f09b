package io.travertine.storage.log;

import io.travertine.storage.file.StoreFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32C;

/** Seals a file: appends its {@link Footer} and makes it durable. All groups must have been made durable before. */
final class FooterWriter {
    private static final int BUFFER_BYTES = EntryTable.CHUNK_BYTES * 4;

    private final StoreFile file;
    private final MemoryIndex index;
    private final List<OrdinalList> partitions;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C crc = new CRC32C();
    private long position;
    private long recordCount;
    private long payloadBytes;
    private long maxTimestampMs = Long.MIN_VALUE;

    private FooterWriter(StoreFile file, long position, MemoryIndex index) {
        this.file = file;
        this.index = index;
        this.position = position;
        this.partitions = index.lists().stream()
                .sorted(Comparator.comparingInt(OrdinalList::partition))
                .toList();
    }

    static void write(
            StoreFile file,
            long position,
            long generation,
            long lastSequence,
            int groupCount,
            MemoryIndex index,
            long sealedMs)
            throws IOException {
        new FooterWriter(file, position, index).write(generation, lastSequence, groupCount, sealedMs);
    }

    private void write(long generation, long lastSequence, int groupCount, long sealedMs) throws IOException {
        long start = position;
        buffer.putLong(Footer.MARKER);
        endSection();
        int entriesCrc = writeEntries();
        int directoryCrc = writeDirectory();
        int ordinalsCrc = writeOrdinals();
        int count = index.entryCount();
        LogIndex all = index.upTo(count);
        Footer footer = new Footer(
                generation,
                start,
                lastSequence,
                count,
                partitions.size(),
                recordCount,
                payloadBytes,
                maxTimestampMs,
                count == 0 ? 0 : all.idHigh(0),
                count == 0 ? 0 : all.idLow(0),
                count == 0 ? 0 : all.idHigh(count - 1),
                count == 0 ? 0 : all.idLow(count - 1) + all.recordCount(count - 1) - 1,
                entriesCrc,
                directoryCrc,
                ordinalsCrc,
                groupCount,
                sealedMs);
        assert footer.tailPosition() == position : footer + " at " + position;
        file.sync(); // so that a whole tail is never found behind a torn footer
        file.write(footer.encodeTail(), position);
        file.sync();
    }

    private int writeEntries() throws IOException {
        LogIndex all = index.upTo(index.entryCount());
        MemorySegment target = MemorySegment.ofBuffer(buffer.clear());
        for (int ordinal = 0; ordinal < all.entryCount(); ordinal++) {
            makeRoom(EntryLayout.BYTES);
            index.entries().copy(ordinal, ordinal + 1, target, buffer.position());
            buffer.position(buffer.position() + EntryLayout.BYTES);
            recordCount += all.recordCount(ordinal);
            payloadBytes += all.length(ordinal);
            maxTimestampMs = Math.max(maxTimestampMs, all.maxTimestampMs(ordinal));
        }
        return endSection();
    }

    private int writeDirectory() throws IOException {
        LogIndex all = index.upTo(index.entryCount());
        int firstOrdinal = 0;
        for (OrdinalList list : partitions) {
            PartitionEntries entries = all.partitionEntries(list.partition());
            makeRoom(DirectoryLayout.BYTES);
            buffer.putInt(list.partition())
                    .putInt(entries.count())
                    .putInt(firstOrdinal)
                    .putInt(0);
            buffer.putLong(entries.firstOffset()).putLong(entries.endOffset()).putLong(entries.maxTimestampMs());
            firstOrdinal += entries.count();
        }
        return endSection();
    }

    private int writeOrdinals() throws IOException {
        LogIndex all = index.upTo(index.entryCount());
        for (OrdinalList list : partitions) {
            PartitionEntries entries = all.partitionEntries(list.partition());
            for (int i = 0; i < entries.count(); i++) {
                makeRoom(Integer.BYTES);
                buffer.putInt(entries.ordinal(i));
            }
        }
        if ((all.entryCount() & 1) != 0) {
            makeRoom(Integer.BYTES);
            buffer.putInt(0);
        }
        return endSection();
    }

    private void makeRoom(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            writeOut();
        }
    }

    private int endSection() throws IOException {
        writeOut();
        int sectionCrc = (int) crc.getValue();
        crc.reset();
        return sectionCrc;
    }

    private void writeOut() throws IOException {
        buffer.flip();
        crc.update(buffer);
        buffer.rewind();
        int bytes = buffer.remaining();
        if (bytes > 0) {
            file.write(buffer, position);
        }
        position += bytes;
        buffer.clear();
    }
}
