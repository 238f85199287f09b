package io.travertine.broker.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.travertine.broker.kafka.KafkaOptions;
import io.travertine.broker.kafka.KafkaServer;
import io.travertine.client.TopicProducer;
import io.travertine.client.TravertineClient;
import io.travertine.engine.Engine;
import io.travertine.engine.EngineOptions;
import io.travertine.engine.ShardLoop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our client against both protocols of one broker, wired as the server wires them: one Vertx, one engine. */
class ClientTest {
    @TempDir
    private Path directory;

    private Vertx vertx;
    private ContextInternal shard;
    private Engine engine;
    private KafkaServer kafka;
    private HttpApi http;
    private TravertineClient client;

    record Order(String customer, int amount) {}

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        shard = ((VertxInternal) vertx).createEventLoopContext();
        engine = Engine.open(
                EngineOptions.builder(directory).loops(number -> loop(shard)).build());
        KafkaOptions kafkaOptions = KafkaOptions.builder()
                .port(0)
                .groupSettings(Map.of("group.initial.rebalance.delay.ms", "0"))
                .build();
        kafka = await(KafkaServer.start(vertx, shard, engine, kafkaOptions, new SimpleMeterRegistry()));
        HttpOptions options = HttpOptions.builder()
                .port(0)
                .kafkaAddress(() -> "127.0.0.1:" + kafka.port())
                .build();
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        StatementRunner noStatements = (sql, parameters) -> {
            throw new UnsupportedOperationException();
        };
        http = await(HttpApi.start(vertx, engine, noStatements, options, meters));
        client = TravertineClient.connect(URI.create("http://127.0.0.1:" + http.port()));
    }

    @AfterEach
    void stop() throws Exception {
        await(http.close());
        await(kafka.close());
        engine.close();
        await(vertx.close());
    }

    private static ShardLoop loop(ContextInternal context) {
        return new ShardLoop() {
            @Override
            public void execute(Runnable task) {
                context.runOnContext(now -> task.run());
            }

            @Override
            public boolean inLoop() {
                return context.inThread();
            }
        };
    }

    @Test
    void whatTheProducerSendsIsReadOverHttp() throws Exception {
        client.topics().create("orders", 3, Map.of());
        try (TopicProducer<Order> producer = client.producer("orders", Map.of("linger.ms", 5))) {
            List<CompletableFuture<RecordMetadata>> sent = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                sent.add(producer.send("customer" + i % 10, new Order("customer" + i % 10, i)));
            }
            for (int i = 0; i < 300; i++) {
                RecordMetadata stored = sent.get(i).get(20, TimeUnit.SECONDS);
                HttpResponse<String> read = get("/v1/topics/orders/records?limit=1&partition=" + stored.partition()
                        + "&offset=" + stored.offset());
                assertTrue(read.body().contains("\"amount\":" + i + "}"), read.body());
            }
        }
    }

    @Test
    void whatHttpStoresIsConsumedAndKeysMeetInOnePartition() throws Exception {
        client.topics().create("orders", 4, Map.of());
        String lines = IntStream.range(0, 1000)
                .mapToObj(i -> "{\"customer\":\"customer" + i % 10 + "\",\"amount\":" + i + ",\"at\":" + (1_000_000 + i)
                        + "}\n")
                .collect(Collectors.joining());
        HttpResponse<String> stored =
                post("/v1/topics/orders/records?key=customer&timestamp=at", "application/x-ndjson", lines);
        assertEquals(200, stored.statusCode(), stored.body());
        Map<String, Integer> partitionOfKey = new HashMap<>();
        try (TopicProducer<Order> producer = client.producer("orders");
                KafkaConsumer<String, JsonNode> consumer = client.consumer("orders", "group", JsonNode.class)) {
            for (int i = 0; i < 10; i++) {
                String key = "customer" + i;
                partitionOfKey.put(
                        key, producer.send(key, null).get(20, TimeUnit.SECONDS).partition());
            }
            List<Integer> amounts = new ArrayList<>();
            int tombstones = 0;
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (amounts.size() + tombstones < 1010) {
                assertTrue(System.nanoTime() < deadline, amounts.size() + " consumed");
                for (ConsumerRecord<String, JsonNode> record : consumer.poll(Duration.ofMillis(200))) {
                    assertEquals(partitionOfKey.get(record.key()), record.partition());
                    if (record.value() == null) {
                        tombstones++;
                    } else {
                        amounts.add(record.value().path("amount").asInt());
                        assertEquals(record.value().path("at").asLong(), record.timestamp());
                    }
                }
            }
            assertEquals(
                    IntStream.range(0, 1000).boxed().toList(),
                    amounts.stream().sorted().toList());
        }
    }

    @Test
    void headersTravel() throws Exception {
        client.topics().create("t", 1, Map.of());
        String body = "{\"records\":[{\"value\":{\"a\":1},\"headers\":{\"trace\":\"abc\"}}]}";
        assertEquals(200, post("/v1/topics/t/records", "application/json", body).statusCode());
        try (KafkaConsumer<String, JsonNode> consumer = client.consumer("t", "group", JsonNode.class)) {
            List<ConsumerRecord<String, JsonNode>> records = new ArrayList<>();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (records.isEmpty() && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            byte[] trace = records.get(0).headers().lastHeader("trace").value();
            assertEquals("abc", new String(trace, StandardCharsets.UTF_8));
        }
    }

    @Test
    void httpAnswersWhileTheShardIsBusy() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        shard.runOnContext(now -> {
            busy.countDown();
            assertDoesNotThrow(() -> assertTrue(enough.await(20, TimeUnit.SECONDS)));
        });
        assertTrue(busy.await(20, TimeUnit.SECONDS));
        try {
            assertEquals(200, get("/v1/topics").statusCode());
            assertEquals(1, enough.getCount());
        } finally {
            enough.countDown();
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path).build());
    }

    private HttpResponse<String> post(String path, String mediaType, String body) throws Exception {
        return send(request(path)
                .header("Content-Type", mediaType)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + path));
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        try (HttpClient one = HttpClient.newHttpClient()) {
            return one.send(request, BodyHandlers.ofString());
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
