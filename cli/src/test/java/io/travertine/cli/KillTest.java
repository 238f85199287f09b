package io.travertine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a broker under load with SIGKILL, again and again on the same data directory: every acknowledged record is there once,
 * at its offset, byte for byte, by Kafka and by SQL. Small log files, so that sealing, compaction and retirement are hit, too.
 *
 * <p>{@code -Dtravertine.kills=50} kills more often; {@code -Dtravertine.seed=N} replays the sequence of loads.
 */
@Timeout(1500)
class KillTest {
    private static final int KILLS = Integer.getInteger("travertine.kills", 8);
    private static final long SEED = Long.getLong("travertine.seed", 29);
    private static final String TOPIC = "killed";
    private static final int PARTITIONS = 3;

    @TempDir
    Path directory;

    private final Random random = new Random(SEED);
    private final Map<TopicPartition, TreeMap<Long, String>> known =
            new TreeMap<>(java.util.Comparator.comparing(TopicPartition::toString));
    private long sent;

    @Test
    void everyAcknowledgedRecordOutlivesEveryKill() throws Exception {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            known.put(new TopicPartition(TOPIC, partition), new TreeMap<>());
        }
        for (int kill = 0; kill < KILLS; kill++) {
            try (ServerProcess server = start()) {
                if (kill == 0) {
                    createTopic(server);
                }
                check(server, "seed " + SEED + ", kill " + kill);
                produceUntilKilled(server);
            }
        }
        try (ServerProcess server = start()) {
            check(server, "seed " + SEED + ", at the end");
            long records = known.values().stream().mapToLong(TreeMap::size).sum();
            assertEquals("[[" + records + "]]", sql(server, "SELECT count(*) FROM killed"));
            assertEquals(records, distinct(server));
            assertEquals(0, server.stop(), "SIGTERM ends it cleanly");
        }
    }

    private ServerProcess start() throws Exception {
        return ServerProcess.start(
                directory.resolve("data"),
                directory,
                "--set",
                "log.file-bytes=1MiB",
                "--set",
                "compaction.hot-log-bytes=2MiB");
    }

    private static void createTopic(ServerProcess server) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.http() + "/v1/topics/" + TOPIC))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"partitions\":" + PARTITIONS + "}"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertTrue(client.send(request, BodyHandlers.ofString()).statusCode() < 300);
        }
    }

    /** How many different records a query sees: slice by slice, for the heap of the broker is small. */
    private long distinct(ServerProcess server) throws Exception {
        long distinct = 0;
        for (long from = 0; from < sent; from += 100_000) {
            String rows = sql(
                    server, "SELECT count(DISTINCT n) FROM killed WHERE n >= " + from + " AND n < " + (from + 100_000));
            distinct += Long.parseLong(rows.replaceAll("\\[\\[|]]", ""));
        }
        return distinct;
    }

    private static String sql(ServerProcess server, String sql) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.http() + "/v1/sql"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"sql\":\"" + sql + "\"}"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            String body = client.send(request, BodyHandlers.ofString()).body();
            JsonNode answer = new ObjectMapper().readTree(body);
            return answer.has("rows") ? answer.get("rows").toString() : body;
        }
    }

    /** Sends without pause, and kills the broker after so many acknowledgements, while others are on their way. */
    private void produceUntilKilled(ServerProcess server) throws InterruptedException {
        Map<TopicPartition, Map<Long, String>> acknowledged = new ConcurrentHashMap<>();
        CountDownLatch enough = new CountDownLatch(100 + random.nextInt(20_000));
        Thread killer = Thread.ofPlatform().start(() -> {
            try {
                enough.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            server.kill();
        });
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                server.kafka(),
                "linger.ms",
                random.nextInt(3),
                "compression.type",
                random.nextBoolean() ? "lz4" : "none",
                "max.block.ms",
                1_000,
                "delivery.timeout.ms",
                2_000,
                "request.timeout.ms",
                1_000);
        KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
        try {
            while (killer.isAlive()) {
                String value = "{\"n\":" + sent++ + ",\"pad\":\"" + "x".repeat(random.nextInt(200)) + "\"}";
                producer.send(
                        new ProducerRecord<>(TOPIC, (int) (sent % PARTITIONS), null, value), (metadata, failure) -> {
                            if (failure == null) {
                                acknowledged
                                        .computeIfAbsent(
                                                new TopicPartition(TOPIC, metadata.partition()),
                                                p -> new ConcurrentHashMap<>())
                                        .put(metadata.offset(), value);
                                enough.countDown();
                            }
                        });
            }
        } catch (org.apache.kafka.common.errors.TimeoutException e) {
            assertTrue(killer.isAlive() || enough.getCount() == 0, "the broker was killed");
        }
        killer.join();
        producer.close(Duration.ZERO);
        acknowledged.forEach((partition, values) -> known.get(partition).putAll(values));
    }

    /** Everything that is known is there; what else is there was sent, and is known from now on. */
    private void check(ServerProcess server, String context) {
        Map<String, Object> settings = Map.of("bootstrap.servers", server.kafka(), "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>(known.keySet());
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, TreeMap<Long, String>> found = new ConcurrentHashMap<>();
            partitions.forEach(partition -> found.put(partition, new TreeMap<>()));
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> assertNull(
                                found.get(new TopicPartition(TOPIC, record.partition()))
                                        .put(record.offset(), record.value()),
                                context));
            }
            known.forEach((partition, values) -> {
                TreeMap<Long, String> there = found.get(partition);
                values.forEach((offset, value) ->
                        assertEquals(value, there.get(offset), context + ": " + partition + " offset " + offset));
                assertEquals(
                        there.size(), there.values().stream().distinct().count(), context + ": a record came twice");
                assertTrue(there.isEmpty() || there.lastKey() == there.size() - 1, context + ": offsets have gaps");
                values.putAll(there);
            });
        }
    }
}
