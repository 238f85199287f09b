package io.travertine.engine;

import io.micrometer.core.instrument.Gauge;
import io.travertine.columnar.segment.Segment;
import io.travertine.columnar.segment.SegmentFiles;
import io.travertine.engine.catalog.Catalog;
import io.travertine.engine.catalog.Manifest;
import io.travertine.engine.catalog.TopicRecord;
import io.travertine.engine.catalog.TopicRecord.Placement;
import io.travertine.engine.compaction.CompactionTarget;
import io.travertine.engine.shard.PartitionLog;
import io.travertine.engine.shard.PartitionSegments;
import io.travertine.engine.shard.ProducerSnapshot;
import io.travertine.engine.shard.Shard;
import io.travertine.engine.table.PartitionTable;
import io.travertine.engine.table.TailBudget;
import io.travertine.storage.file.FileSystem;
import io.travertine.storage.memory.MemoryBudget;
import io.travertine.storage.metadata.MetadataBatch;
import io.travertine.storage.metadata.MetadataStore;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open data directory: its lock, metadata and shards, and how topics are opened, kept and removed in it. */
final class Storage {
    private static final Logger LOG = LoggerFactory.getLogger(Storage.class);

    private final EngineOptions options;
    private final Closeable lock;
    private final MetadataStore metadata;
    private final Catalog catalog;
    private final Manifest manifest;
    private final MemoryBudget memory;
    private final TailBudget tails;
    private final List<Shard> shards = new ArrayList<>();
    private volatile Runnable onSealed = () -> {};

    private Storage(EngineOptions options, Closeable lock, MetadataStore metadata) throws IOException {
        this.options = options;
        this.lock = lock;
        this.metadata = metadata;
        this.catalog = new Catalog(metadata, options.shards());
        this.manifest = new Manifest(metadata);
        this.memory = new MemoryBudget(options.memoryBytes());
        this.tails = new TailBudget(memory);
        Gauge.builder("travertine.memory.used", memory, MemoryBudget::usedBytes)
                .description("bytes of the memory budget that are in use")
                .register(options.meters());
        Gauge.builder("travertine.memory.budget", memory, MemoryBudget::totalBytes)
                .description("bytes of the memory budget")
                .register(options.meters());
    }

    static Storage open(EngineOptions options) throws IOException {
        FileSystem files = options.fileSystem();
        files.createDirectories(options.directory());
        Closeable lock = files.lock(options.directory().resolve("LOCK"));
        Storage storage = null;
        try {
            DataDirectory.prepareVersion(files, options.directory());
            MetadataStore metadata = MetadataStore.open(files, DataDirectory.metadata(options.directory()));
            storage = new Storage(options, lock, metadata);
            if (metadata.tornBytes() > 0) {
                LOG.warn(
                        "{}: {} bytes of a commit that nobody was promised cut from the end of the metadata",
                        options.directory(),
                        metadata.tornBytes());
            }
            storage.checkShards();
            for (int shard = 0; shard < storage.catalog.shards(); shard++) {
                storage.shards.add(storage.openShard(shard));
            }
            return storage;
        } catch (IOException | RuntimeException e) {
            try (Closeable _ = storage == null ? lock : storage::release) {
                throw e;
            }
        }
    }

    /** One shard is what nobody asked for; any other number is a wish, which only a new directory can grant. */
    private void checkShards() {
        int wanted = options.shards();
        if (wanted > 1 && wanted != catalog.shards()) {
            LOG.warn(
                    "{} was made with {} shard(s) and keeps them; {} are asked for, which only a new data directory can get",
                    options.directory(),
                    catalog.shards(),
                    wanted);
        }
    }

    private Shard openShard(int number) throws IOException {
        return Shard.open(
                options,
                DataDirectory.log(options.directory(), number),
                number,
                manifest.firstLiveSequence(number),
                memory,
                () -> onSealed.run());
    }

    EngineOptions options() {
        return options;
    }

    Catalog catalog() {
        return catalog;
    }

    Manifest manifest() {
        return manifest;
    }

    MemoryBudget memory() {
        return memory;
    }

    TailBudget tails() {
        return tails;
    }

    List<Shard> shards() {
        return shards;
    }

    /** Has this run, by a log's thread, whenever a log file was sealed. */
    void onSealed(Runnable task) {
        onSealed = task;
    }

    /** Opens the partitions of a topic: segments from the manifest, the end of the log, producers. */
    LocalTopic openTopic(TopicRecord topic) throws IOException {
        LocalTopic opened = new LocalTopic(topic, tails);
        for (int index = 0; index < topic.partitions().size(); index++) {
            opened.add(openPartition(opened, index));
        }
        return opened;
    }

    private PartitionLog openPartition(LocalTopic topic, int index) throws IOException {
        Placement placement = topic.catalogued().partitions().get(index);
        Path directory = segments(topic, index);
        List<Segment> segments = SegmentFiles.open(
                options.fileSystem(), directory, manifest.segments(placement.shard(), placement.number()));
        DataDirectory.removeUnpublished(
                options.fileSystem(),
                directory,
                segments.stream().map(Segment::info).toList());
        return PartitionLog.open(
                () -> topic,
                index,
                placement.number(),
                shards.get(placement.shard()),
                PartitionSegments.of(segments),
                manifest.producers(placement.shard(), placement.number()),
                manifest.logStart(placement.shard(), placement.number()));
    }

    /** The partitions of a topic, as the compactor wants them. */
    List<CompactionTarget> targets(LocalTopic topic) {
        List<CompactionTarget> targets = new ArrayList<>();
        for (PartitionLog partition : topic.logs()) {
            targets.add(new CompactionTarget(
                    topic.catalogued().partitions().get(partition.index()).shard(),
                    partition,
                    topic.tables().get(partition.index()),
                    topic::config,
                    topic::format,
                    segments(topic, partition.index())));
        }
        return targets;
    }

    /** Removes a topic: first from the metadata, then its segments; its log entries go when their files are retired. */
    void deleteTopic(LocalTopic topic) throws IOException {
        topic.logs().forEach(PartitionLog::delete);
        MetadataBatch batch = new MetadataBatch();
        for (Placement placement : topic.catalogued().partitions()) {
            manifest.forget(batch, placement.shard(), placement.number());
        }
        catalog.delete(topic.catalogued(), batch);
        topic.tables().forEach(PartitionTable::close);
        for (PartitionLog partition : topic.logs()) {
            DataDirectory.removeUnpublished(options.fileSystem(), segments(topic, partition.index()), List.of());
        }
    }

    /** Moves the log start of a partition up, durably, unless it is there or above. Blocks. */
    void raiseLogStart(PartitionLog partition, long offset) throws IOException {
        LocalTopic topic = (LocalTopic) partition.topic();
        int shard = topic.catalogued().partitions().get(partition.index()).shard();
        synchronized (partition) {
            if (offset > partition.logStartOffset() && !partition.deleted()) {
                manifest.setLogStart(shard, partition.number(), offset);
                partition.raiseLogStart(offset);
            }
        }
    }

    /** Seals the open log files; what they hold is in sealed files when this returns. Blocks. */
    void seal() throws IOException {
        for (Shard shard : shards) {
            shard.seal();
        }
    }

    /** Makes what is known of producers durable, so that it can be had without the log files. Blocks. */
    void keepProducers(List<CompactionTarget> targets) throws IOException {
        List<CompletableFuture<List<ProducerSnapshot>>> snapshots = new ArrayList<>();
        for (Shard shard : shards) {
            snapshots.add(shard.changedProducers(targets.stream()
                    .map(CompactionTarget::partition)
                    .filter(partition -> partition.shard() == shard && !partition.deleted())
                    .toList()));
        }
        MetadataBatch batch = new MetadataBatch();
        for (int number = 0; number < shards.size(); number++) {
            for (ProducerSnapshot snapshot : await(snapshots.get(number))) {
                manifest.putProducers(
                        batch,
                        number,
                        snapshot.partition().number(),
                        new Manifest.Producers(snapshot.endOffset(), snapshot.states()));
            }
        }
        if (!batch.isEmpty()) {
            metadata.commit(batch);
        }
    }

    private static <T> T await(CompletableFuture<T> answer) throws IOException {
        try {
            return answer.join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(String.valueOf(cause.getMessage()), cause);
        }
    }

    private Path segments(LocalTopic topic, int index) {
        Placement placement = topic.catalogued().partitions().get(index);
        return DataDirectory.segments(options.directory(), placement.shard(), topic.name(), index);
    }

    /** Makes everything durable and releases the directory, whatever fails on the way. Blocks. */
    void close(Collection<LocalTopic> topics) throws IOException {
        try (Closeable _ = this::release) {
            keepProducers(
                    topics.stream().flatMap(topic -> targets(topic).stream()).toList());
        } finally {
            topics.forEach(topic -> topic.tables().forEach(PartitionTable::close));
        }
    }

    /** Closes shards, metadata and lock, each of them whatever becomes of the others. Blocks. */
    void release() throws IOException {
        IOException failure = null;
        List<Closeable> parts = new ArrayList<>();
        shards.forEach(shard -> parts.add(shard::close));
        parts.add(metadata::close);
        parts.add(lock);
        for (Closeable part : parts) {
            try {
                part.close();
            } catch (IOException | RuntimeException e) {
                IOException failed = e instanceof IOException io ? io : new IOException(e.getMessage(), e);
                if (failure == null) {
                    failure = failed;
                } else {
                    failure.addSuppressed(failed);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
