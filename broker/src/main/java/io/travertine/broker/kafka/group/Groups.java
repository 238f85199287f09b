package io.travertine.broker.kafka.group;

import com.yammer.metrics.core.MetricsRegistry;
import io.travertine.broker.kafka.api.Node;
import io.travertine.broker.kafka.api.TopicLookup;
import io.travertine.engine.Engine;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.coordinator.group.GroupConfigManager;
import org.apache.kafka.coordinator.group.GroupCoordinator;
import org.apache.kafka.coordinator.group.GroupCoordinatorConfig;
import org.apache.kafka.coordinator.group.GroupCoordinatorService;
import org.apache.kafka.coordinator.group.metrics.GroupCoordinatorMetrics;
import org.apache.kafka.coordinator.group.metrics.GroupCoordinatorRuntimeMetrics;
import org.apache.kafka.coordinator.group.modern.share.ShareGroupConfig;
import org.apache.kafka.server.share.persister.NoOpStatePersister;
import org.apache.kafka.server.util.PartitionMetadataClient;
import org.apache.kafka.server.util.timer.SystemTimer;
import org.apache.kafka.server.util.timer.SystemTimerReaper;
import org.apache.kafka.server.util.timer.Timer;

/**
 * Consumer groups, classic and of the newer protocol: Kafka's coordinator with its own few threads, over our log. Its calls do not
 * block; their futures complete on its threads.
 */
public final class Groups implements AutoCloseable {
    private static final Map<String, String> DEFAULTS =
            Map.of(GroupCoordinatorConfig.GROUP_COORDINATOR_NUM_THREADS_CONFIG, "1");

    private final OffsetsTopic topic;
    private final AtomicIntegerArray epochs;
    private final OffsetsLoader loader;
    private final Timer timer;
    private final Metrics metrics = new Metrics();
    private final GroupCoordinator coordinator;
    private final TopicImages images;

    private Groups(
            Engine engine,
            OffsetsTopic topic,
            long compactionRecords,
            Map<String, String> settings,
            Executor blocking) {
        this.topic = topic;
        this.epochs = new AtomicIntegerArray(topic.partitions());
        OffsetsCompaction compaction = new OffsetsCompaction(engine, topic, compactionRecords);
        this.loader = new OffsetsLoader(topic, compaction);
        this.timer = new SystemTimerReaper("kafka-group-timer-reaper", new SystemTimer("kafka-group-timer"));
        OffsetsWriter writer =
                new OffsetsWriter(topic, compaction, this::reload, index -> blocking.execute(() -> resign(index)));
        this.coordinator = build(settings, writer);
        this.images = new TopicImages(engine, coordinator::onMetadataUpdate);
    }

    /**
     * Opens the offsets topic, making it when there is none, and begins to load the groups from it. Blocks.
     *
     * @param partitions for a new offsets topic
     * @param compactionRecords a partition of it is compacted when it has more records than this, and mostly outdated ones
     * @param settings of the coordinator, by Kafka's names
     * @param blocking runs what must leave the event loop
     */
    public static Groups start(
            Engine engine, int partitions, long compactionRecords, Map<String, String> settings, Executor blocking)
            throws IOException {
        OffsetsTopic topic = OffsetsTopic.open(engine, partitions);
        Groups groups = new Groups(engine, topic, compactionRecords, settings, blocking);
        groups.coordinator.startup(groups.topic::partitions);
        groups.images.refresh();
        for (int i = 0; i < groups.topic.partitions(); i++) {
            groups.coordinator.onElection(i, groups.epochs.get(i));
        }
        return groups;
    }

    public GroupCoordinator coordinator() {
        return coordinator;
    }

    /** An id made once with the data directory, and kept as long as it. */
    public String clusterId() {
        return TopicLookup.id(topic.topic()).toString();
    }

    /** Makes the coordinator see which topics there are now. May block. */
    public void refreshTopics() {
        images.refresh();
    }

    /** Stops the coordinator's threads, its timer among them. Blocks. */
    @Override
    public void close() {
        coordinator.shutdown();
        loader.close();
        metrics.close();
    }

    /**
     * Makes the coordinator give a partition up and take it again, whereby it is compacted. Requests that meet this are answered
     * as if the coordinator had moved, and clients repeat them.
     */
    private void reload(int partition) {
        resign(partition);
        coordinator.onElection(partition, epochs.incrementAndGet(partition));
    }

    private void resign(int partition) {
        coordinator.onResignation(partition, OptionalInt.empty());
    }

    private GroupCoordinator build(Map<String, String> settings, OffsetsWriter writer) {
        Map<String, String> all = new HashMap<>(DEFAULTS);
        all.putAll(settings);
        AbstractConfig values = new AbstractConfig(
                Utils.mergeConfigs(List.of(GroupCoordinatorConfig.CONFIG_DEF, ShareGroupConfig.CONFIG_DEF)),
                all,
                false);
        GroupCoordinatorConfig config = new GroupCoordinatorConfig(values);
        ShareGroupConfig shareConfig = new ShareGroupConfig(values);
        return new GroupCoordinatorService.Builder(Node.ID, config)
                .withTime(Time.SYSTEM)
                .withTimer(timer)
                .withLoader(loader)
                .withWriter(writer)
                .withCoordinatorRuntimeMetrics(new GroupCoordinatorRuntimeMetrics(metrics))
                .withGroupCoordinatorMetrics(new GroupCoordinatorMetrics(new MetricsRegistry(), metrics))
                .withGroupConfigManager(new GroupConfigManager(Map.of(), config, shareConfig))
                .withPersister(new NoOpStatePersister())
                .withAuthorizerPlugin(Optional.empty())
                .withPartitionMetadataClient(new NoShareGroups())
                .build();
    }

    /** Asked only for share groups, which are not offered. */
    private static final class NoShareGroups implements PartitionMetadataClient {
        @Override
        public Map<TopicPartition, CompletableFuture<OffsetResponse>> listLatestOffsets(
                Set<TopicPartition> partitions) {
            Map<TopicPartition, CompletableFuture<OffsetResponse>> answers = new HashMap<>();
            for (TopicPartition partition : partitions) {
                answers.put(
                        partition,
                        CompletableFuture.completedFuture(new OffsetResponse(-1, Errors.UNSUPPORTED_VERSION)));
            }
            return answers;
        }

        @Override
        public void close() {}
    }
}
