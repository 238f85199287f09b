package io.travertine.storage.log;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Numbers and checksums in memory. Everything the log writes is little-endian; Kafka's batches are big-endian. */
final class Bytes {
    static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfInt BIG_ENDIAN_INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private static final long MAX_SLICE_BYTES = 1 << 30;

    private Bytes() {}

    static int crc32c(MemorySegment memory, long from, long to) {
        CRC32C crc = new CRC32C();
        for (long at = from; at < to; at += MAX_SLICE_BYTES) {
            crc.update(memory.asSlice(at, Math.min(MAX_SLICE_BYTES, to - at)).asByteBuffer());
        }
        return (int) crc.getValue();
    }

    static long align8(long position) {
        return (position + 7) & ~7L;
    }

    static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    static String hex(int value) {
        return "0x" + Integer.toHexString(value);
    }
}
