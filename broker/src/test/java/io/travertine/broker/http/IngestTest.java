package io.travertine.broker.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.travertine.broker.http.TestServer.Answer;
import io.travertine.engine.TopicSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ingest over an engine that refuses, fails, throttles and holds back as the test says. */
class IngestTest {
    private static final String NDJSON = "application/x-ndjson";
    private static final String JSON = "application/json";

    private ScriptedEngine engine;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        engine = new ScriptedEngine();
        server = new TestServer(
                engine,
                (sql, parameters) -> {
                    throw new UnsupportedOperationException();
                },
                HttpOptions.builder()
                        .batchBytes(1000)
                        .batchesInFlight(3)
                        .maxIngestRequests(2)
                        .stallTimeout(Duration.ofSeconds(2)));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        engine.close();
    }

    private Answer ndjson(String topicAndQuery, String body) throws Exception {
        return server.post("/v1/topics/" + topicAndQuery, NDJSON, body);
    }

    private static String lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "{\"n\":" + i + "}\n").collect(Collectors.joining());
    }

    private static List<String> values(int from, int to) {
        return lines(from, to).lines().toList();
    }

    @Test
    void storesLinesInOrderAndSaysWhere() throws Exception {
        Answer answer = ndjson("t/records", lines(0, 500));
        assertEquals(200, answer.status(), answer.response().body());
        assertEquals(
                "{\"count\":500,\"partitions\":[{\"partition\":0,\"count\":500,\"firstOffset\":0,\"lastOffset\":499,"
                        + "\"firstId\":\"01900000-0000-7000-8000-000000000000\",\"lastId\":\"01900000-0000-7000-8000-0000000001f3\"}]}",
                answer.response().body().strip());
        assertIterableEquals(values(0, 500), engine.contents("t"));
        assertTrue(engine.appends.get() > 5, "batches of 1000 bytes are expected, not one");
        assertEquals(
                "{\"count\":0,\"partitions\":[]}",
                ndjson("t/records", "\n").response().body().strip());
    }

    @Test
    void keysGoWhereKafkaWouldPutThem() throws Exception {
        engine.createTopic(new TopicSpec("t", 5, Map.of()));
        String body = IntStream.range(0, 200)
                .mapToObj(i -> "{\"k\":\"key" + i % 40 + "\"}\n")
                .collect(Collectors.joining());
        Answer answer = ndjson("t/records?key=k", body);
        assertEquals(200, answer.json().path("count").asInt());
        List<String> expected = new ArrayList<>();
        for (int p = 0; p < 5; p++) {
            for (int i = 0; i < 200; i++) {
                String key = "key" + i % 40;
                if (BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), 5) == p) {
                    expected.add(key + "={\"k\":\"" + key + "\"}");
                }
            }
        }
        assertIterableEquals(expected, engine.contents("t"));
    }

    @Test
    void keylessRecordsFillAllPartitionsAndTheQueryParameterChoosesOne() throws Exception {
        engine.createTopic(new TopicSpec("t", 3, Map.of()));
        JsonNode spread = ndjson("t/records", lines(0, 1000)).json();
        assertEquals(3, spread.path("partitions").size(), spread.toString());
        assertEquals(
                values(0, 1000).stream().sorted().toList(),
                engine.contents("t").stream().sorted().toList());
        JsonNode chosen = ndjson("t/records?partition=1", lines(0, 1000)).json();
        assertEquals(1, chosen.path("partitions").size());
        assertEquals(1, chosen.path("partitions").path(0).path("partition").asInt());
        assertEquals(400, ndjson("t/records?partition=3", lines(0, 1)).status());
        assertEquals(400, ndjson("t/records?partition=x", lines(0, 1)).status());
    }

    @Test
    void jsonRecordsCarryEverything() throws Exception {
        engine.createTopic(new TopicSpec("t", 2, Map.of()));
        Answer answer = server.post(
                "/v1/topics/t/records",
                JSON,
                "{\"records\":[{\"key\":\"k\",\"value\":{\"a\":1},\"headers\":{\"h\":\"x\",\"n\":null},\"timestamp\":\"2001-01-01T00:01:00Z\","
                        + "\"partition\":1},{\"valueBase64\":\"/w==\",\"partition\":1},{\"valueText\":\"hi\",\"partition\":1},"
                        + "{\"key\":{\"base64\":\"/w==\"},\"partition\":1}]}");
        assertEquals(200, answer.status(), answer.response().body());
        JsonNode records = server.get("/v1/topics/t/records?partition=1").json();
        assertEquals(
                "{\"topic\":\"t\",\"partition\":1,\"offset\":0,\"id\":\"01900000-0000-7001-8000-000000000000\","
                        + "\"timestamp\":\"2001-01-01T00:01:00Z\",\"key\":\"k\",\"value\":{\"a\":1},"
                        + "\"headers\":[{\"key\":\"h\",\"value\":\"x\"},{\"key\":\"n\",\"value\":null}]}",
                records.path("records").path(0).toString());
        assertEquals("/w==", records.path("records").path(1).path("valueBase64").asText());
        assertEquals("hi", records.path("records").path(2).path("valueText").asText());
        assertEquals(
                "{\"base64\":\"/w==\"}",
                records.path("records").path(3).path("key").toString());
        assertTrue(records.path("records").path(3).path("value").isNull());
        assertEquals(4, records.path("nextOffset").asInt());
        Answer wrong = server.post(
                "/v1/topics/t/records",
                JSON,
                "{\"records\":[{\"value\":1,\"partition\":0},{\"value\":2,\"partition\":2}]}");
        assertEquals(400, wrong.status());
        assertEquals(2, wrong.json().path("record").asInt());
        assertEquals(1, wrong.json().path("count").asInt());
    }

    @Test
    void aBadLineStopsTheRequestAndWhatStoodBeforeIsStored() throws Exception {
        Answer answer = ndjson("t/records", lines(0, 300) + "{\"n\":}\n" + lines(301, 400));
        assertEquals(400, answer.status());
        JsonNode problem = answer.json();
        assertEquals("application/problem+json", answer.header("content-type"));
        assertEquals("urn:travertine:problem:bad-record", problem.path("type").asText());
        assertEquals(301, problem.path("line").asInt());
        assertEquals(6, problem.path("position").asInt());
        assertEquals(300, problem.path("count").asInt());
        assertEquals(299, problem.path("partitions").path(0).path("lastOffset").asInt());
        assertIterableEquals(values(0, 300), engine.contents("t"));
    }

    @Test
    void anOversizedLineIsRefusedAndWhatStoodBeforeIsStored() throws Exception {
        String large = "\"" + "x".repeat(1_048_588) + "\"";
        Answer answer = ndjson("t/records", lines(0, 10) + large + "\n" + lines(0, 10));
        assertEquals(413, answer.status(), answer.response().body());
        assertEquals(11, answer.json().path("line").asInt());
        assertEquals(10, answer.json().path("count").asInt());
        Answer justBeyondAsABatch = ndjson("t/records", "\"" + "x".repeat(1_048_580) + "\"");
        assertEquals(413, justBeyondAsABatch.status());
        assertEquals(
                200, ndjson("t/records", "\"" + "x".repeat(1_048_400) + "\"").status());
        assertEquals(11, engine.contents("t").size());
    }

    @Test
    void gzip() throws Exception {
        byte[] whole = gzipped(lines(0, 5000));
        assertEquals(200, gzip(whole).status());
        assertIterableEquals(values(0, 5000), engine.contents("t"));
        Answer cut = gzip(Arrays.copyOf(whole, whole.length - 2000));
        assertEquals(400, cut.status());
        assertEquals(
                "urn:travertine:problem:malformed-gzip", cut.json().path("type").asText());
        int stored = cut.json().path("count").asInt();
        assertEquals(5000 + stored, engine.contents("t").size());
        assertTrue(stored > 0 && stored < 5000, stored + " stored");
        assertEquals(400, gzip("{}".getBytes(StandardCharsets.UTF_8)).status());
    }

    @Test
    void refusalsBeforeTheBody() throws Exception {
        assertEquals(
                415, server.post("/v1/topics/t/records", "text/plain", "{}").status());
        assertEquals(400, ndjson("t/records?kye=a", "{}").status());
        assertEquals(
                400,
                server.post("/v1/topics/t/records?key=a", JSON, "{\"records\":[]}")
                        .status());
        assertEquals(400, ndjson("not%20a%20name/records", "{}").status());
        engine.createTopic(new TopicSpec("__own", 1, Map.of()));
        assertEquals(403, ndjson("__own/records", "{}").status());
        assertEquals(null, engine.topic("t"));
        try (TestServer strict = new TestServer(
                engine,
                (sql, parameters) -> {
                    throw new UnsupportedOperationException();
                },
                HttpOptions.builder().autoCreateTopics(false))) {
            Answer unknown = strict.post("/v1/topics/t/records", NDJSON, "{}");
            assertEquals(404, unknown.status());
            assertEquals(
                    "urn:travertine:problem:unknown-topic",
                    unknown.json().path("type").asText());
        }
    }

    @Test
    void answersOnlyWhenAllIsDurable() throws Exception {
        engine.hold = true;
        CompletableFuture<Integer> status = post("t", lines(0, 5));
        await(() -> engine.appends.get() == 1);
        assertFalse(status.isDone());
        assertTrue(engine.release());
        assertEquals(200, status.get(10, TimeUnit.SECONDS));
    }

    @Test
    void theBodyWaitsWhileTooManyBatchesAreInFlight() throws Exception {
        engine.hold = true;
        CompletableFuture<Integer> status = post("t", lines(0, 10_000));
        await(() -> engine.appends.get() == 3);
        for (int released = 0; !status.isDone(); released++) {
            int appends = engine.appends.get();
            assertTrue(appends <= released + 3, appends + " appended, " + released + " durable");
            if (!engine.release()) {
                released--;
                Thread.onSpinWait();
            }
        }
        assertEquals(200, status.get());
        assertIterableEquals(values(0, 10_000), engine.contents("t"));
    }

    @Test
    void aRefusedBatchEndsTheRequestAndNothingBehindItIsStored() throws Exception {
        engine.refuse = 4;
        Answer answer = ndjson("t/records", lines(0, 3000));
        assertEquals(400, answer.status());
        assertEquals(
                "urn:travertine:problem:batch-refused",
                answer.json().path("type").asText());
        assertTrue(answer.json().path("detail").asText().contains("refused by the script"));
        int stored = answer.json().path("count").asInt();
        assertTrue(stored > 0 && stored < 3000);
        assertIterableEquals(values(0, stored), engine.contents("t"));
        assertEquals(5, engine.appends.get());
    }

    @Test
    void failedStorageIsNotAcknowledged() throws Exception {
        engine.fail = 2;
        Answer answer = ndjson("t/records", lines(0, 3000));
        assertEquals(500, answer.status());
        assertEquals(
                "urn:travertine:problem:storage-failed",
                answer.json().path("type").asText());
        assertEquals(engine.contents("t").size(), answer.json().path("count").asInt());
    }

    @Test
    void whenTheBudgetIsSpentTheRequestIsRefusedAndLessMakesItWait() throws Exception {
        engine.throttleMs = 1500;
        Answer answer = ndjson("t/records", lines(0, 5));
        assertEquals(429, answer.status());
        assertEquals("2", answer.header("retry-after"));
        engine.throttleMs = 50;
        CompletableFuture<Integer> slow = post("t", lines(0, 10_000));
        await(() -> engine.appends.get() >= 1);
        assertFalse(slow.isDone());
        engine.throttleMs = 0;
        assertEquals(200, slow.get(20, TimeUnit.SECONDS));
    }

    @Test
    void noMoreRequestsAtOnceThanAllowed() throws Exception {
        engine.hold = true;
        List<CompletableFuture<Integer>> served = List.of(post("t", lines(0, 5)), post("t", lines(0, 5)));
        await(() -> engine.appends.get() == 2);
        Answer refused = ndjson("t/records", lines(0, 5));
        assertEquals(429, refused.status());
        assertEquals("1", refused.header("retry-after"));
        engine.hold = false;
        assertTrue(engine.release() && engine.release());
        for (CompletableFuture<Integer> one : served) {
            assertEquals(200, one.get(10, TimeUnit.SECONDS));
        }
        assertEquals(200, ndjson("t/records", lines(0, 5)).status());
    }

    @Test
    void aBodyInDripsIsStoredAsItArrives() throws Exception {
        try (RawConnection raw = new RawConnection(server.port())) {
            raw.send("POST /v1/topics/t/records HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n");
            String text = lines(0, 400);
            for (int from = 0; from < text.length(); from += 7) {
                raw.chunk(text.substring(from, Math.min(text.length(), from + 7)));
            }
            await(() -> engine.appends.get() > 1);
            String answer = raw.send("0\r\n\r\n").answer();
            assertTrue(answer.startsWith("HTTP/1.1 200") && answer.contains("\"count\":400"), answer);
        }
        assertIterableEquals(values(0, 400), engine.contents("t"));
    }

    @Test
    void aStalledBodyIsAnsweredWithWhatWasStored() throws Exception {
        try (RawConnection raw = new RawConnection(server.port())) {
            raw.send("POST /v1/topics/t/records HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n"
                    + "Content-Length: 100\r\n\r\n{\"n\":0}\n{\"n\":1}\n{\"n");
            String answer = raw.answer();
            assertTrue(answer.startsWith("HTTP/1.1 408") && answer.contains("\"count\":2"), answer);
        }
        assertIterableEquals(values(0, 2), engine.contents("t"));
    }

    @Test
    void aBrokenConnectionNeitherStoresAPartialLineNorHurtsOthers() throws Exception {
        for (int i = 0; i < 5; i++) {
            try (RawConnection raw = new RawConnection(server.port())) {
                raw.send("POST /v1/topics/t/records HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n"
                        + "Content-Length: 100\r\n\r\n12345");
            }
        }
        await(() -> ndjson("t/records", lines(0, 1)).status() == 200);
        assertIterableEquals(values(0, 1), engine.contents("t"));
    }

    private CompletableFuture<Integer> post(String topic, String body) {
        return server.http
                .sendAsync(
                        server.request("/v1/topics/" + topic + "/records")
                                .header("Content-Type", NDJSON)
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .thenApply(HttpResponse::statusCode);
    }

    private Answer gzip(byte[] body) throws Exception {
        return server.send(server.request("/v1/topics/t/records")
                .header("Content-Type", NDJSON)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(body)));
    }

    private static byte[] gzipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.call()) {
            assertTrue(System.nanoTime() < deadline, "did not come about");
            Thread.onSpinWait();
        }
    }
}
