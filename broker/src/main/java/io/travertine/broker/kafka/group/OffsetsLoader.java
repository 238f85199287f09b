package io.travertine.broker.kafka.group;

import io.travertine.engine.LogSlice;
import io.travertine.engine.OffsetOutOfRangeException;
import io.travertine.engine.Partition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.coordinator.common.runtime.CoordinatorLoader;
import org.apache.kafka.coordinator.common.runtime.CoordinatorPlayback;
import org.apache.kafka.coordinator.common.runtime.CoordinatorRecord;
import org.apache.kafka.coordinator.common.runtime.Deserializer;
import org.apache.kafka.coordinator.common.runtime.Deserializer.UnknownRecordTypeException;
import org.apache.kafka.coordinator.group.GroupCoordinatorRecordSerde;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a partition of the offsets topic from its start and plays it to the coordinator, one partition after another. */
final class OffsetsLoader implements CoordinatorLoader<CoordinatorRecord> {
    private static final Logger LOG = LoggerFactory.getLogger(OffsetsLoader.class);
    private static final int READ_BYTES = 1 << 20;

    private final OffsetsTopic topic;
    private final Deserializer<CoordinatorRecord> deserializer = new GroupCoordinatorRecordSerde();
    private final ExecutorService executor = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("kafka-group-loader").factory());

    OffsetsLoader(OffsetsTopic topic) {
        this.topic = topic;
    }

    @Override
    public CompletableFuture<LoadSummary> load(TopicPartition tp, CoordinatorPlayback<CoordinatorRecord> coordinator) {
        long queuedMs = System.currentTimeMillis();
        return CompletableFuture.supplyAsync(() -> load(topic.partition(tp), coordinator, queuedMs), executor);
    }

    private LoadSummary load(Partition partition, CoordinatorPlayback<CoordinatorRecord> coordinator, long queuedMs) {
        long startMs = System.currentTimeMillis();
        long offset = partition.logStartOffset();
        long end = partition.highWatermark();
        long records = 0;
        long bytes = 0;
        while (offset < end) {
            ByteBuffer read = read(partition, offset);
            bytes += read.remaining();
            for (MutableRecordBatch batch : MemoryRecords.readableRecords(read).batches()) {
                records += play(batch, offset, coordinator);
                offset = batch.nextOffset();
            }
            coordinator.updateLastCommittedOffset(offset);
        }
        long endMs = System.currentTimeMillis();
        LOG.info(
                "read {} records of groups from {}-{} in {} ms",
                records,
                OffsetsTopic.NAME,
                partition.index(),
                endMs - startMs);
        return new LoadSummary(startMs, endMs, startMs - queuedMs, records, bytes);
    }

    private static ByteBuffer read(Partition partition, long offset) {
        String where = OffsetsTopic.NAME + "-" + partition.index() + " at offset " + offset;
        try (LogSlice slice = partition.slice(offset, READ_BYTES)) {
            ByteBuffer read = slice.read();
            if (!read.hasRemaining()) {
                throw new KafkaStorageException(
                        "found nothing in " + where + ", below the high watermark " + partition.highWatermark());
            }
            return read;
        } catch (IOException | OffsetOutOfRangeException e) {
            throw new KafkaStorageException("reading " + where + " failed", e);
        }
    }

    private long play(MutableRecordBatch batch, long from, CoordinatorPlayback<CoordinatorRecord> coordinator) {
        long records = 0;
        for (Record record : batch) {
            if (record.offset() >= from && record.hasKey()) {
                play(batch, record, coordinator);
                records++;
            }
        }
        coordinator.updateLastWrittenOffset(batch.nextOffset());
        return records;
    }

    private void play(MutableRecordBatch batch, Record record, CoordinatorPlayback<CoordinatorRecord> coordinator) {
        CoordinatorRecord decoded;
        try {
            decoded = deserializer.deserialize(record.key(), record.value());
        } catch (UnknownRecordTypeException e) {
            LOG.warn(
                    "skipping the record at offset {} of {}: type {} is of a later version",
                    record.offset(),
                    OffsetsTopic.NAME,
                    e.unknownType());
            return;
        }
        coordinator.replay(record.offset(), batch.producerId(), batch.producerEpoch(), decoded);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
