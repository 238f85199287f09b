package io.travertine.broker.config;

import io.travertine.storage.log.Fsync;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that can be set about a server; config/travertine.yaml explains each key. */
public record BrokerConfig(
        Path dataDirectory,
        Kafka kafka,
        Listener http,
        Listener flight,
        Log log,
        long memoryBudgetBytes,
        Compaction compaction,
        Topics topics,
        Query query,
        Groups groups) {

    /** Where to listen; port 0 takes a free one. */
    public record Listener(String host, int port) {}

    /** @param advertised what clients are told to connect to; an empty host or port 0 stands for the listener's own */
    public record Kafka(Listener listener, Listener advertised, int maxRequestBytes, int maxConnections) {}

    public record Log(Fsync fsync, long fileBytes, Duration rollAfter, int gatherBytes, int shards) {}

    public record Compaction(boolean background, long hotLogBytes) {}

    public record Topics(boolean autoCreate, int defaultPartitions) {}

    public record Query(long memoryBytes, Duration timeout) {}

    public record Groups(Duration initialRebalanceDelay, Duration minSessionTimeout, Duration maxSessionTimeout) {
        public Groups {
            if (minSessionTimeout.compareTo(maxSessionTimeout) > 0) {
                throw new IllegalArgumentException("groups.min-session-timeout (" + minSessionTimeout
                        + ") is longer than groups.max-session-timeout (" + maxSessionTimeout + ")");
            }
        }
    }

    /** What holds where nothing is set. */
    public static BrokerConfig defaults() {
        try {
            return of(List.of());
        } catch (ConfigException e) {
            throw new AssertionError("a default is not valid: " + e.getMessage(), e);
        }
    }

    /**
     * Reads all sources; what comes later wins.
     *
     * @param file of settings, or null for none
     * @param environment of which the {@code TRAVERTINE_} variables count
     * @param options given on the command line
     */
    public static BrokerConfig load(@Nullable Path file, Map<String, String> environment, List<Setting> options)
            throws ConfigException, IOException {
        List<Setting> settings = new ArrayList<>();
        if (file != null) {
            List<Setting> inFile = YamlSettings.read(file);
            ConfigValues.refuseDuplicates(inFile);
            settings.addAll(inFile);
        }
        settings.addAll(Setting.fromEnvironment(environment));
        settings.addAll(options);
        return of(settings);
    }

    /** Defaults, overridden by these settings in turn. */
    public static BrokerConfig of(List<Setting> settings) throws ConfigException {
        ConfigValues values = new ConfigValues(settings);
        try {
            return of(values);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
    }

    private static BrokerConfig of(ConfigValues values) {
        Kafka kafka = new Kafka(
                new Listener(values.get(ConfigKeys.KAFKA_HOST), values.get(ConfigKeys.KAFKA_PORT)),
                new Listener(
                        values.get(ConfigKeys.KAFKA_ADVERTISED_HOST), values.get(ConfigKeys.KAFKA_ADVERTISED_PORT)),
                Math.toIntExact(values.get(ConfigKeys.KAFKA_MAX_REQUEST_BYTES)),
                values.get(ConfigKeys.KAFKA_MAX_CONNECTIONS));
        Log log = new Log(
                values.get(ConfigKeys.LOG_FSYNC),
                values.get(ConfigKeys.LOG_FILE_BYTES),
                values.get(ConfigKeys.LOG_ROLL_AFTER),
                Math.toIntExact(values.get(ConfigKeys.LOG_GATHER_BYTES)),
                values.get(ConfigKeys.LOG_SHARDS));
        Compaction compaction = new Compaction(
                values.get(ConfigKeys.COMPACTION_BACKGROUND), values.get(ConfigKeys.COMPACTION_HOT_LOG_BYTES));
        Groups groups = new Groups(
                values.get(ConfigKeys.GROUPS_INITIAL_REBALANCE_DELAY),
                values.get(ConfigKeys.GROUPS_MIN_SESSION_TIMEOUT),
                values.get(ConfigKeys.GROUPS_MAX_SESSION_TIMEOUT));
        return new BrokerConfig(
                Path.of(values.get(ConfigKeys.DATA_DIRECTORY)),
                kafka,
                new Listener(values.get(ConfigKeys.HTTP_HOST), values.get(ConfigKeys.HTTP_PORT)),
                new Listener(values.get(ConfigKeys.FLIGHT_HOST), values.get(ConfigKeys.FLIGHT_PORT)),
                log,
                values.get(ConfigKeys.MEMORY_BUDGET_BYTES),
                compaction,
                new Topics(values.get(ConfigKeys.TOPICS_AUTO_CREATE), values.get(ConfigKeys.TOPICS_DEFAULT_PARTITIONS)),
                new Query(values.get(ConfigKeys.QUERY_MEMORY_BYTES), values.get(ConfigKeys.QUERY_TIMEOUT)),
                groups);
    }
}
