package io.travertine.broker.kafka;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the Kafka side listens and what it allows. Made by {@link #builder}.
 *
 * @param host address to listen on
 * @param port 0 for a free one
 * @param advertisedHost where clients are told to connect; null: the host listened on
 * @param advertisedPort null: the port listened on
 * @param clusterId null: an id that was made with the data directory
 * @param maxRequestBytes a larger request closes its connection
 * @param maxConnections further ones are closed at once
 * @param maxPipelined requests of one connection that may wait or be under way
 * @param idleTimeoutSeconds a connection on which nothing moves for so long is closed
 * @param requestTimeoutMs a request must arrive whole so long after its first byte
 * @param stallTimeoutMs peers that take nothing of their answers for so long are closed when others need the memory
 * @param requestMemoryBytes for requests that are being received or wait, of all connections; at least maxRequestBytes
 * @param fetchMemoryBytes for records read for clients and not yet sent, of all connections
 * @param maxFetchBytes upper bound of one answer to a fetch, whatever the client allows
 * @param readerThreads read what is not in memory
 * @param autoCreateTopics whether a topic is made when a client first names it
 * @param defaultPartitions of topics whose maker gives no number
 * @param offsetsPartitions of a new {@code __consumer_offsets}
 * @param offsetsCompactionRecords a partition of it is compacted when it has more records than this, and mostly outdated ones
 * @param groupSettings of the group coordinator, by Kafka's names, as {@code group.initial.rebalance.delay.ms}
 */
public record KafkaOptions(
        String host,
        int port,
        @Nullable String advertisedHost,
        @Nullable Integer advertisedPort,
        @Nullable String clusterId,
        int maxRequestBytes,
        int maxConnections,
        int maxPipelined,
        int idleTimeoutSeconds,
        long requestTimeoutMs,
        long stallTimeoutMs,
        long requestMemoryBytes,
        long fetchMemoryBytes,
        int maxFetchBytes,
        int readerThreads,
        boolean autoCreateTopics,
        int defaultPartitions,
        int offsetsPartitions,
        long offsetsCompactionRecords,
        Map<String, String> groupSettings) {
    private static final int MIB = 1 << 20;

    public KafkaOptions {
        requirePositive("maxRequestBytes", maxRequestBytes);
        requirePositive("maxConnections", maxConnections);
        requirePositive("maxPipelined", maxPipelined);
        requirePositive("maxFetchBytes", maxFetchBytes);
        requirePositive("fetchMemoryBytes", fetchMemoryBytes);
        requirePositive("readerThreads", readerThreads);
        requirePositive("defaultPartitions", defaultPartitions);
        requirePositive("offsetsPartitions", offsetsPartitions);
        requirePositive("offsetsCompactionRecords", offsetsCompactionRecords);
        if (requestMemoryBytes < maxRequestBytes) {
            throw new IllegalArgumentException("requestMemoryBytes " + requestMemoryBytes
                    + " is less than maxRequestBytes " + maxRequestBytes + ": the largest request would never fit");
        }
        groupSettings = Map.copyOf(groupSettings);
    }

    /** Begins with loopback, Kafka's port and Kafka's limits. */
    public static Builder builder() {
        return new Builder();
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be positive");
        }
    }

    /** See the components of {@link KafkaOptions}. */
    public static final class Builder {
        private String host = "127.0.0.1";
        private int port = 9092;
        private @Nullable String advertisedHost;
        private @Nullable Integer advertisedPort;
        private @Nullable String clusterId;
        private int maxRequestBytes = 100 * MIB;
        private int maxConnections = 10_000;
        private int maxPipelined = 100;
        private int idleTimeoutSeconds = 600;
        private long requestTimeoutMs = 60_000;
        private long stallTimeoutMs = 30_000;
        private long requestMemoryBytes = 128L * MIB;
        private long fetchMemoryBytes = 64L * MIB;
        private int maxFetchBytes = 55 * MIB;
        private int readerThreads = 4;
        private boolean autoCreateTopics = true;
        private int defaultPartitions = 1;
        private int offsetsPartitions = 4;
        private long offsetsCompactionRecords = 100_000;
        private Map<String, String> groupSettings = Map.of();

        private Builder() {}

        public Builder host(String value) {
            host = value;
            return this;
        }

        public Builder port(int value) {
            port = value;
            return this;
        }

        public Builder advertisedHost(@Nullable String value) {
            advertisedHost = value;
            return this;
        }

        public Builder advertisedPort(@Nullable Integer value) {
            advertisedPort = value;
            return this;
        }

        public Builder clusterId(@Nullable String value) {
            clusterId = value;
            return this;
        }

        public Builder maxRequestBytes(int value) {
            maxRequestBytes = value;
            return this;
        }

        public Builder maxConnections(int value) {
            maxConnections = value;
            return this;
        }

        public Builder maxPipelined(int value) {
            maxPipelined = value;
            return this;
        }

        public Builder idleTimeoutSeconds(int value) {
            idleTimeoutSeconds = value;
            return this;
        }

        public Builder requestTimeoutMs(long value) {
            requestTimeoutMs = value;
            return this;
        }

        public Builder stallTimeoutMs(long value) {
            stallTimeoutMs = value;
            return this;
        }

        public Builder requestMemoryBytes(long value) {
            requestMemoryBytes = value;
            return this;
        }

        public Builder fetchMemoryBytes(long value) {
            fetchMemoryBytes = value;
            return this;
        }

        public Builder maxFetchBytes(int value) {
            maxFetchBytes = value;
            return this;
        }

        public Builder readerThreads(int value) {
            readerThreads = value;
            return this;
        }

        public Builder autoCreateTopics(boolean value) {
            autoCreateTopics = value;
            return this;
        }

        public Builder defaultPartitions(int value) {
            defaultPartitions = value;
            return this;
        }

        public Builder offsetsPartitions(int value) {
            offsetsPartitions = value;
            return this;
        }

        public Builder offsetsCompactionRecords(long value) {
            offsetsCompactionRecords = value;
            return this;
        }

        public Builder groupSettings(Map<String, String> value) {
            groupSettings = value;
            return this;
        }

        public KafkaOptions build() {
            return new KafkaOptions(
                    host,
                    port,
                    advertisedHost,
                    advertisedPort,
                    clusterId,
                    maxRequestBytes,
                    maxConnections,
                    maxPipelined,
                    idleTimeoutSeconds,
                    requestTimeoutMs,
                    stallTimeoutMs,
                    requestMemoryBytes,
                    fetchMemoryBytes,
                    maxFetchBytes,
                    readerThreads,
                    autoCreateTopics,
                    defaultPartitions,
                    offsetsPartitions,
                    offsetsCompactionRecords,
                    groupSettings);
        }
    }
}
