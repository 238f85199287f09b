package io.travertine.columnar;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.EndTransactionMarker;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.record.internal.SimpleRecord;

/** Record batches, made by Kafka's own writer. */
public final class TestBatches {
    private TestBatches() {}

    public static ByteBuffer batch(long baseOffset, List<SimpleRecord> records) {
        return MemoryRecords.withRecords(
                        RecordBatch.MAGIC_VALUE_V2,
                        baseOffset,
                        Compression.NONE,
                        TimestampType.CREATE_TIME,
                        records.toArray(SimpleRecord[]::new))
                .buffer();
    }

    /** A batch of one record that ends a transaction: it takes an offset and is no record to a consumer. */
    public static ByteBuffer controlBatch(long offset) {
        return MemoryRecords.withEndTransactionMarker(
                        offset, 1_000L, 0, 1L, (short) 0, new EndTransactionMarker(ControlRecordType.COMMIT, 0))
                .buffer();
    }
}
