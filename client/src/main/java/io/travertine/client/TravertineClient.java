package io.travertine.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.travertine.schema.RecordType;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A Travertine broker, as a program sees it. Thread-safe. Producers, consumers and results that it gives are closed by the
 * caller; the client itself holds nothing that needs closing.
 *
 * <p>Every method that asks the broker throws {@link TravertineException} when it refuses or cannot be reached.
 */
public final class TravertineClient {
    private final HttpTransport http;
    private final Description description;

    private TravertineClient(HttpTransport http) {
        this.http = http;
        this.description = http.call("GET", "v1", null, Description.class);
    }

    /** Asks the HTTP API at this address ({@code http://localhost:8080}) where the rest is. */
    public static TravertineClient connect(URI address) {
        return new TravertineClient(new HttpTransport(address));
    }

    /** The broker's version. */
    public String version() {
        return description.version();
    }

    /** Where Kafka clients connect: {@code host:port}. */
    public String kafkaAddress() {
        return description.kafka();
    }

    /** Creates, describes and deletes topics. */
    public Topics topics() {
        return new Topics(http);
    }

    /** A producer whose values are written as JSON by Jackson: records, beans, maps, {@link JsonNode}s. */
    public <T> TopicProducer<T> producer(String topic) {
        return producer(topic, Map.of());
    }

    /**
     * The same, with settings of kafka-clients on top of ours: idempotent, and acknowledged by the broker only when the record
     * is durable.
     */
    public <T> TopicProducer<T> producer(String topic, Map<String, ?> settings) {
        return new TopicProducer<>(
                topic, new KafkaProducer<>(producing(settings), new StringSerializer(), new JsonSerializer<>()));
    }

    /**
     * A producer for the topic of a record type, which takes only what the type's validator found valid. It writes JSON, or rows where the
     * topic has them; what the topic has is asked when the producer is made.
     */
    public <T> ValidProducer<T> producer(RecordType<T> type) {
        return producer(type, Map.of());
    }

    /** The same, with settings of kafka-clients on top of ours. */
    public <T> ValidProducer<T> producer(RecordType<T> type, Map<String, ?> settings) {
        boolean rows = topics().describe(type.schema().name())
                .map(topic -> "row".equals(topic.config().get("travertine.format")))
                .orElse(false);
        return new ValidProducer<>(
                type,
                new KafkaProducer<>(producing(settings), new StringSerializer(), new RecordSerializer<>(type, rows)));
    }

    private Map<String, Object> producing(Map<String, ?> settings) {
        Map<String, Object> all = new HashMap<>();
        all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafkaAddress());
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.putAll(settings);
        return all;
    }

    /**
     * Kafka's own consumer, subscribed to the topic as a member of the group; values are read as JSON by Jackson. A group that
     * is new begins with the oldest record.
     */
    public <T> KafkaConsumer<String, T> consumer(String topic, String group, Class<T> type) {
        return consumer(topic, group, type, Map.of());
    }

    /** The same, with settings of kafka-clients on top of ours. */
    public <T> KafkaConsumer<String, T> consumer(String topic, String group, Class<T> type, Map<String, ?> settings) {
        return consumer(topic, group, new JsonDeserializer<>(type), settings);
    }

    /**
     * Kafka's own consumer of a record type's topic; values are read by the type's own codec, also those that were written under earlier
     * versions of the type. Otherwise as {@link #consumer(String, String, Class)}.
     */
    public <T> KafkaConsumer<String, T> consumer(RecordType<T> type, String group) {
        return consumer(type, group, Map.of());
    }

    /** The same, with settings of kafka-clients on top of ours. */
    public <T> KafkaConsumer<String, T> consumer(RecordType<T> type, String group, Map<String, ?> settings) {
        return consumer(
                type.schema().name(),
                group,
                new RecordDeserializer<>(type, rowsAsJson(type.schema().name())),
                settings);
    }

    /** For consumers without a record type: a topic's values, rows or not, as JSON. */
    public RowsAsJson rowsAsJson(String topic) {
        return new RowsAsJson(this, topic);
    }

    private <T> KafkaConsumer<String, T> consumer(
            String topic, String group, Deserializer<T> values, Map<String, ?> settings) {
        Map<String, Object> all = new HashMap<>();
        all.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafkaAddress());
        all.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        all.putAll(settings);
        KafkaConsumer<String, T> consumer = new KafkaConsumer<>(all, new StringDeserializer(), values);
        consumer.subscribe(List.of(topic));
        return consumer;
    }

    /**
     * Runs a statement. Every record that was acknowledged before this call is in the answer. Rows are computed while they are
     * read; closing the result stops the query.
     *
     * @param parameters for each {@code ?}: text, a number, a boolean or null; {@code Instant} and {@code UUID} are sent as text
     */
    public QueryRows query(String sql, @Nullable Object... parameters) {
        List<@Nullable Object> plain =
                Arrays.stream(parameters).map(TravertineClient::plain).toList();
        Map<String, Object> statement = Map.of("sql", sql, "parameters", plain);
        return QueryRows.read(http.open("POST", "v1/sql", statement));
    }

    /**
     * Runs an INSERT; its records are durable when this returns.
     *
     * @param parameters as {@link #query} takes them
     * @return how many records were stored
     * @throws TravertineException when nothing was stored: with SQLSTATE 23514 or 23502 where a row breaks the topic's record schema. With
     *     58030, or without an answer (status 0), it is unknown whether the records were stored
     */
    public long execute(String sql, @Nullable Object... parameters) {
        try (QueryRows rows = query(sql, parameters)) {
            if (!rows.next() || !rows.columns().get(0).name().equals("count")) {
                throw new IllegalArgumentException("execute is for INSERT, query for what has rows: " + sql);
            }
            return rows.getLong("count");
        }
    }

    /** The record with this id, given as UUID or as ULID. */
    public Optional<StoredRecord> record(String id) {
        try {
            return Optional.of(
                    StoredRecord.of(http.call("GET", "v1/records/" + Paths.escape(id), null, JsonNode.class)));
        } catch (TravertineException refused) {
            if (refused.status() == 404) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private static @Nullable Object plain(@Nullable Object parameter) {
        if (parameter == null || parameter instanceof Number || parameter instanceof Boolean) {
            return parameter;
        }
        return parameter.toString();
    }

    private record Description(String version, String kafka) {}
}
