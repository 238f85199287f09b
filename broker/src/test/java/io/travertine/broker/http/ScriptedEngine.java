package io.travertine.broker.http;

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
import io.travertine.engine.SingleThreadLoop;
import io.travertine.engine.Topic;
import io.travertine.engine.TopicConfig;
import io.travertine.engine.TopicExistsException;
import io.travertine.engine.TopicSpec;
import io.travertine.schema.evolution.SchemaHistory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** An engine in memory that fails, throttles and delays as a test says. Its appends check batches with Kafka's code. */
final class ScriptedEngine implements Engine {
    private final SingleThreadLoop loop = new SingleThreadLoop("scripted-shard");
    private final Map<String, ScriptedTopic> topics = new TreeMap<>();
    private final ArrayDeque<Runnable> held = new ArrayDeque<>();
    final AtomicInteger appends = new AtomicInteger();
    volatile int throttleMs;
    volatile @Nullable String failure;
    /** When true, appended batches become durable only with {@link #release}. */
    volatile boolean hold;
    /** The append with this number, from 0, is refused. */
    volatile int refuse = -1;
    /** The append with this number, from 0, fails while it is made durable. */
    volatile int fail = -1;
    /** Why every compaction fails; null when none does. */
    volatile IOException compactionFailure;

    @Override
    public synchronized Collection<Topic> topics() {
        return List.copyOf(topics.values());
    }

    @Override
    public synchronized Topic topic(String name) {
        return topics.get(name);
    }

    @Override
    public Topic topic(UUID id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized Topic createTopic(TopicSpec spec) throws TopicExistsException {
        if (!spec.name().matches("[a-zA-Z0-9._-]+")) {
            throw new IllegalArgumentException("'" + spec.name() + "' is no topic name");
        }
        if (topics.containsKey(spec.name())) {
            throw new TopicExistsException(spec.name());
        }
        ScriptedTopic topic = new ScriptedTopic(spec.name(), spec.partitions(), TopicConfig.of(spec.config()));
        topics.put(spec.name(), topic);
        return topic;
    }

    @Override
    public synchronized boolean deleteTopic(String name) {
        return topics.remove(name) != null;
    }

    @Override
    public synchronized Topic alterTopic(String name, Map<String, String> changes) {
        ScriptedTopic topic = topics.get(name);
        Map<String, String> config = new HashMap<>(topic.config.set());
        changes.forEach((key, value) -> {
            if (value == null) {
                config.remove(key);
            } else {
                config.put(key, value);
            }
        });
        topic.config = TopicConfig.of(config);
        return topic;
    }

    @Override
    public long nextProducerId() {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized Optional<RecordView> find(long idHigh, long idLow) {
        return topics.values().stream()
                .flatMap(topic -> topic.partitions.stream())
                .flatMap(partition -> partition.records.stream())
                .filter(record -> record.idHigh() == idHigh && record.idLow() == idLow)
                .findFirst();
    }

    @Override
    public synchronized List<RecordView> read(Partition partition, long offset, int limit)
            throws OffsetOutOfRangeException {
        List<RecordView> records = ((ScriptedPartition) partition).records;
        if (offset < 0 || offset > records.size()) {
            throw new OffsetOutOfRangeException("p", offset, 0, records.size());
        }
        return List.copyOf(records.subList((int) offset, (int) Math.min(records.size(), offset + limit)));
    }

    @Override
    public void deleteRecords(Partition partition, long beforeOffset) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void seal() {}

    @Override
    public CompactionReport compact(String topic) throws IOException {
        if (compactionFailure != null) {
            throw compactionFailure;
        }
        return new CompactionReport(1, 2, 3, 4, 5);
    }

    @Override
    public @Nullable String failure() {
        return failure;
    }

    @Override
    public int throttleMs() {
        return throttleMs;
    }

    @Override
    public DatabaseSnapshot snapshot() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        loop.close();
    }

    /** Makes the oldest batch held back durable; false when there is none. */
    boolean release() {
        Runnable next;
        synchronized (held) {
            next = held.poll();
        }
        if (next != null) {
            loop.execute(next);
        }
        return next != null;
    }

    /** All records of a topic, partition by partition, as key=value. */
    synchronized List<String> contents(String topic) {
        List<String> contents = new ArrayList<>();
        for (ScriptedPartition partition : topics.get(topic).partitions) {
            for (RecordView record : partition.records) {
                String key = record.key() == null ? "" : new String(record.key()) + "=";
                contents.add(key + (record.value() == null ? "null!" : new String(record.value())));
            }
        }
        return contents;
    }

    private final class ScriptedTopic implements Topic {
        private final String name;
        private final UUID id = UUID.randomUUID();
        private final List<ScriptedPartition> partitions = new ArrayList<>();
        private volatile TopicConfig config;

        ScriptedTopic(String name, int count, TopicConfig config) {
            this.name = name;
            this.config = config;
            for (int i = 0; i < count; i++) {
                partitions.add(new ScriptedPartition(this, i));
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
            return List.copyOf(partitions);
        }

        @Override
        public boolean internal() {
            return name.startsWith("__");
        }
    }

    private final class ScriptedPartition implements Partition {
        private final ScriptedTopic topic;
        private final int index;
        private final List<RecordView> records = new ArrayList<>();

        ScriptedPartition(ScriptedTopic topic, int index) {
            this.topic = topic;
            this.index = index;
        }

        @Override
        public long append(ByteBuffer batch, AppendListener listener) throws AppendException {
            if (!loop.inLoop()) {
                throw new IllegalStateException("append outside the shard's loop");
            }
            int number = appends.getAndIncrement();
            if (number == refuse) {
                throw new AppendException(AppendException.Reason.INVALID_RECORD, "refused by the script");
            }
            if (batch.remaining() > topic.config.maxMessageBytes()) {
                throw new AppendException(AppendException.Reason.TOO_LARGE, "too large: " + batch.remaining());
            }
            ByteBuffer copy = ByteBuffer.allocate(batch.remaining())
                    .put(batch.duplicate())
                    .flip();
            long base = records.size();
            Runnable durable = () -> {
                if (number == fail) {
                    listener.failed(new java.io.IOException("failed by the script"));
                } else {
                    store(copy);
                    listener.appended(base, 0x0190_0000_0000_7000L + index, 0x8000_0000_0000_0000L + base);
                }
            };
            if (hold) {
                synchronized (held) {
                    held.add(durable);
                }
            } else {
                durable.run();
            }
            return base;
        }

        private void store(ByteBuffer batch) {
            var read = MemoryRecords.readableRecords(batch);
            read.batches().forEach(one -> one.ensureValid());
            synchronized (ScriptedEngine.this) {
                for (Record record : read.records()) {
                    List<RecordView.Header> headers = new ArrayList<>();
                    for (Header header : record.headers()) {
                        headers.add(new RecordView.Header(header.key(), header.value()));
                    }
                    long offset = records.size();
                    records.add(new RecordView(
                            topic.name,
                            index,
                            offset,
                            0x0190_0000_0000_7000L + index,
                            0x8000_0000_0000_0000L + offset,
                            record.timestamp(),
                            Utils.toNullableArray(record.key()),
                            Utils.toNullableArray(record.value()),
                            headers));
                }
            }
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
            return records.size();
        }

        @Override
        public long logEndOffset() {
            return records.size();
        }

        @Override
        public LogSlice slice(long offset, int maxBytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<OffsetAndTimestamp> offsetForTimestamp(long timestampMs) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<OffsetAndTimestamp> maxTimestamp() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void addListener(PartitionListener listener) {}

        @Override
        public void removeListener(PartitionListener listener) {}
    }
}
