package io.travertine.broker.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.travertine.broker.http.TestServer.Answer;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.LongColumn;
import io.travertine.columnar.ScanStatistics;
import io.travertine.engine.TopicSpec;
import io.travertine.ids.UuidV7;
import io.travertine.query.QueryException;
import io.travertine.query.QueryResult;
import io.travertine.query.QueryStatistics;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every endpoint but ingest, over a scripted engine and scripted statements. */
class ApiTest {
    private static final int ROWS_PER_BATCH = 2000;

    private final List<Object> parameters = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<Long> closedAfterBatches = new CompletableFuture<>();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicBoolean ready = new AtomicBoolean(true);
    private ScriptedEngine engine;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        engine = new ScriptedEngine();
        HttpOptions.Builder options = HttpOptions.builder()
                .version("1.2")
                .kafkaAddress(() -> "kafka.example:9092")
                .ready(ready::get)
                .maxQueries(2)
                .defaultPartitions(3);
        server = new TestServer(engine, this::execute, options);
    }

    @AfterEach
    void stop() throws Exception {
        goOn.countDown();
        server.close();
        engine.close();
    }

    /** {@code rows N}: N batches; {@code fail N}: an error after them; {@code wait}: blocks; {@code error STATE}: refused. */
    private QueryResult execute(String sql, List<Object> given) throws QueryException {
        parameters.addAll(given);
        String[] words = sql.split(" ");
        if (words[0].equals("error")) {
            throw new QueryException(words[1], "refused: " + sql);
        }
        long batches = words.length > 1 ? Long.parseLong(words[1]) : 0;
        return new QueryResult() {
            private long given;
            private volatile boolean closed;

            @Override
            public List<ColumnSchema> columns() {
                return List.of(new ColumnSchema("n", ColumnType.INT64));
            }

            @Override
            public ColumnBatch next() throws QueryException {
                if (words[0].equals("wait")) {
                    try {
                        goOn.await();
                    } catch (InterruptedException interrupted) {
                        throw new QueryException("57014", "interrupted");
                    }
                }
                if (closed) {
                    throw new QueryException("57014", "cancelled");
                }
                if (given == batches) {
                    if (words[0].equals("fail")) {
                        throw new QueryException("22012", "division by zero");
                    }
                    return null;
                }
                long[] values = new long[ROWS_PER_BATCH];
                Arrays.setAll(values, i -> given * ROWS_PER_BATCH + i);
                given++;
                return new ColumnBatch(
                        List.of(new LongColumn(ColumnType.INT64, ROWS_PER_BATCH, null, MemorySegment.ofArray(values))),
                        ROWS_PER_BATCH);
            }

            @Override
            public QueryStatistics statistics() {
                return new QueryStatistics(ScanStatistics.NONE, 0, 0);
            }

            @Override
            public void close() {
                closed = true;
                closedAfterBatches.complete(given);
            }
        };
    }

    private static void problem(Answer answer, int status, String kind) throws Exception {
        assertEquals(status, answer.status(), answer.response().body());
        assertEquals("application/problem+json", answer.header("content-type"));
        assertEquals(
                "urn:travertine:problem:" + kind, answer.json().path("type").asText());
    }

    @Test
    void saysWhatAndWhereItIs() throws Exception {
        JsonNode server = this.server.get("/v1").json();
        assertEquals("1.2", server.path("version").asText());
        assertEquals("kafka.example:9092", server.path("kafka").asText());
        assertEquals(
                "http://127.0.0.1:" + this.server.port(), server.path("http").asText());
        assertEquals(200, this.server.get("/healthz").status());
        assertEquals(200, this.server.get("/readyz").status());
        engine.failure = "shard 0 takes no writes since its log failed: No space left on device";
        problem(this.server.get("/readyz"), 503, "not-ready");
        engine.failure = null;
        assertEquals(200, this.server.get("/readyz").status());
        ready.set(false);
        problem(this.server.get("/readyz"), 503, "not-ready");
        assertEquals(200, this.server.get("/healthz").status());
        assertTrue(this.server.get("/openapi.yaml").response().body().startsWith("openapi:"));
        Answer metrics = this.server.get("/metrics");
        assertTrue(metrics.header("content-type").startsWith("text/plain; version=0.0.4"));
        assertTrue(metrics.response()
                .body()
                .contains("travertine_http_requests_seconds_count{method=\"GET\",route=\"/readyz\",status=\"503\"} 2"));
        Answer open =
                this.server.send(this.server.request("/metrics").header("Accept", "application/openmetrics-text"));
        assertTrue(open.response().body().endsWith("# EOF\n"));
    }

    @Test
    void topicsComeChangeAndGo() throws Exception {
        problem(server.get("/v1/topics/t"), 404, "unknown-topic");
        Answer created = server.put("/v1/topics/t", "{\"partitions\":2,\"config\":{\"retention.ms\":\"5000\"}}");
        assertEquals(201, created.status(), created.response().body());
        assertEquals(2, created.json().path("partitions").asInt());
        assertEquals(
                "{\"retention.ms\":\"5000\"}", created.json().path("config").toString());
        assertEquals(
                "[{\"partition\":0,\"logStartOffset\":0,\"highWatermark\":0},{\"partition\":1,\"logStartOffset\":0,\"highWatermark\":0}]",
                created.json().path("offsets").toString());
        assertEquals(created.json(), server.get("/v1/topics/t").json());

        assertEquals(
                200,
                server.put("/v1/topics/t", "{\"partitions\":2,\"config\":{\"retention.ms\":\"5000\"}}")
                        .status());
        assertEquals(200, server.put("/v1/topics/t", "{}").status());
        assertEquals(created.json(), server.get("/v1/topics/t").json());
        Answer altered = server.put("/v1/topics/t", "{\"config\":{\"retention.bytes\":\"7\"}}");
        assertEquals(
                "{\"retention.bytes\":\"7\"}", altered.json().path("config").toString());
        problem(server.put("/v1/topics/t", "{\"partitions\":3}"), 409, "topic-exists");

        assertEquals(
                3, server.put("/v1/topics/u", "{}").json().path("partitions").asInt());
        assertEquals(
                List.of("t", "u"),
                server.get("/v1/topics").json().path("topics").findValuesAsText("name"));
        assertEquals(
                200, server.post("/v1/topics/t/compact", "application/json", "").status());
        Answer deleted = server.delete("/v1/topics/t");
        assertEquals(204, deleted.status());
        assertEquals("", deleted.response().body());
        problem(server.delete("/v1/topics/t"), 404, "unknown-topic");
        problem(server.post("/v1/topics/t/compact", "application/json", ""), 404, "unknown-topic");
        engine.createTopic(new TopicSpec("__own", 1, Map.of()));
        problem(server.delete("/v1/topics/__own"), 403, "internal-topic");
    }

    @Test
    void failedStorageIsNamed() throws Exception {
        server.put("/v1/topics/t", "{}");
        engine.compactionFailure = new IOException("No space left on device");
        Answer answer = server.post("/v1/topics/t/compact", "application/json", "");
        problem(answer, 500, "storage-failed");
        assertEquals(
                "storage failed: No space left on device",
                answer.json().path("detail").asText());
    }

    @Test
    void badTopicsAreRefused() throws Exception {
        problem(server.put("/v1/topics/a%20b", "{}"), 400, "bad-request");
        problem(server.put("/v1/topics/t", "{\"partitions\":0}"), 400, "bad-request");
        problem(server.put("/v1/topics/t", "{\"partition\":1}"), 400, "bad-request");
        problem(server.put("/v1/topics/t", "{\"config\":{\"retention.ms\":null}}"), 400, "bad-request");
        problem(server.put("/v1/topics/t", "[]"), 400, "bad-request");
        problem(server.post("/v1/topics/t", "application/json", "{}"), 405, "method-not-allowed");
    }

    @Test
    void recordsAreReadByOffsetAndId() throws Exception {
        engine.createTopic(new TopicSpec("t", 1, Map.of()));
        String lines = IntStream.range(0, 300).mapToObj(i -> i + "\n").collect(Collectors.joining());
        server.post("/v1/topics/t/records", "application/x-ndjson", lines);
        JsonNode page = server.get("/v1/topics/t/records?offset=100&limit=150").json();
        assertEquals(150, page.path("records").size());
        assertEquals(249, page.path("records").path(149).path("value").asInt());
        assertEquals(250, page.path("nextOffset").asInt());
        assertEquals(300, page.path("highWatermark").asInt());
        JsonNode end = server.get("/v1/topics/t/records?offset=300").json();
        assertEquals(0, end.path("records").size());
        assertEquals(
                100, server.get("/v1/topics/t/records").json().path("records").size());
        Answer beyond = server.get("/v1/topics/t/records?offset=301");
        problem(beyond, 416, "offset-out-of-range");
        assertEquals(300, beyond.json().path("highWatermark").asInt());
        problem(server.get("/v1/topics/t/records?partition=1"), 400, "bad-request");
        problem(server.get("/v1/topics/t/records?ofset=1"), 400, "bad-request");
        problem(server.get("/v1/topics/u/records"), 404, "unknown-topic");
        try (RawConnection raw = new RawConnection(server.port())) {
            for (String path : List.of("/v1/topics/%zz", "/v1/topics?a=%zz", "/v1/topics/t/records?offset=%f")) {
                String answer =
                        raw.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").answer();
                assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
            }
        }

        JsonNode seventh = page.path("records").path(7);
        String uuid = seventh.path("id").asText();
        assertEquals(seventh, server.get("/v1/records/" + uuid).json());
        String ulid = UuidV7.parse(uuid).toUlid().toString();
        assertEquals(seventh, server.get("/v1/records/" + ulid).json());
        problem(server.get("/v1/records/01900000-0000-7000-8000-ffffffffffff"), 404, "unknown-record");
        problem(server.get("/v1/records/nonsense"), 400, "bad-request");
    }

    @Test
    void statementsAnswerInTheFormatAskedFor() throws Exception {
        JsonNode json = server.sql("{\"sql\":\"rows 2\"}").json();
        assertEquals(2 * ROWS_PER_BATCH, json.path("rows").size());
        assertEquals(
                2 * ROWS_PER_BATCH - 1,
                json.path("rows").path(2 * ROWS_PER_BATCH - 1).path(0).asInt());
        assertTrue(json.has("statistics"));
        assertEquals("n\r\n0\r\n1\r\n", as("text/csv").substring(0, 9));
        assertEquals("{\"n\":0}\n{\"n\":1}\n", as("application/x-ndjson").substring(0, 16));
        assertTrue(as("application/vnd.apache.arrow.stream").length() > 8 * ROWS_PER_BATCH);
        problem(
                server.send(server.request("/v1/sql")
                        .header("Accept", "image/png")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"sql\":\"rows 1\"}"))),
                406,
                "not-acceptable");
    }

    private String as(String mediaType) throws Exception {
        Answer answer = server.send(server.request("/v1/sql")
                .header("Accept", mediaType)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"sql\":\"rows 1\"}")));
        assertEquals(200, answer.status());
        assertEquals(mediaType, answer.header("content-type"));
        return answer.response().body();
    }

    @Test
    void parametersKeepTheirTypes() throws Exception {
        assertEquals(
                200,
                server.sql("{\"sql\":\"rows 0\",\"parameters\":[1,1.5,\"x\",true,null]}")
                        .status());
        assertEquals(Arrays.asList(1L, 1.5, "x", true, null), parameters);
        problem(server.sql("{\"sql\":\"rows 0\",\"parameters\":[[1]]}"), 400, "bad-request");
        problem(server.sql("{\"sql\":\"rows 0\",\"parameters\":[99999999999999999999]}"), 400, "bad-request");
        problem(server.sql("{\"sql\":\" \"}"), 400, "bad-request");
        problem(server.sql("{\"query\":\"rows 0\"}"), 400, "bad-request");
        problem(server.sql("{\"sql\":\"" + "x".repeat(1_100_000) + "\"}"), 413, "too-large");
        problem(server.post("/v1/sql", "text/plain", "rows 0"), 415, "unsupported-media-type");
    }

    @Test
    void wrongMembersAreToldInTheWordsOfTheDocument() throws Exception {
        assertDetail("there is no member \"query\"; known are \"parameters\", \"sql\" (line 1, ", "{\"query\":1}");
        assertDetail("it is not an object (line 1, ", "[]");
        assertDetail("\"parameters\" is not an array (line 1, ", "{\"parameters\":1}");
        assertDetail("\"sql\" is not text (line 1, ", "{\"sql\":[1]}");
        problem(server.sql(""), 400, "bad-request");
        problem(server.sql("null"), 400, "bad-request");
        problem(server.sql("{\"sql\":\"rows 0\"} {}"), 400, "bad-request");
        String topic = server.put("/v1/topics/t", "{\"partitions\":\"two\"}")
                .response()
                .body();
        assertTrue(topic.contains("\\\"partitions\\\" is not a number that fits"), topic);
        String settings =
                server.put("/v1/topics/t", "{\"config\":{\"a\":{}}}").response().body();
        assertTrue(settings.contains("\\\"config.a\\\" is not text"), settings);
    }

    private void assertDetail(String expected, String body) throws Exception {
        Answer answer = server.sql(body);
        problem(answer, 400, "bad-request");
        String detail = answer.json().path("detail").asText();
        assertTrue(detail.startsWith("the body is not the JSON expected: " + expected), detail);
    }

    @Test
    void refusedStatementsCarryTheSqlState() throws Exception {
        Answer refused = server.sql("{\"sql\":\"error 42P01\"}");
        problem(refused, 400, "invalid-query");
        assertEquals("42P01", refused.json().path("sqlState").asText());
        problem(server.sql("{\"sql\":\"error 53200\"}"), 507, "query-memory");
        problem(server.sql("{\"sql\":\"error 57014\"}"), 504, "query-cancelled");
        problem(server.sql("{\"sql\":\"error XX000\"}"), 500, "query-failed");
        problem(server.sql("{\"sql\":\"fail 0\"}"), 400, "invalid-query");
        problem(server.sql("{\"sql\":\"fail 1\"}"), 400, "invalid-query");
    }

    @Test
    void aResultThatFailsOnTheWayShowsIt() throws Exception {
        Answer json = server.sql("{\"sql\":\"fail 50\"}");
        assertEquals(200, json.status());
        assertEquals(50 * ROWS_PER_BATCH, json.json().path("rows").size());
        assertEquals("22012", json.json().path("error").path("sqlState").asText());
        assertFalse(json.json().has("statistics"));
        try (RawConnection raw = new RawConnection(server.port())) {
            byte[] body = "{\"sql\":\"fail 50\"}".getBytes(StandardCharsets.UTF_8);
            raw.send(
                            "POST /v1/sql HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\nContent-Type: application/json\r\nContent-Length: "
                                    + body.length + "\r\n\r\n")
                    .send(body);
            String all = new String(raw.rest(), StandardCharsets.UTF_8);
            assertTrue(all.startsWith("HTTP/1.1 200") && !all.endsWith("0\r\n\r\n"));
        }
    }

    @Test
    void aClientThatLeavesStopsItsQuery() throws Exception {
        try (RawConnection raw = new RawConnection(server.port())) {
            byte[] body = "{\"sql\":\"rows 1000000000\"}".getBytes(StandardCharsets.UTF_8);
            raw.send("POST /v1/sql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                            + body.length + "\r\n\r\n")
                    .send(body);
            raw.in().readNBytes(1_000_000);
            assertFalse(closedAfterBatches.isDone());
        }
        long batches = closedAfterBatches.get(20, TimeUnit.SECONDS);
        assertTrue(batches < 10_000, batches + " batches were computed though nobody took them");
    }

    @Test
    void noMoreQueriesAtOnceThanAllowed() throws Exception {
        for (int i = 0; i < 2; i++) {
            var statement = server.request("/v1/sql")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"sql\":\"wait 0\",\"parameters\":[" + i + "]}"))
                    .build();
            var unused = server.http.sendAsync(statement, BodyHandlers.discarding());
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (parameters.size() < 2) {
            assertTrue(System.nanoTime() < deadline);
            Thread.onSpinWait();
        }
        problem(server.sql("{\"sql\":\"rows 0\"}"), 429, "busy");
    }
}
