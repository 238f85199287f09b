package io.travertine.storage.log;

import static io.travertine.storage.log.Bytes.BIG_ENDIAN_INT;
import static io.travertine.storage.log.Bytes.BYTE;
import static io.travertine.storage.log.Bytes.INT;
import static io.travertine.storage.log.Bytes.LONG;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Goes through the groups of a file from its header on and verifies every byte of them, up to the first that is not whole. */
final class GroupScanner {
    private final MemorySegment file;
    private final LogFileHeader header;
    private long sequence;
    private long position = LogFileHeader.BYTES;
    private long table;
    private long trailer;
    private int entryCount;
    private long end = LogFileHeader.BYTES;
    private @Nullable Problem problem;

    /** Why a group is not whole. */
    record Problem(long position, String found, String expected) {}

    GroupScanner(MemorySegment file, LogFileHeader header) {
        this.file = file;
        this.header = header;
        this.sequence = header.firstSequence() - 1;
    }

    /** Goes to the next group; false when there is none, or none that is whole. */
    boolean next() {
        if (end == file.byteSize() || (hasLong(end) && file.get(LONG, end) == Footer.MARKER)) {
            return false;
        }
        problem = check(end);
        if (problem != null) {
            return false;
        }
        position = end;
        end = trailer + GroupLayout.TRAILER_BYTES;
        sequence++;
        return true;
    }

    /** Why there is no next group; null when the file, or the part of it before the footer, ends with a whole one. */
    @Nullable Problem problem() {
        return problem;
    }

    /** Where this group begins. */
    long position() {
        return position;
    }

    /** Where this group ends. */
    long end() {
        return end;
    }

    /** Of this group; before the first one, 1 less than its. */
    long sequence() {
        return sequence;
    }

    int entryCount() {
        return entryCount;
    }

    long payloadBytes() {
        return file.get(LONG, trailer + GroupLayout.PAYLOAD_BYTES);
    }

    long durableSequence() {
        return file.get(LONG, trailer + GroupLayout.DURABLE_SEQUENCE);
    }

    int entryInt(int entry, int field) {
        return file.get(INT, entryPosition(entry) + field);
    }

    long entryLong(int entry, int field) {
        return file.get(LONG, entryPosition(entry) + field);
    }

    void addTo(MemoryIndex index) {
        for (int entry = 0; entry < entryCount; entry++) {
            index.add(
                    entryInt(entry, EntryLayout.PARTITION),
                    entryInt(entry, EntryLayout.LENGTH),
                    entryLong(entry, EntryLayout.ID_HIGH),
                    entryLong(entry, EntryLayout.ID_LOW),
                    entryLong(entry, EntryLayout.BASE_OFFSET),
                    entryInt(entry, EntryLayout.RECORD_COUNT),
                    entryInt(entry, EntryLayout.CRC),
                    entryLong(entry, EntryLayout.MAX_TIMESTAMP),
                    entryLong(entry, EntryLayout.POSITION));
        }
    }

    private @Nullable Problem check(long start) {
        Problem found = findTable(start);
        if (found == null) {
            found = checkTrailer(start);
        }
        return found == null ? checkEntries(start) : found;
    }

    private @Nullable Problem findTable(long start) {
        long next = start;
        entryCount = 0;
        while (next < file.byteSize() && file.get(BYTE, next) >= 0) {
            if (next + EntryLayout.BATCH_LENGTH_END > file.byteSize()) {
                return endOfFile("the head of a batch at byte " + next);
            }
            long length =
                    EntryLayout.BATCH_LENGTH_END + (long) file.get(BIG_ENDIAN_INT, next + EntryLayout.BATCH_LENGTH);
            if (length < EntryLayout.MIN_BATCH_BYTES || next + length > file.byteSize()) {
                return new Problem(
                        next + EntryLayout.BATCH_LENGTH,
                        "a batch of " + length + " bytes",
                        EntryLayout.MIN_BATCH_BYTES + " to " + (file.byteSize() - next) + " bytes");
            }
            next += length;
            entryCount++;
        }
        table = Bytes.align8(next);
        trailer = table + GroupLayout.tableBytes(entryCount);
        if (trailer + GroupLayout.TRAILER_BYTES > file.byteSize()) {
            return endOfFile("the table and trailer of the group at byte " + start);
        }
        for (; next < table; next++) {
            if (file.get(BYTE, next) != GroupLayout.PADDING) {
                return new Problem(next, "padding " + file.get(BYTE, next), Byte.toString(GroupLayout.PADDING));
            }
        }
        return null;
    }

    private Problem endOfFile(String expected) {
        return new Problem(file.byteSize(), "the end of the file", expected);
    }

    private @Nullable Problem checkTrailer(long start) {
        Problem found = expect(table, "table marker", file.get(LONG, table), GroupLayout.TABLE_MARKER);
        found = found != null
                ? found
                : expect(trailer, "trailer magic", file.get(LONG, trailer), GroupLayout.TRAILER_MAGIC);
        int crc = Bytes.crc32c(file, table, trailer + GroupLayout.CRC);
        found = found != null ? found : expectInt(GroupLayout.CRC, "group checksum", crc);
        found = found != null ? found : expectLong(GroupLayout.GENERATION, "generation", header.generation());
        found = found != null ? found : expectLong(GroupLayout.SEQUENCE, "sequence", sequence + 1);
        found = found != null ? found : expectInt(GroupLayout.SHARD, "shard", header.shard());
        return found != null ? found : expectInt(GroupLayout.ENTRY_COUNT, "entry count", entryCount);
    }

    private @Nullable Problem expectLong(int field, String name, long expected) {
        return expect(trailer + field, name, file.get(LONG, trailer + field), expected);
    }

    private @Nullable Problem expectInt(int field, String name, int expected) {
        return expect(
                trailer + field,
                name,
                Integer.toUnsignedLong(file.get(INT, trailer + field)),
                Integer.toUnsignedLong(expected));
    }

    private static @Nullable Problem expect(long position, String name, long found, long expected) {
        return found == expected ? null : new Problem(position, name + " " + Bytes.hex(found), Bytes.hex(expected));
    }

    private @Nullable Problem checkEntries(long start) {
        long next = start;
        for (int entry = 0; entry < entryCount; entry++) {
            long at = entryPosition(entry);
            long length =
                    EntryLayout.BATCH_LENGTH_END + (long) file.get(BIG_ENDIAN_INT, next + EntryLayout.BATCH_LENGTH);
            Problem found = expect(
                    next + EntryLayout.BATCH_LENGTH, "batch length", length, entryInt(entry, EntryLayout.LENGTH));
            found = found != null ? found : expect(at, "position", entryLong(entry, EntryLayout.POSITION), next);
            if (found != null) {
                return found;
            }
            int crc = Bytes.crc32c(file, next, next + length);
            if (crc != entryInt(entry, EntryLayout.CRC)) {
                return new Problem(
                        next, "batch checksum " + Bytes.hex(crc), Bytes.hex(entryInt(entry, EntryLayout.CRC)));
            }
            next += length;
        }
        return null;
    }

    private long entryPosition(int entry) {
        return table + GroupLayout.tableBytes(entry);
    }

    private boolean hasLong(long at) {
        return at + Long.BYTES <= file.byteSize();
    }

    /**
     * Looks behind a group that is not whole for one that was written when the former was known to be durable.
     *
     * @param generation of the file, 0 when it is not known
     * @return where its trailer is, -1 when there is none
     */
    static long findTrailerThatKnows(long durableSequence, MemorySegment file, long from, int shard, long generation) {
        for (long at = Bytes.align8(from); at + GroupLayout.TRAILER_BYTES <= file.byteSize(); at += Long.BYTES) {
            if (file.get(LONG, at) == GroupLayout.TRAILER_MAGIC
                    && file.get(LONG, at + GroupLayout.DURABLE_SEQUENCE) >= durableSequence
                    && file.get(LONG, at + GroupLayout.SEQUENCE) > durableSequence
                    && file.get(INT, at + GroupLayout.SHARD) == shard
                    && (generation == 0 || file.get(LONG, at + GroupLayout.GENERATION) == generation)
                    && hasChecksum(file, at)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean hasChecksum(MemorySegment file, long at) {
        long start = at - GroupLayout.tableBytes(file.get(INT, at + GroupLayout.ENTRY_COUNT));
        return start >= LogFileHeader.BYTES
                && start < at
                && Bytes.crc32c(file, start, at + GroupLayout.CRC) == file.get(INT, at + GroupLayout.CRC);
    }
}
