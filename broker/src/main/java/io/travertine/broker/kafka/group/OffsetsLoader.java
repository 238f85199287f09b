package io.travertine.broker.kafka.group;

import io.travertine.engine.Partition;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.common.TopicPartition;
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

/** Reads a partition of the offsets topic from its start, compacted first if it is due, and plays it to the coordinator; one at a time. */
final class OffsetsLoader implements CoordinatorLoader<CoordinatorRecord> {
    private static final Logger LOG = LoggerFactory.getLogger(OffsetsLoader.class);
    private final OffsetsTopic topic;
    private final OffsetsCompaction compaction;
    private final Deserializer<CoordinatorRecord> deserializer = new GroupCoordinatorRecordSerde();
    private final ExecutorService executor = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("kafka-group-loader").factory());

    OffsetsLoader(OffsetsTopic topic, OffsetsCompaction compaction) {
        this.topic = topic;
        this.compaction = compaction;
    }

    @Override
    public CompletableFuture<LoadSummary> load(TopicPartition tp, CoordinatorPlayback<CoordinatorRecord> coordinator) {
        long queuedMs = System.currentTimeMillis();
        return CompletableFuture.supplyAsync(() -> load(topic.partition(tp), coordinator, queuedMs), executor);
    }

    private LoadSummary load(Partition partition, CoordinatorPlayback<CoordinatorRecord> coordinator, long queuedMs) {
        long startMs = System.currentTimeMillis();
        compaction.beforeLoad(partition);
        long start = partition.logStartOffset();
        long end = partition.highWatermark();
        long[] recordsAndBytes = new long[2];
        OffsetsTopic.read(partition, start, end, batch -> {
            recordsAndBytes[0] += play(batch, start, coordinator);
            recordsAndBytes[1] += batch.sizeInBytes();
            coordinator.updateLastCommittedOffset(batch.nextOffset());
        });
        long endMs = System.currentTimeMillis();
        LOG.debug(
                "read {} records of groups from {} in {} ms",
                recordsAndBytes[0],
                OffsetsTopic.name(partition),
                endMs - startMs);
        return new LoadSummary(startMs, endMs, startMs - queuedMs, recordsAndBytes[0], recordsAndBytes[1]);
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
