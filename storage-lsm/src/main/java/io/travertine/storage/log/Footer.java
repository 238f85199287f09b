package io.travertine.storage.log;

import static io.travertine.storage.log.Bytes.INT;
import static io.travertine.storage.log.Bytes.LONG;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The end of a sealed file. It is written after all groups of the file have been synced, so it also shows that they were
 * durable.
 *
 * <pre>
 * marker     u64
 * entries    all {@link EntryLayout entries} of the file, in the order of the log, which is that of the ids
 * directory  one {@link DirectoryLayout line} a partition, by partition number
 * ordinals   u32 for each entry: the ordinals of the first partition in offset order, then those of the second ...
 * padding    0 or 4 bytes 0
 * tail       the last 128 bytes of the file
 *    0  u64  magic
 *    8  u64  generation of the file
 *   16  u64  position of the marker
 *   24  u64  last sequence
 *   32  u32  entry count
 *   36  u32  partition count
 *   40  u64  record count
 *   48  u64  payload bytes: sum of the batches
 *   56  i64  largest timestamp, ms since 1970
 *   64  u64  first id, upper half        72  u64  lower half
 *   80  u64  last id, upper half         88  u64  lower half
 *   96  u32  CRC32C of the entries
 *  100  u32  CRC32C of the directory
 *  104  u32  CRC32C of the ordinals, with padding
 *  108  u32  group count
 *  112  u64  sealed, ms since 1970
 *  120  u32  0
 *  124  u32  CRC32C of bytes 0 to 123
 * </pre>
 */
record Footer(
        long generation,
        long position,
        long lastSequence,
        int entryCount,
        int partitionCount,
        long recordCount,
        long payloadBytes,
        long maxTimestampMs,
        long firstIdHigh,
        long firstIdLow,
        long lastIdHigh,
        long lastIdLow,
        int entriesCrc,
        int directoryCrc,
        int ordinalsCrc,
        int groupCount,
        long sealedMs) {
    static final long MARKER = 0x31544f4f_46525292L; // 0x92 "RRFOOT1"
    static final int MARKER_BYTES = 8;
    static final long TAIL_MAGIC = 0x314c4941_54525293L; // 0x93 "RRTAIL1"
    static final int TAIL_BYTES = 128;

    private static final int CRC = 124;

    long entriesPosition() {
        return position + MARKER_BYTES;
    }

    long directoryPosition() {
        return entriesPosition() + (long) entryCount * EntryLayout.BYTES;
    }

    long ordinalsPosition() {
        return directoryPosition() + (long) partitionCount * DirectoryLayout.BYTES;
    }

    long tailPosition() {
        return Bytes.align8(ordinalsPosition() + (long) entryCount * Integer.BYTES);
    }

    ByteBuffer encodeTail() {
        ByteBuffer tail = ByteBuffer.allocateDirect(TAIL_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        tail.putLong(TAIL_MAGIC).putLong(generation).putLong(position).putLong(lastSequence);
        tail.putInt(entryCount).putInt(partitionCount).putLong(recordCount).putLong(payloadBytes);
        tail.putLong(maxTimestampMs)
                .putLong(firstIdHigh)
                .putLong(firstIdLow)
                .putLong(lastIdHigh)
                .putLong(lastIdLow);
        tail.putInt(entriesCrc)
                .putInt(directoryCrc)
                .putInt(ordinalsCrc)
                .putInt(groupCount)
                .putLong(sealedMs);
        tail.putInt(CRC, Bytes.crc32c(MemorySegment.ofBuffer(tail.clear()), 0, CRC));
        return tail;
    }

    /** The footer that the last {@value #TAIL_BYTES} bytes of a file are the tail of; null when they are none. */
    static @Nullable Footer decodeTail(MemorySegment tail, long fileBytes) {
        if (tail.get(LONG, 0) != TAIL_MAGIC || tail.get(INT, CRC) != Bytes.crc32c(tail, 0, CRC)) {
            return null;
        }
        Footer footer = new Footer(
                tail.get(LONG, 8),
                tail.get(LONG, 16),
                tail.get(LONG, 24),
                tail.get(INT, 32),
                tail.get(INT, 36),
                tail.get(LONG, 40),
                tail.get(LONG, 48),
                tail.get(LONG, 56),
                tail.get(LONG, 64),
                tail.get(LONG, 72),
                tail.get(LONG, 80),
                tail.get(LONG, 88),
                tail.get(INT, 96),
                tail.get(INT, 100),
                tail.get(INT, 104),
                tail.get(INT, 108),
                tail.get(LONG, 112));
        return footer.tailPosition() + TAIL_BYTES == fileBytes ? footer : null;
    }
}
