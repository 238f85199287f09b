package io.travertine.broker.kafka.group;

import io.travertine.engine.AppendException;
import io.travertine.engine.AppendListener;
import io.travertine.engine.Engine;
import io.travertine.engine.OffsetOutOfRangeException;
import io.travertine.engine.Partition;
import io.travertine.storage.batch.Compression;
import io.travertine.storage.batch.RecordBatchBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the partitions of the offsets topic about as long as what is true in them. When one is loaded that has grown far beyond
 * that:
 *
 * <ol>
 *   <li>find the last record of each key, leaving out keys whose last record says that they are gone;
 *   <li>write these records anew at the end, the order of their last writes kept;
 *   <li>when they are durable, delete all records before them.
 * </ol>
 *
 * Nobody else writes to a partition while it is loaded. A crash in between leaves a log that says the same twice.
 */
final class OffsetsCompaction {
    private static final Logger LOG = LoggerFactory.getLogger(OffsetsCompaction.class);
    private static final int GROWTH = 5;
    private static final int BATCH_BYTES = 256 << 10;

    private final Engine engine;
    private final long minRecords;
    private final AtomicLongArray survivors;
    private final AtomicIntegerArray asked;

    /** @param minRecords a shorter partition is left as it is */
    OffsetsCompaction(Engine engine, OffsetsTopic topic, long minRecords) {
        this.engine = engine;
        this.minRecords = minRecords;
        this.survivors = new AtomicLongArray(topic.partitions());
        this.asked = new AtomicIntegerArray(topic.partitions());
    }

    private record Survivor(long timestampMs, byte[] value) {}

    /** Whether a partition is much longer than what was true in it when it was last compacted. Any thread. */
    private boolean due(Partition partition) {
        long records = partition.logEndOffset() - partition.logStartOffset();
        return records > Math.max(minRecords, GROWTH * survivors.get(partition.index()));
    }

    /** The same, but true only once before the partition is loaded again. */
    boolean becameDue(Partition partition) {
        return due(partition) && asked.getAndSet(partition.index(), 1) == 0;
    }

    /** Compacts a partition that is being loaded, if it is due. Blocks. */
    void beforeLoad(Partition partition) {
        asked.set(partition.index(), 0);
        if (due(partition)) {
            compact(partition);
        }
    }

    private void compact(Partition partition) {
        long start = partition.logStartOffset();
        long end = partition.highWatermark();
        Map<ByteBuffer, Survivor> live = new LinkedHashMap<>();
        OffsetsTopic.read(partition, start, end, batch -> batch.forEach(record -> note(record, live)));
        try {
            append(partition, live);
            engine.deleteRecords(partition, end);
        } catch (IOException | OffsetOutOfRangeException e) {
            throw new KafkaStorageException("compacting " + OffsetsTopic.name(partition) + " failed", e);
        }
        survivors.set(partition.index(), live.size());
        LOG.info("compacted {} from {} records to {}", OffsetsTopic.name(partition), end - start, live.size());
    }

    private static void note(Record record, Map<ByteBuffer, Survivor> live) {
        if (record.hasKey()) {
            ByteBuffer key = ByteBuffer.wrap(Utils.toArray(record.key()));
            live.remove(key);
            if (record.hasValue()) {
                live.put(key, new Survivor(record.timestamp(), Utils.toArray(record.value())));
            }
        }
    }

    private static void append(Partition partition, Map<ByteBuffer, Survivor> live) {
        RecordBatchBuilder batch = new RecordBatchBuilder();
        batch.reset(0, Compression.NONE);
        live.forEach((key, survivor) -> {
            byte[] value = survivor.value;
            if (batch.recordCount() > 0 && batch.sizeInBytes() + key.capacity() + value.length > BATCH_BYTES) {
                append(partition, batch.build());
                batch.reset(0, Compression.NONE);
            }
            batch.append(survivor.timestampMs, key.array(), 0, key.capacity(), value, 0, value.length);
        });
        if (batch.recordCount() > 0) {
            append(partition, batch.build());
        }
    }

    /** Returns when the batch is durable. */
    private static void append(Partition partition, ByteBuffer batch) {
        Durable durable = new Durable(new CompletableFuture<>());
        partition.loop().execute(() -> {
            try {
                partition.append(batch, durable);
            } catch (AppendException | RuntimeException e) {
                durable.failed(e);
            }
        });
        try {
            var _ = durable.done.join();
        } catch (CompletionException e) {
            throw new KafkaStorageException("writing to " + OffsetsTopic.name(partition) + " failed", e.getCause());
        }
    }

    private record Durable(CompletableFuture<@Nullable Void> done) implements AppendListener {
        @Override
        public void appended(long baseOffset, long baseIdHigh, long baseIdLow) {
            done.complete(null);
        }

        @Override
        public void failed(Exception cause) {
            done.completeExceptionally(cause);
        }
    }
}
