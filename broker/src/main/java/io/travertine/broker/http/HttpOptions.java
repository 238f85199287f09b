package io.travertine.broker.http;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Settings of the HTTP API.
 *
 * @param host the address to listen on
 * @param port 0 takes a free one
 * @param version what {@code GET /v1} says
 * @param kafkaAddress the {@code host:port} at which Kafka clients reach this broker; asked at each {@code GET /v1}
 * @param ready what {@code /readyz} says; asked at each request
 * @param autoCreateTopics whether records sent to an unknown topic create it
 * @param defaultPartitions of a topic for which no number is given
 * @param batchBytes size at which a record batch is appended; a topic's {@code max.message.bytes} may ask for less
 * @param batchesInFlight appended but not yet durable batches of one request, beyond which its body is not read on
 * @param maxBodyBytes largest body of requests other than ingest
 * @param maxIngestRequests ingest requests served at once; more are answered 429
 * @param maxQueries SQL requests served at once; more are answered 429
 * @param maxConnections open connections; more are closed at once
 * @param stallTimeout how long a client may neither send a body that is awaited, nor take a response that is ready, nor
 *     ask anything on a connection that it keeps
 */
public record HttpOptions(
        String host,
        int port,
        String version,
        Supplier<String> kafkaAddress,
        BooleanSupplier ready,
        boolean autoCreateTopics,
        int defaultPartitions,
        int batchBytes,
        int batchesInFlight,
        int maxBodyBytes,
        int maxIngestRequests,
        int maxQueries,
        int maxConnections,
        Duration stallTimeout) {

    /** The defaults: loopback, port 8080. */
    public static Builder builder() {
        return new Builder();
    }

    /** See {@link HttpOptions} for what the settings mean. */
    public static final class Builder {
        private String host = "127.0.0.1";
        private int port = 8080;
        private String version = "development";
        private Supplier<String> kafkaAddress = () -> "127.0.0.1:9092";
        private BooleanSupplier ready = () -> true;
        private boolean autoCreateTopics = true;
        private int defaultPartitions = 1;
        private int batchBytes = 256 * 1024;
        private int batchesInFlight = 8;
        private int maxBodyBytes = 1024 * 1024;
        private int maxIngestRequests = 64;
        private int maxQueries = 16;
        private int maxConnections = 1024;
        private Duration stallTimeout = Duration.ofSeconds(60);

        private Builder() {}

        public Builder host(String value) {
            host = value;
            return this;
        }

        public Builder port(int value) {
            port = value;
            return this;
        }

        public Builder version(String value) {
            version = value;
            return this;
        }

        public Builder kafkaAddress(Supplier<String> value) {
            kafkaAddress = value;
            return this;
        }

        public Builder ready(BooleanSupplier value) {
            ready = value;
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

        public Builder batchBytes(int value) {
            batchBytes = value;
            return this;
        }

        public Builder batchesInFlight(int value) {
            batchesInFlight = value;
            return this;
        }

        public Builder maxBodyBytes(int value) {
            maxBodyBytes = value;
            return this;
        }

        public Builder maxIngestRequests(int value) {
            maxIngestRequests = value;
            return this;
        }

        public Builder maxQueries(int value) {
            maxQueries = value;
            return this;
        }

        public Builder maxConnections(int value) {
            maxConnections = value;
            return this;
        }

        public Builder stallTimeout(Duration value) {
            stallTimeout = value;
            return this;
        }

        public HttpOptions build() {
            return new HttpOptions(
                    host,
                    port,
                    version,
                    kafkaAddress,
                    ready,
                    autoCreateTopics,
                    defaultPartitions,
                    batchBytes,
                    batchesInFlight,
                    maxBodyBytes,
                    maxIngestRequests,
                    maxQueries,
                    maxConnections,
                    stallTimeout);
        }
    }
}
