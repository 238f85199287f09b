package io.travertine.storage.log;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.CRC32C;

/** Bytes that look like a Kafka batch to the log and to who verifies its checksum; what would be records is noise. */
final class TestBatches {
    static final int MIN_BYTES = 61;

    private TestBatches() {}

    /** A batch whose content follows from its offset and size. */
    static ByteBuffer batch(int partition, long baseOffset, int recordCount, int bytes) {
        byte[] noise = new byte[bytes];
        new Random(31 * (31L * partition + baseOffset) + bytes).nextBytes(noise);
        ByteBuffer batch = ByteBuffer.wrap(noise);
        batch.putLong(0, baseOffset)
                .putInt(8, bytes - 12)
                .putInt(12, 0)
                .put(16, (byte) 2)
                .putShort(21, (short) 0)
                .putInt(23, recordCount - 1)
                .putLong(27, baseOffset)
                .putLong(35, timestamp(baseOffset))
                .putInt(57, recordCount);
        CRC32C crc = new CRC32C();
        crc.update(noise, 21, bytes - 21);
        batch.putInt(17, (int) crc.getValue());
        return batch;
    }

    static long timestamp(long baseOffset) {
        return 1_000_000 + baseOffset;
    }
}
