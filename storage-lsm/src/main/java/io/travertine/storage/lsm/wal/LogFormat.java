package io.travertine.storage.lsm.wal;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * A log file: a header, then frames one behind another (docs/formats/store-log.md). Little-endian.
 *
 * <pre>
 *  header:  magic 8 | format version 4 | epoch 4 | first sequence 8 | durable sequence 8 | CRC-32C of the 32 bytes before 4 | 0 4
 *  frame:   CRC-32C of what follows in the frame 4 | payload length 4 | epoch 4 | operations 4
 *           | first sequence 8 | durable sequence 8 | payload
 * </pre>
 *
 * The epoch differs each time that a store is opened: what an earlier life of the file left behind its end is none of it.
 */
final class LogFormat {
    static final long MAGIC = 0x474f4c5456415254L; // "TRAVTLOG"
    static final int VERSION = 1;
    static final int HEADER_BYTES = 40;
    static final int FRAME_HEADER_BYTES = 32;

    static final int LENGTH = 4;
    static final int EPOCH = 8;
    static final int OPERATIONS = 12;
    static final int FIRST_SEQUENCE = 16;
    static final int DURABLE_SEQUENCE = 24;

    private static final int HEADER_CRC = 32;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final String SUFFIX = ".log";

    private LogFormat() {}

    static String name(long firstSequence) {
        return String.format("%020d", firstSequence) + SUFFIX;
    }

    static boolean isLog(Path path) {
        return path.getFileName().toString().endsWith(SUFFIX);
    }

    static ByteBuffer header(int epoch, long firstSequence, long durableSequence) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(MAGIC)
                .putInt(VERSION)
                .putInt(epoch)
                .putLong(firstSequence)
                .putLong(durableSequence);
        header.putInt(crc(header.duplicate().flip())).putInt(0);
        return header.flip();
    }

    static int headerCrc(MemorySegment file) {
        return crc(file.asSlice(0, HEADER_CRC).asByteBuffer());
    }

    static int storedHeaderCrc(MemorySegment file) {
        return getInt(file, HEADER_CRC);
    }

    static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    static int getInt(MemorySegment file, long position) {
        return file.get(INT, position);
    }

    static long getLong(MemorySegment file, long position) {
        return file.get(LONG, position);
    }
}
