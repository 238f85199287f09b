package io.travertine.broker.kafka;

import io.travertine.engine.AppendException;
import io.travertine.engine.AppendListener;
import io.travertine.engine.CompactionReport;
import io.travertine.engine.DatabaseSnapshot;
import io.travertine.engine.Engine;
import io.travertine.engine.LogSlice;
import io.travertine.engine.OffsetOutOfRangeException;
import io.travertine.engine.Partition;
import io.travertine.engine.RecordFormat;
import io.travertine.engine.RecordView;
import io.travertine.engine.ShardLoop;
import io.travertine.engine.Topic;
import io.travertine.engine.TopicConfig;
import io.travertine.engine.TopicExistsException;
import io.travertine.engine.TopicSpec;
import io.travertine.schema.evolution.SchemaHistory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.apache.kafka.common.record.internal.Record;
import org.jspecify.annotations.Nullable;

/**
 * An engine without a disk, for tests that must decide when a batch becomes durable, or that it never does. It keeps its topics
 * over restarts of the server.
 */
final class MemoryEngine implements Engine {
    private final Map<String, MemoryTopic> topics = new ConcurrentSkipListMap<>();
    private final AtomicLong producerIds = new AtomicLong(1_000);
    private final List<Runnable> held = new ArrayList<>();
    volatile int throttleMs;
    volatile boolean recent = true;
    private volatile boolean hold;
    private volatile boolean failing;
    private volatile ShardLoop loop;

    MemoryEngine on(ShardLoop shard) {
        loop = shard;
        return this;
    }

    /** From now on batches are written but not durable, until {@link #release}. */
    void hold() {
        hold = true;
    }

    /** Makes durable what was held. */
    void release() {
        loop.execute(() -> {
            hold = false;
            List<Runnable> now = new ArrayList<>(held);
            held.clear();
            now.forEach(Runnable::run);
        });
    }

    /** From now on nothing becomes durable. */
    void failStorage() {
        failing = true;
    }

    @Override
    public Collection<Topic> topics() {
        return List.copyOf(topics.values());
    }

    @Override
    public Topic topic(String name) {
        return topics.get(name);
    }

    @Override
    public Topic topic(UUID id) {
        return topics.values().stream()
                .filter(topic -> topic.id.equals(id))
                .findFirst()
                .orElse(null);
    }

    @Override
    public synchronized Topic createTopic(TopicSpec spec) throws TopicExistsException {
        if (topics.containsKey(spec.name())) {
            throw new TopicExistsException(spec.name());
        }
        MemoryTopic topic = new MemoryTopic(spec);
        topics.put(spec.name(), topic);
        return topic;
    }

    @Override
    public boolean deleteTopic(String name) {
        return topics.remove(name) != null;
    }

    @Override
    public Topic alterTopic(String name, Map<String, String> changes) {
        MemoryTopic topic = topics.get(name);
        Map<String, String> after = new HashMap<>(topic.config.set());
        changes.forEach((key, value) -> after.compute(key, (same, old) -> value));
        topic.config = TopicConfig.of(after);
        return topic;
    }

    @Override
    public long nextProducerId() {
        return producerIds.getAndIncrement();
    }

    @Override
    public Optional<RecordView> find(long idHigh, long idLow) {
        return Optional.empty();
    }

    @Override
    public List<RecordView> read(Partition partition, long offset, int limit) {
        return List.of();
    }

    @Override
    public void deleteRecords(Partition partition, long beforeOffset) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void seal() {}

    @Override
    public CompactionReport compact(String topic) {
        return CompactionReport.NONE;
    }

    @Override
    public DatabaseSnapshot snapshot() throws IOException {
        throw new IOException("no queries here");
    }

    @Override
    public @Nullable String failure() {
        return null;
    }

    @Override
    public int throttleMs() {
        return throttleMs;
    }

    @Override
    public void close() {}

    private final class MemoryTopic implements Topic {
        private final String name;
        private final UUID id = UUID.randomUUID();
        private final List<Partition> partitions = new ArrayList<>();
        private volatile TopicConfig config;

        MemoryTopic(TopicSpec spec) {
            name = spec.name();
            config = TopicConfig.of(spec.config());
            for (int i = 0; i < spec.partitions(); i++) {
                partitions.add(new MemoryPartition(this, i));
            }
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public UUID id() {
            return id;
        }

        @Override
        public TopicConfig config() {
            return config;
        }

        @Override
        public SchemaHistory schemas() {
            return new SchemaHistory(List.of());
        }

        @Override
        public @Nullable RecordFormat recordFormat() {
            return null;
        }

        @Override
        public List<Partition> partitions() {
            return partitions;
        }

        @Override
        public boolean internal() {
            return name.startsWith("__");
        }
    }

    private record Batch(long baseOffset, long nextOffset, ByteBuffer bytes) {
        MutableRecordBatch parsed() {
            return MemoryRecords.readableRecords(bytes.duplicate())
                    .batches()
                    .iterator()
                    .next();
        }
    }

    private record Sequence(long producerId, short producerEpoch, int baseSequence) {}

    private final class MemoryPartition implements Partition {
        private final MemoryTopic topic;
        private final int index;
        private final List<Batch> batches = new CopyOnWriteArrayList<>();
        private final Map<Sequence, Batch> sequences = new HashMap<>();
        private final List<PartitionListener> listeners = new CopyOnWriteArrayList<>();
        private volatile long highWatermark;
        private volatile long logEndOffset;

        MemoryPartition(MemoryTopic topic, int index) {
            this.topic = topic;
            this.index = index;
        }

        @Override
        public Topic topic() {
            return topic;
        }

        @Override
        public int index() {
            return index;
        }

        @Override
        public ShardLoop loop() {
            return loop;
        }

        @Override
        public long logStartOffset() {
            return 0;
        }

        @Override
        public long highWatermark() {
            return highWatermark;
        }

        @Override
        public long logEndOffset() {
            return logEndOffset;
        }

        @Override
        public long append(ByteBuffer source, AppendListener listener) throws AppendException {
            assert loop.inLoop();
            ByteBuffer bytes = ByteBuffer.allocate(source.remaining())
                    .put(source.duplicate())
                    .flip();
            MutableRecordBatch batch;
            try {
                batch = MemoryRecords.readableRecords(bytes)
                        .batches()
                        .iterator()
                        .next();
                batch.ensureValid();
            } catch (RuntimeException e) {
                throw new AppendException(AppendException.Reason.CORRUPT, e.getMessage());
            }
            String max = topic.config.set().get("max.message.bytes");
            if (bytes.remaining() > (max == null ? 1_048_588 : Integer.parseInt(max))) {
                throw new AppendException(AppendException.Reason.TOO_LARGE, bytes.remaining() + " bytes are too many");
            }
            Sequence sequence = new Sequence(batch.producerId(), batch.producerEpoch(), batch.baseSequence());
            Batch earlier = batch.hasProducerId() ? sequences.get(sequence) : null;
            if (earlier != null) {
                durable(earlier, listener);
                return earlier.baseOffset;
            }
            long base = logEndOffset;
            logEndOffset = base + batch.countOrNull();
            batch.setLastOffset(logEndOffset - 1);
            batch.setPartitionLeaderEpoch(0);
            Batch stored = new Batch(base, logEndOffset, bytes);
            batches.add(stored);
            sequences.put(sequence, stored);
            durable(stored, listener);
            return base;
        }

        private void durable(Batch batch, AppendListener listener) {
            Runnable done = () -> {
                if (failing) {
                    listener.failed(new IOException("the disk is gone"));
                    return;
                }
                highWatermark = Math.max(highWatermark, batch.nextOffset);
                listener.appended(batch.baseOffset, 0, batch.baseOffset);
                listeners.forEach(each -> each.advanced(this));
            };
            if (hold) {
                held.add(done);
            } else {
                loop.execute(done);
            }
        }

        @Override
        public LogSlice slice(long offset, int maxBytes) throws OffsetOutOfRangeException {
            long end = highWatermark;
            if (offset < 0 || offset > end) {
                throw new OffsetOutOfRangeException(topic.name + "-" + index, offset, 0, end);
            }
            List<ByteBuffer> found = new ArrayList<>();
            int bytes = 0;
            for (Batch batch : batches) {
                boolean wanted = batch.nextOffset > offset && batch.nextOffset <= end;
                if (wanted && (found.isEmpty() || bytes + batch.bytes.remaining() <= maxBytes)) {
                    found.add(batch.bytes.duplicate());
                    bytes += batch.bytes.remaining();
                } else if (wanted) {
                    break;
                }
            }
            return new MemorySlice(found, bytes, recent);
        }

        @Override
        public Optional<OffsetAndTimestamp> offsetForTimestamp(long timestampMs) {
            return find(record -> record.timestamp() >= timestampMs);
        }

        @Override
        public Optional<OffsetAndTimestamp> maxTimestamp() {
            long max = Long.MIN_VALUE;
            for (Batch batch : batches) {
                for (Record record : batch.parsed()) {
                    max = Math.max(max, record.timestamp());
                }
            }
            long found = max;
            return find(record -> record.timestamp() == found);
        }

        private Optional<OffsetAndTimestamp> find(Predicate<Record> wanted) {
            for (Batch batch : batches) {
                for (Record record : batch.parsed()) {
                    if (record.offset() < highWatermark && wanted.test(record)) {
                        return Optional.of(new OffsetAndTimestamp(record.offset(), record.timestamp()));
                    }
                }
            }
            return Optional.empty();
        }

        @Override
        public void addListener(PartitionListener listener) {
            listeners.add(listener);
        }

        @Override
        public void removeListener(PartitionListener listener) {
            listeners.remove(listener);
        }
    }

    private record MemorySlice(List<ByteBuffer> batches, int estimatedBytes, boolean ready) implements LogSlice {
        @Override
        public ByteBuffer read() {
            ByteBuffer all = ByteBuffer.allocate(estimatedBytes);
            batches.forEach(batch -> all.put(batch.duplicate()));
            return all.flip();
        }

        @Override
        public void close() {}
    }
}
