package io.travertine.engine;

import io.travertine.engine.catalog.TopicRecord;
import io.travertine.engine.compaction.CompactionTarget;
import io.travertine.engine.shard.PartitionLog;
import io.travertine.engine.table.LocalSnapshot;
import io.travertine.engine.table.PartitionTable;
import io.travertine.schema.evolution.SchemaHistory;
import io.travertine.schema.record.RecordSchema;
import io.travertine.storage.metadata.MetadataBatch;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The engine over one data directory. Changes to the catalog take its lock; appends and reads never do. */
final class LocalEngine implements Engine {
    private final Storage storage;
    private final Maintenance maintenance;
    private final Map<String, LocalTopic> topics = new ConcurrentSkipListMap<>();
    private final Map<UUID, LocalTopic> topicsById = new ConcurrentHashMap<>();

    private LocalEngine(Storage storage) {
        this.storage = storage;
        this.maintenance = new Maintenance(storage, this::targets);
    }

    /** Opens a data directory; see {@link Engine#open}. */
    static LocalEngine open(EngineOptions options) throws IOException {
        Storage storage = Storage.open(options);
        LocalEngine engine = new LocalEngine(storage);
        try {
            for (TopicRecord topic : storage.catalog().topics()) {
                engine.register(storage.openTopic(topic));
            }
            engine.maintenance.start();
            return engine;
        } catch (IOException | RuntimeException e) {
            try (Closeable _ = storage::release) {
                engine.topics.values().forEach(topic -> topic.tables().forEach(PartitionTable::close));
                throw e;
            }
        }
    }

    private LocalTopic register(LocalTopic topic) {
        topics.put(topic.name(), topic);
        topicsById.put(topic.id(), topic);
        return topic;
    }

    @Override
    public Collection<Topic> topics() {
        return List.copyOf(topics.values());
    }

    @Override
    public @Nullable Topic topic(String name) {
        return topics.get(name);
    }

    @Override
    public @Nullable Topic topic(UUID id) {
        return topicsById.get(id);
    }

    @Override
    public synchronized Topic createTopic(TopicSpec spec) throws TopicExistsException, IOException {
        TopicConfig.of(spec.config());
        TopicRecord topic = storage.catalog().create(spec);
        try {
            return register(storage.openTopic(topic));
        } catch (IOException | RuntimeException e) {
            storage.catalog().delete(topic, new MetadataBatch());
            throw e;
        }
    }

    @Override
    public synchronized boolean deleteTopic(String name) throws IOException {
        LocalTopic topic = topics.get(name);
        if (topic == null) {
            return false;
        }
        storage.deleteTopic(topic);
        topics.remove(name);
        topicsById.remove(topic.id());
        return true;
    }

    @Override
    public synchronized Topic alterTopic(String name, Map<String, @Nullable String> changes) throws IOException {
        LocalTopic topic = topics.get(name);
        if (topic == null) {
            throw new IllegalArgumentException("there is no topic '" + name + "'");
        }
        Map<String, String> config = new TreeMap<>(topic.config().set());
        changes.forEach((key, value) -> {
            if (value == null) {
                config.remove(key);
            } else {
                config.put(key, value);
            }
        });
        List<String> schemas = evolve(topic, config);
        topic.configure(storage.catalog().configure(topic.catalogued(), config, schemas));
        return topic;
    }

    /**
     * The versions of a topic's schema under new settings. An earlier version, as somebody has who was not told of the newest, changes
     * nothing.
     */
    private static List<String> evolve(LocalTopic topic, Map<String, String> config) {
        TopicConfig wanted = TopicConfig.of(config);
        if (wanted.rows() != topic.config().rows()) {
            throw new IllegalArgumentException("topic '" + topic.name() + "' has travertine.format="
                    + topic.config().get("travertine.format") + ", which cannot become "
                    + wanted.get("travertine.format") + "; make another topic");
        }
        RecordSchema schema = wanted.schema();
        List<String> versions = topic.catalogued().schemas();
        if (schema == null) {
            return versions;
        }
        SchemaHistory evolved = topic.schemas().with(schema, wanted.compatibility());
        if (evolved.equals(topic.schemas())) {
            config.put("travertine.schema", versions.getLast());
            return versions;
        }
        List<String> all = new ArrayList<>(versions);
        all.add(new String(evolved.newest().toJson(), StandardCharsets.UTF_8));
        return all;
    }

    @Override
    public synchronized long nextProducerId() throws IOException {
        return storage.catalog().nextProducerId();
    }

    @Override
    public DatabaseSnapshot snapshot() {
        List<LocalSnapshot.Source> sources = new ArrayList<>();
        for (LocalTopic topic : topics.values()) {
            if (!topic.internal()) {
                sources.add(new LocalSnapshot.Source(topic.name(), topic::definition, topic.tables()));
            }
        }
        return new LocalSnapshot(sources, this::makeRoom);
    }

    @Override
    public Optional<RecordView> find(long idHigh, long idLow) throws IOException {
        return RecordLookup.byId(storage, topics.values(), idHigh, idLow);
    }

    @Override
    public List<RecordView> read(Partition partition, long offset, int limit)
            throws IOException, OffsetOutOfRangeException {
        return RecordLookup.fromOffset((PartitionLog) partition, offset, limit);
    }

    @Override
    public void deleteRecords(Partition partition, long beforeOffset) throws IOException, OffsetOutOfRangeException {
        PartitionLog log = (PartitionLog) partition;
        if (beforeOffset < 0 || beforeOffset > log.highWatermark()) {
            throw new OffsetOutOfRangeException(
                    log.toString(), beforeOffset, log.logStartOffset(), log.highWatermark());
        }
        storage.raiseLogStart(log, beforeOffset);
    }

    @Override
    public void seal() throws IOException {
        storage.seal();
    }

    @Override
    public CompactionReport compact(String topic) throws IOException {
        LocalTopic found = topics.get(topic);
        if (found == null) {
            throw new IllegalArgumentException("there is no topic '" + topic + "'");
        }
        return maintenance.compactNow(storage.targets(found));
    }

    /** Compacts a topic, unless it was deleted meanwhile. */
    private void makeRoom(String topic) throws IOException {
        LocalTopic found = topics.get(topic);
        if (found != null) {
            maintenance.compactNow(storage.targets(found));
        }
    }

    private List<CompactionTarget> targets() {
        List<CompactionTarget> targets = new ArrayList<>();
        for (LocalTopic topic : topics.values()) {
            targets.addAll(storage.targets(topic));
        }
        return targets;
    }

    @Override
    public int throttleMs() {
        return storage.memory().throttleMs();
    }

    @Override
    public @Nullable String failure() {
        for (int number = 0; number < storage.shards().size(); number++) {
            IOException cause = storage.shards().get(number).failure();
            if (cause != null) {
                return "shard " + number + " takes no writes since its log failed: " + cause.getMessage();
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        maintenance.close();
        storage.close(topics.values());
    }
}
