package io.travertine.benchmarks.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.apache.kafka.common.record.internal.Record;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreparedBatchTest {
    @ParameterizedTest
    @CsvSource({"100, none", "100, lz4", "1000, none", "1000, lz4"})
    void everyStampMakesAValidBatchOfItsProducer(int recordBytes, String codec) {
        PreparedBatch batch =
                PreparedBatch.of(new Payload(recordBytes, codec), 1 << 16, 2, 1).get(1);
        for (int sequence : new int[] {0, 700, Integer.MAX_VALUE}) {
            long now = 1_800_000_000_000L + sequence;
            MutableRecordBatch stamped = batch.stamped(4711, (short) 3, sequence, now)
                    .batches()
                    .iterator()
                    .next();
            stamped.ensureValid();
            assertEquals(4711, stamped.producerId());
            assertEquals(3, stamped.producerEpoch());
            assertEquals(sequence, stamped.baseSequence());
            assertEquals(now, stamped.maxTimestamp());
            assertEquals(codec, stamped.compressionType().name);
            int count = 0;
            for (Record record : stamped) {
                assertEquals(now, record.timestamp());
                assertEquals(recordBytes, record.valueSize());
                count++;
            }
            assertEquals(batch.count(), count);
        }
        int size = batch.sizeInBytes();
        assertTrue(size > 50_000 && size < 70_000, "a batch of about 64 KiB, as sent: " + size);
    }

    @ParameterizedTest
    @CsvSource({"100", "1000"})
    void linesAreJsonOfOneLength(int bytes) {
        JsonLines lines = new JsonLines(bytes, 7);
        for (int i = 0; i < 10_000; i++) {
            String line = new String(lines.next(), StandardCharsets.US_ASCII);
            assertEquals(bytes, line.length());
            assertTrue(line.startsWith("{\"id\":" + i + ",") && line.endsWith("\"}"), line);
        }
    }
}
