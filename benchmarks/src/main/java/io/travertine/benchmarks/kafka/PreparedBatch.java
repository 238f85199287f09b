package io.travertine.benchmarks.kafka;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;

/**
 * A record batch made once and sent many times. Before each send only its header is written anew, as an idempotent producer
 * would: time, producer, sequence, checksum. So the load costs the client next to nothing, and the broker as much as ever.
 *
 * <pre>
 *   0  base offset       8        27  base timestamp   8
 *   8  length            4        35  max timestamp    8
 *  12  leader epoch      4        43  producer id      8
 *  16  magic             1        51  producer epoch   2
 *  17  CRC-32C of 21 on  4        53  base sequence    4
 *  21  attributes        2        57  record count     4
 *  23  last offset delta 4        61  records
 * </pre>
 */
final class PreparedBatch {
    private static final int CRC = 17;
    private static final int ATTRIBUTES = 21;
    private static final int BASE_TIMESTAMP = 27;
    private static final int MAX_TIMESTAMP = 35;
    private static final int PRODUCER_ID = 43;
    private static final int PRODUCER_EPOCH = 51;
    private static final int BASE_SEQUENCE = 53;

    private final MemoryRecords records;
    private final ByteBuffer buffer;
    private final int count;
    private final CRC32C crc = new CRC32C();

    private PreparedBatch(MemoryRecords records, int count) {
        this.records = records;
        this.buffer = records.buffer();
        this.count = count;
    }

    /** Distinct batches of at most so many bytes each, as compressed; of exactly one record each when maxBytes is 0. */
    static List<PreparedBatch> of(Payload payload, int maxBytes, int batches, long seed) {
        JsonLines lines = new JsonLines(payload.recordBytes(), seed);
        int count = recordsThatFit(payload, lines, maxBytes);
        List<PreparedBatch> prepared = new ArrayList<>(batches);
        for (int i = 0; i < batches; i++) {
            prepared.add(new PreparedBatch(build(payload, lines, count), count));
        }
        return prepared;
    }

    private static int recordsThatFit(Payload payload, JsonLines lines, int maxBytes) {
        int sample = Math.max(1, maxBytes / payload.recordBytes());
        if (maxBytes == 0) {
            return 1;
        }
        double bytesPerRecord = (double) build(payload, lines, sample).sizeInBytes() / sample;
        return Math.max(1, (int) (maxBytes / bytesPerRecord));
    }

    private static MemoryRecords build(Payload payload, JsonLines lines, int count) {
        ByteBuffer space = ByteBuffer.allocateDirect(count * (payload.recordBytes() + 40) + 1024);
        Compression codec = Compression.of(payload.codec()).build();
        try (MemoryRecordsBuilder builder = MemoryRecords.builder(space, codec, TimestampType.CREATE_TIME, 0)) {
            for (int i = 0; i < count; i++) {
                builder.append(0, null, lines.next());
            }
            return builder.build();
        }
    }

    int count() {
        return count;
    }

    int sizeInBytes() {
        return records.sizeInBytes();
    }

    /** The batch with a new header. Valid until the next call. */
    MemoryRecords stamped(long producerId, short producerEpoch, int sequence, long timestamp) {
        buffer.putLong(BASE_TIMESTAMP, timestamp);
        buffer.putLong(MAX_TIMESTAMP, timestamp);
        buffer.putLong(PRODUCER_ID, producerId);
        buffer.putShort(PRODUCER_EPOCH, producerEpoch);
        buffer.putInt(BASE_SEQUENCE, sequence);
        crc.reset();
        crc.update(buffer.duplicate().position(ATTRIBUTES));
        buffer.putInt(CRC, (int) crc.getValue());
        return records;
    }
}
