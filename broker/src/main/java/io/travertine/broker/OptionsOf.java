package io.travertine.broker;

import io.micrometer.core.instrument.MeterRegistry;
import io.travertine.broker.config.BrokerConfig;
import io.travertine.broker.config.BrokerConfig.Listener;
import io.travertine.broker.http.HttpOptions;
import io.travertine.broker.kafka.KafkaOptions;
import io.travertine.engine.EngineOptions;
import io.travertine.engine.ShardLoop;
import io.travertine.query.QueryOptions;
import io.travertine.storage.log.Fsync;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The configuration as the options of each part. */
final class OptionsOf {
    private static final long MIN_REQUEST_MEMORY_BYTES = 128L << 20;

    /** Queries hold their state on the heap, beside what they scan; growing, it takes three times as much for a moment. */
    private static final long QUERY_HEAP_BYTES = Runtime.getRuntime().maxMemory() / 8;

    private OptionsOf() {}

    static EngineOptions engine(BrokerConfig config, IntFunction<ShardLoop> loops, MeterRegistry meters) {
        return EngineOptions.builder(config.dataDirectory())
                .loops(loops)
                .shards(config.log().shards())
                .fsync(config.log().fsync() == Fsync.ALWAYS)
                .logFileBytes(config.log().fileBytes())
                .logRollAfter(config.log().rollAfter())
                .gatherBytes(config.log().gatherBytes())
                .memoryBytes(Math.min(config.memoryBudgetBytes(), EngineOptions.MEMORY_LIMIT_BYTES))
                .hotLogBytes(config.compaction().hotLogBytes())
                .backgroundCompaction(config.compaction().background())
                .meters(meters)
                .build();
    }

    static QueryOptions query(BrokerConfig config) {
        return QueryOptions.DEFAULTS
                .withMemoryBytes(Math.min(config.query().memoryBytes(), QUERY_HEAP_BYTES))
                .withTotalMemoryBytes(QUERY_HEAP_BYTES)
                .withTimeLimit(config.query().timeout());
    }

    static KafkaOptions kafka(BrokerConfig config) {
        BrokerConfig.Kafka kafka = config.kafka();
        BrokerConfig.Groups groups = config.groups();
        Listener advertised = advertised(kafka);
        return KafkaOptions.builder()
                .host(kafka.listener().host())
                .port(kafka.listener().port())
                .advertisedHost(advertised.host())
                .advertisedPort(advertised.port() == 0 ? null : advertised.port())
                .maxRequestBytes(kafka.maxRequestBytes())
                .requestMemoryBytes(Math.max(MIN_REQUEST_MEMORY_BYTES, kafka.maxRequestBytes()))
                .maxConnections(kafka.maxConnections())
                .autoCreateTopics(config.topics().autoCreate())
                .defaultPartitions(config.topics().defaultPartitions())
                .groupSettings(Map.of(
                        "group.initial.rebalance.delay.ms",
                        millis(groups.initialRebalanceDelay()),
                        "group.min.session.timeout.ms",
                        millis(groups.minSessionTimeout()),
                        "group.max.session.timeout.ms",
                        millis(groups.maxSessionTimeout())))
                .build();
    }

    static HttpOptions http(BrokerConfig config, Supplier<String> kafkaAddress, BooleanSupplier ready) {
        return HttpOptions.builder()
                .host(config.http().host())
                .port(config.http().port())
                .version(version())
                .kafkaAddress(kafkaAddress)
                .ready(ready)
                .autoCreateTopics(config.topics().autoCreate())
                .defaultPartitions(config.topics().defaultPartitions())
                .build();
    }

    /** What Kafka clients are told: what was set, else where the broker listens; port 0: the one it listens on. */
    static Listener advertised(BrokerConfig.Kafka kafka) {
        Listener set = kafka.advertised();
        return new Listener(set.host().isEmpty() ? reachable(kafka.listener().host()) : set.host(), set.port());
    }

    /** Every interface is no address to connect to; this machine is reached as localhost. */
    static String reachable(String host) {
        return host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
    }

    private static String version() {
        @Nullable String version = Broker.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private static String millis(Duration time) {
        return Long.toString(time.toMillis());
    }
}
