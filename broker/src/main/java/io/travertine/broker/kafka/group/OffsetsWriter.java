package io.travertine.broker.kafka.group;

import io.travertine.broker.kafka.net.ErrorCodes;
import io.travertine.engine.AppendException;
import io.travertine.engine.AppendListener;
import io.travertine.engine.Partition;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.coordinator.common.runtime.PartitionWriter;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.apache.kafka.storage.internals.log.VerificationGuard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what the coordinator decides into our log. The coordinator's thread hands a batch to the shard's loop and waits for its
 * offset; when the batch is durable, the high watermark passes it and the coordinator releases the answers that wait for it. The
 * loop never waits for the coordinator.
 */
final class OffsetsWriter implements PartitionWriter {
    private static final Logger LOG = LoggerFactory.getLogger(OffsetsWriter.class);
    private static final long LOOP_TIMEOUT_SECONDS = 30;

    private final OffsetsTopic topic;
    private final OffsetsCompaction compaction;
    private final IntConsumer tooLong;
    private final IntConsumer failed;
    private final Map<Listener, Partition.PartitionListener> listeners = new ConcurrentHashMap<>();

    /**
     * @param tooLong told, by the coordinator's thread, of a partition that is to be loaded anew so that it is compacted
     * @param failed told, on the shard's loop, the partition that can't be written any more
     */
    OffsetsWriter(OffsetsTopic topic, OffsetsCompaction compaction, IntConsumer tooLong, IntConsumer failed) {
        this.topic = topic;
        this.compaction = compaction;
        this.tooLong = tooLong;
        this.failed = failed;
    }

    @Override
    public void registerListener(TopicPartition tp, Listener listener) {
        Partition.PartitionListener forward =
                partition -> listener.onHighWatermarkUpdated(tp, partition.highWatermark());
        listeners.put(listener, forward);
        topic.partition(tp).addListener(forward);
    }

    @Override
    public void deregisterListener(TopicPartition tp, Listener listener) {
        Partition.PartitionListener forward = listeners.remove(listener);
        if (forward != null) {
            topic.partition(tp).removeListener(forward);
        }
    }

    @Override
    public LogConfig config(TopicPartition tp) {
        int maxBytes = topic.partition(tp).topic().config().maxMessageBytes();
        return new LogConfig(Map.of("max.message.bytes", maxBytes));
    }

    @Override
    public long append(TopicPartition tp, VerificationGuard guard, MemoryRecords records, short transactionVersion) {
        Partition partition = topic.partition(tp);
        ByteBuffer batch = records.buffer();
        int count = records.firstBatch().countOrNull();
        CompletableFuture<Long> baseOffset = new CompletableFuture<>();
        partition.loop().execute(() -> append(partition, batch, baseOffset));
        long end = await(tp, baseOffset) + count;
        if (compaction.becameDue(partition)) {
            tooLong.accept(tp.partition());
        }
        return end;
    }

    private void append(Partition partition, ByteBuffer batch, CompletableFuture<Long> baseOffset) {
        try {
            baseOffset.complete(partition.append(batch, new Durable(partition)));
        } catch (AppendException | RuntimeException e) {
            baseOffset.completeExceptionally(e);
        }
    }

    private static long await(TopicPartition tp, CompletableFuture<Long> baseOffset) {
        try {
            return baseOffset.get(LOOP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = ErrorCodes.cause(e);
            throw ErrorCodes.of(cause).exception(cause.getMessage());
        } catch (TimeoutException e) {
            throw new KafkaStorageException(
                    "the shard of " + tp + " took no batch within " + LOOP_TIMEOUT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaStorageException("interrupted while writing to " + tp, e);
        }
    }

    @Override
    public CompletableFuture<VerificationGuard> maybeStartTransactionVerification(
            TopicPartition tp, String transactionalId, long producerId, short producerEpoch, int apiVersion) {
        return CompletableFuture.failedFuture(
                new UnsupportedVersionException("this broker does not offer transactions"));
    }

    @Override
    public CompletableFuture<Void> deleteRecords(TopicPartition tp, long deleteBeforeOffset) {
        return CompletableFuture.failedFuture(
                new UnsupportedVersionException("records of " + tp + " are not deleted one by one"));
    }

    /** Success is told by the high watermark; only failure needs a word. */
    private final class Durable implements AppendListener {
        private final Partition partition;

        Durable(Partition partition) {
            this.partition = partition;
        }

        @Override
        public void appended(long baseOffset, long baseIdHigh, long baseIdLow) {}

        @Override
        public void failed(Exception cause) {
            LOG.error(
                    "writing to {}-{} failed; its groups need a restart of the broker",
                    OffsetsTopic.NAME,
                    partition.index(),
                    cause);
            failed.accept(partition.index());
        }
    }
}
