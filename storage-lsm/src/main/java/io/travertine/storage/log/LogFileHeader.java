package io.travertine.storage.log;

import static io.travertine.storage.log.Bytes.INT;
import static io.travertine.storage.log.Bytes.LONG;

import io.travertine.storage.CorruptFileException;
import io.travertine.storage.UnsupportedFormatException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * The first 64 bytes of a log file.
 *
 * <pre>
 *  0  u64  magic
 *  8  u32  format version
 * 12  u32  shard
 * 16  u64  first sequence: of the first group; also the name of the file
 * 24  u64  generation: a random number that every group of the file repeats
 * 32  u64  generation of the file before, 0 when there was none
 * 40  u64  durable sequence: the last group known to be durable when the file was begun
 * 48  u64  created, ms since 1970
 * 56  u32  0
 * 60  u32  CRC32C of bytes 0 to 59
 * </pre>
 */
record LogFileHeader(
        int shard, long firstSequence, long generation, long previousGeneration, long durableSequence, long createdMs) {
    static final int BYTES = 64;
    static final int FORMAT_VERSION = 1;
    static final long MAGIC = 0x31474f4c_56525494L; // 0x94 "TRVLOG1"

    private static final int VERSION = 8;
    private static final int SHARD = 12;
    private static final int FIRST_SEQUENCE = 16;
    private static final int GENERATION = 24;
    private static final int PREVIOUS_GENERATION = 32;
    private static final int DURABLE_SEQUENCE = 40;
    private static final int CREATED = 48;
    private static final int CRC = 60;

    ByteBuffer encode() {
        ByteBuffer bytes = ByteBuffer.allocateDirect(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(0, MAGIC)
                .putInt(VERSION, FORMAT_VERSION)
                .putInt(SHARD, shard)
                .putLong(FIRST_SEQUENCE, firstSequence)
                .putLong(GENERATION, generation)
                .putLong(PREVIOUS_GENERATION, previousGeneration)
                .putLong(DURABLE_SEQUENCE, durableSequence)
                .putLong(CREATED, createdMs)
                .putInt(CRC, Bytes.crc32c(MemorySegment.ofBuffer(bytes), 0, CRC));
        return bytes;
    }

    /** Decodes the header of the file that these bytes begin. */
    static LogFileHeader decode(MemorySegment file, Path path) throws IOException {
        if (file.byteSize() < BYTES) {
            throw new CorruptFileException(
                    path, file.byteSize(), "the end of the file", "a header of " + BYTES + " bytes");
        }
        if (file.get(LONG, 0) != MAGIC) {
            throw new CorruptFileException(
                    path, 0, "magic " + Bytes.hex(file.get(LONG, 0)), Bytes.hex(MAGIC) + " of a shard log file");
        }
        int crc = Bytes.crc32c(file, 0, CRC);
        if (file.get(INT, CRC) != crc) {
            throw new CorruptFileException(
                    path, CRC, "header checksum " + Bytes.hex(file.get(INT, CRC)), Bytes.hex(crc));
        }
        if (file.get(INT, VERSION) != FORMAT_VERSION) {
            throw new UnsupportedFormatException(path, file.get(INT, VERSION), FORMAT_VERSION, FORMAT_VERSION);
        }
        return new LogFileHeader(
                file.get(INT, SHARD),
                file.get(LONG, FIRST_SEQUENCE),
                file.get(LONG, GENERATION),
                file.get(LONG, PREVIOUS_GENERATION),
                file.get(LONG, DURABLE_SEQUENCE),
                file.get(LONG, CREATED));
    }

    /** Fails when this header is whole, but not that of the file with this name. */
    void checkBelongs(Path path, int expectedShard, long expectedSequence) throws IOException {
        if (shard != expectedShard) {
            throw new CorruptFileException(path, SHARD, "shard " + shard, "shard " + expectedShard);
        }
        if (firstSequence != expectedSequence) {
            throw new CorruptFileException(
                    path, FIRST_SEQUENCE, "first sequence " + firstSequence, expectedSequence + " as in its name");
        }
    }

    /** Fails when the file was not begun behind the one with the generation. */
    void checkFollows(Path path, long generationBefore) throws IOException {
        if (previousGeneration != generationBefore) {
            throw new CorruptFileException(
                    path,
                    PREVIOUS_GENERATION,
                    "the successor of generation " + Bytes.hex(previousGeneration),
                    "that of " + Bytes.hex(generationBefore) + ", the generation of the file before it");
        }
    }
}
