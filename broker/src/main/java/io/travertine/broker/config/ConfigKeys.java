package io.travertine.broker.config;

import io.travertine.storage.log.Fsync;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Every key there is, in the order of config/travertine.yaml, which explains them. */
final class ConfigKeys {
    private static final List<ConfigKey<?>> KEYS = new ArrayList<>();

    private static final long KIB = 1L << 10;
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;
    private static final long TIB = 1L << 40;
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    static final ConfigKey<String> DATA_DIRECTORY = key("data.directory", ValueParser.host(), "data");

    static final ConfigKey<String> KAFKA_HOST = key("kafka.host", ValueParser.host(), "127.0.0.1");
    static final ConfigKey<Integer> KAFKA_PORT = key("kafka.port", ValueParser.port(), "9092");
    static final ConfigKey<String> KAFKA_ADVERTISED_HOST = key("kafka.advertised-host", ValueParser.text(), "");
    static final ConfigKey<Integer> KAFKA_ADVERTISED_PORT = key("kafka.advertised-port", ValueParser.port(), "0");
    static final ConfigKey<Long> KAFKA_MAX_REQUEST_BYTES =
            key("kafka.max-request-bytes", ValueParser.bytes(64 * KIB, GIB), "100MiB");
    static final ConfigKey<Integer> KAFKA_MAX_CONNECTIONS =
            key("kafka.max-connections", ValueParser.integer(1, 1_000_000), "4000");

    static final ConfigKey<String> HTTP_HOST = key("http.host", ValueParser.host(), "127.0.0.1");
    static final ConfigKey<Integer> HTTP_PORT = key("http.port", ValueParser.port(), "8080");

    static final ConfigKey<String> FLIGHT_HOST = key("flight.host", ValueParser.host(), "127.0.0.1");
    static final ConfigKey<Integer> FLIGHT_PORT = key("flight.port", ValueParser.port(), "32010");

    static final ConfigKey<Fsync> LOG_FSYNC = key("log.fsync", ValueParser.choice(Fsync.class), "always");
    static final ConfigKey<Long> LOG_FILE_BYTES = key("log.file-bytes", ValueParser.bytes(MIB, 2 * GIB - 1), "256MiB");
    static final ConfigKey<Duration> LOG_ROLL_AFTER =
            key("log.roll-after", ValueParser.duration(Duration.ofSeconds(1), Duration.ofDays(365)), "1h");
    static final ConfigKey<Long> LOG_GATHER_BYTES =
            key("log.gather-bytes", ValueParser.bytes(4 * KIB, 64 * MIB), "256KiB");
    static final ConfigKey<Integer> LOG_SHARDS = key("log.shards", ValueParser.integer(1, 64), "1");

    static final ConfigKey<Long> MEMORY_BUDGET_BYTES =
            key("memory.budget-bytes", ValueParser.bytes(16 * MIB, TIB), "256MiB");

    static final ConfigKey<Boolean> COMPACTION_BACKGROUND = key("compaction.background", ValueParser.onOff(), "true");
    static final ConfigKey<Long> COMPACTION_HOT_LOG_BYTES =
            key("compaction.hot-log-bytes", ValueParser.bytes(0, TIB), "8GiB");

    static final ConfigKey<Boolean> TOPICS_AUTO_CREATE = key("topics.auto-create", ValueParser.onOff(), "true");
    static final ConfigKey<Integer> TOPICS_DEFAULT_PARTITIONS =
            key("topics.default-partitions", ValueParser.integer(1, 10_000), "1");

    static final ConfigKey<Long> QUERY_MEMORY_BYTES = key("query.memory-bytes", ValueParser.bytes(MIB, TIB), "512MiB");
    static final ConfigKey<Duration> QUERY_TIMEOUT =
            key("query.timeout", ValueParser.duration(MILLISECOND, Duration.ofDays(7)), "5m");

    static final ConfigKey<Duration> GROUPS_INITIAL_REBALANCE_DELAY =
            key("groups.initial-rebalance-delay", ValueParser.duration(Duration.ZERO, Duration.ofMinutes(5)), "0ms");
    static final ConfigKey<Duration> GROUPS_MIN_SESSION_TIMEOUT =
            key("groups.min-session-timeout", ValueParser.duration(MILLISECOND, Duration.ofHours(1)), "6s");
    static final ConfigKey<Duration> GROUPS_MAX_SESSION_TIMEOUT =
            key("groups.max-session-timeout", ValueParser.duration(MILLISECOND, Duration.ofDays(1)), "30m");

    static final List<ConfigKey<?>> ALL = List.copyOf(KEYS);

    private ConfigKeys() {}

    private static <T> ConfigKey<T> key(String name, ValueParser<T> parser, String defaultText) {
        ConfigKey<T> key = new ConfigKey<>(name, parser, defaultText);
        KEYS.add(key);
        return key;
    }
}
