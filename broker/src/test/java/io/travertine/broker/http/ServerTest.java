package io.travertine.broker.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The server beneath the endpoints: routing, limits, back-pressure, broken clients. */
class ServerTest {
    private static final AtomicLong WRITTEN = new AtomicLong();
    private static final AtomicLong CONSUMED = new AtomicLong();
    private static final CompletableFuture<String> FLOOD_END = new CompletableFuture<>();
    private static final CountDownLatch MAY_READ = new CountDownLatch(1);
    private static Vertx vertx;
    private static HttpApi api;
    private static HttpClient http;

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        Routes routes = new Routes(List.of(
                new Route(HttpMethod.POST, "/echo/{name}", ServerTest::echo),
                new Route(HttpMethod.GET, "/echo/{name}", exchange -> exchange.answer(200, exchange.path("name"))),
                new Route(HttpMethod.POST, "/json", exchange -> exchange.answer(200, exchange.json(Map.class))),
                new Route(HttpMethod.GET, "/flood", ServerTest::flood),
                new Route(HttpMethod.POST, "/lazy", ServerTest::lazy),
                new Route(HttpMethod.GET, "/late-failure", ServerTest::failLate),
                new Route(HttpMethod.GET, "/early-failure", ServerTest::failEarly)));
        HttpOptions options = HttpOptions.builder()
                .port(0)
                .maxBodyBytes(1000)
                .maxConnections(20)
                .stallTimeout(Duration.ofSeconds(2))
                .build();
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        api = await(HttpApi.start(vertx, routes, options, registry));
        http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @AfterAll
    static void stop() throws Exception {
        http.close();
        await(api.close());
        await(vertx.close());
    }

    private static void echo(Exchange exchange) throws Exception {
        byte[] body = exchange.body().readAllBytes();
        exchange.stream(200, "application/octet-stream").write(body);
    }

    /** Writes without end until the client has gone. */
    private static void flood(Exchange exchange) throws Exception {
        OutputStream out = exchange.stream(200, "text/plain");
        byte[] block = new byte[10_000];
        try {
            while (true) {
                out.write(block);
                WRITTEN.addAndGet(block.length);
            }
        } catch (IOException gone) {
            FLOOD_END.complete(gone.getMessage());
            throw gone;
        }
    }

    /** Reads the body only when it is told to. */
    private static void lazy(Exchange exchange) throws Exception {
        var body = exchange.body();
        CONSUMED.addAndGet(body.readNBytes(1).length);
        MAY_READ.await();
        CONSUMED.addAndGet(body.transferTo(OutputStream.nullOutputStream()));
        exchange.answer(200, CONSUMED.get());
    }

    private static void failLate(Exchange exchange) throws Exception {
        exchange.stream(200, "text/plain").write(new byte[200_000]);
        throw Problem.badRequest("too late").exception();
    }

    private static void failEarly(Exchange exchange) throws Exception {
        exchange.stream(200, "text/plain").write(new byte[20_000]);
        throw new IllegalStateException("a bug");
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path));
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    private static JsonNode problem(HttpResponse<String> response, int status) throws IOException {
        assertEquals(status, response.statusCode(), response.body());
        assertEquals(
                "application/problem+json",
                response.headers().firstValue("content-type").orElseThrow());
        JsonNode problem = new ObjectMapper().readTree(response.body());
        assertEquals(status, problem.path("status").asInt());
        assertTrue(problem.path("type").asText().startsWith("urn:travertine:problem:"), response.body());
        assertFalse(problem.path("title").asText().isEmpty());
        assertFalse(problem.path("detail").asText().isEmpty());
        return problem;
    }

    @Test
    void routesByMethodAndPath() throws Exception {
        assertEquals("\"a/b c+\"\n", get("/echo/a%2Fb%20c+").body());
        assertTrue(problem(get("/nothing"), 404).path("detail").asText().contains("/nothing"));
        HttpResponse<String> wrongMethod = http.send(request("/echo/x").DELETE().build(), BodyHandlers.ofString());
        problem(wrongMethod, 405);
        assertEquals("GET, POST", wrongMethod.headers().firstValue("allow").orElseThrow());
        problem(get("/"), 404);
    }

    @Test
    void headIsGetWithoutBody() throws Exception {
        HttpResponse<String> head = http.send(
                request("/echo/x").method("HEAD", BodyPublishers.noBody()).build(), BodyHandlers.ofString());
        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
        assertEquals(
                "application/json", head.headers().firstValue("content-type").orElseThrow());
    }

    @Test
    void bodiesOfAllSizesComeThrough() throws Exception {
        for (int size : new int[] {0, 1, 65_535, 65_536, 65_537, 5_000_000}) {
            byte[] body = new byte[size];
            new Random(size).nextBytes(body);
            HttpResponse<byte[]> echoed = http.send(
                    request("/echo/x").POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofByteArray());
            assertEquals(200, echoed.statusCode());
            assertArrayEquals(body, echoed.body());
        }
    }

    @Test
    void gzipBodies() throws Exception {
        byte[] one = gzip("hello ");
        byte[] two = gzip("world");
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(one);
        both.writeBytes(two);
        assertEquals("hello world", gzipped(both.toByteArray()).body());
        problem(gzipped("no gzip at all, is it?".getBytes()), 400);
        problem(gzipped(Arrays.copyOf(one, one.length - 3)), 400);
        byte[] corrupt = one.clone();
        corrupt[12] ^= 0x55;
        problem(gzipped(corrupt), 400);
        problem(gzipped(new byte[0]), 400);
        HttpResponse<String> unknown = http.send(
                request("/echo/x")
                        .header("Content-Encoding", "br")
                        .POST(BodyPublishers.ofString("x"))
                        .build(),
                BodyHandlers.ofString());
        problem(unknown, 415);
    }

    /** The second member begins in a later chunk than the first ends in. */
    @Test
    void gzipMembersMayFallIntoDifferentChunks() throws Exception {
        try (RawConnection raw = new RawConnection(api.port())) {
            raw.send(
                    "POST /echo/x HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (byte[] member : List.of(gzip("hello "), gzip("world"))) {
                raw.send(Integer.toHexString(member.length) + "\r\n")
                        .send(member)
                        .send("\r\n");
            }
            assertTrue(raw.send("0\r\n\r\n").answer().endsWith("hello world"));
        }
    }

    @Test
    void smallJsonIsChecked() throws Exception {
        assertEquals("{\"a\":1}\n", json("{\"a\":1}").body());
        assertTrue(problem(json("{\"a\":"), 400).path("detail").asText().contains("line 1"));
        problem(json("{} {}"), 400);
        problem(json("null"), 400);
        problem(json(""), 400);
        problem(json("{\"a\":\"" + "x".repeat(1000) + "\"}"), 413);
        HttpResponse<String> form = http.send(
                request("/json")
                        .header("Content-Type", "text/html")
                        .POST(BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofString());
        problem(form, 415);
    }

    @Test
    void aFailureBeforeTheFirstChunkIsAProblemAndLaterCutsTheConnection() throws Exception {
        assertEquals(
                "urn:travertine:problem:internal",
                problem(get("/early-failure"), 500).path("type").asText());
        try (RawConnection raw = new RawConnection(api.port())) {
            raw.send("GET /late-failure HTTP/1.1\r\nHost: x\r\n\r\n");
            String all = new String(raw.rest(), StandardCharsets.ISO_8859_1);
            assertTrue(all.startsWith("HTTP/1.1 200"));
            assertFalse(all.endsWith("0\r\n\r\n"), "the body must not look complete");
        }
    }

    @Test
    void tooLongLinesAndHeadersAreRefused() throws Exception {
        problem(get("/" + "x".repeat(10_000)), 414);
        problem(http.send(request("/x").header("a", "x".repeat(20_000)).build(), BodyHandlers.ofString()), 431);
        try (RawConnection raw = new RawConnection(api.port())) {
            String answer = raw.send("this is no HTTP\r\n\r\n").answer();
            assertTrue(answer.contains(" 400 ") && answer.contains("problem+json"), answer);
        }
    }

    @Test
    void anUnwantedBodyDoesNotKeepTheClientFromReadingTheAnswer() throws Exception {
        HttpResponse<String> refused = http.send(
                request("/nothing")
                        .POST(BodyPublishers.ofByteArray(new byte[4_000_000]))
                        .build(),
                BodyHandlers.ofString());
        problem(refused, 404);
    }

    @Test
    void anEndlessUnwantedBodyIsCut() throws Exception {
        try (RawConnection raw = new RawConnection(api.port())) {
            raw.send("POST /nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999\r\n\r\n");
            assertTrue(raw.answer().startsWith("HTTP/1.1 404"));
            byte[] block = new byte[1_000_000];
            assertThrows(IOException.class, () -> {
                for (int i = 0; i < 900; i++) {
                    raw.send(block);
                }
            });
        }
    }

    @Test
    void expectContinueIsAnswered() throws Exception {
        try (RawConnection raw = new RawConnection(api.port())) {
            raw.send("POST /echo/x HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
            assertTrue(raw.answer().startsWith("HTTP/1.1 100"));
            assertTrue(raw.send("ok").answer().endsWith("ok"));
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws Exception {
        try (RawConnection raw = new RawConnection(api.port())) {
            String head = " HTTP/1.1\r\nHost: x\r\n\r\n";
            raw.send("GET /echo/1" + head + "GET /echo/2" + head + "GET /echo/3" + head);
            assertTrue(raw.answer().endsWith("\"1\"\n"));
            assertTrue(raw.answer().endsWith("\"2\"\n"));
            assertTrue(raw.answer().endsWith("\"3\"\n"));
        }
    }

    @Test
    void aStalledBodyIsTimedOut() throws Exception {
        try (RawConnection raw = new RawConnection(api.port())) {
            raw.send("POST /echo/x HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
            assertTrue(raw.answer().startsWith("HTTP/1.1 408"));
        }
    }

    @Test
    void aBodyIsNotReadFasterThanItIsConsumed() throws Exception {
        byte[] block = new byte[1_000_000];
        int blocks = 100;
        try (RawConnection raw = new RawConnection(api.port())) {
            raw.send("POST /lazy HTTP/1.1\r\nHost: x\r\nContent-Length: " + (long) blocks * block.length + "\r\n\r\n");
            AtomicLong sent = new AtomicLong();
            Thread sender = Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < blocks; i++) {
                        raw.send(block);
                        sent.addAndGet(block.length);
                    }
                } catch (IOException broken) {
                    throw new UncheckedIOException(broken);
                }
            });
            assertFalse(sender.join(Duration.ofMillis(1_000)), "100 MB were taken though nobody reads them");
            assertTrue(sent.get() < 60_000_000, sent + " bytes taken: more than socket buffers explain");
            MAY_READ.countDown();
            String answer = raw.answer();
            assertTrue(answer.endsWith("100000000\n"), answer);
        }
    }

    @Test
    void aSlowReaderMakesTheWriterWaitAndADisconnectEndsIt() throws Exception {
        try (RawConnection raw = new RawConnection(api.port())) {
            raw.send("GET /flood HTTP/1.1\r\nHost: x\r\n\r\n");
            raw.in().readNBytes(1_000_000);
            assertThrows(TimeoutException.class, () -> FLOOD_END.get(1, TimeUnit.SECONDS));
            assertTrue(WRITTEN.get() < 20_000_000, "written far ahead of the reader: " + WRITTEN);
        }
        assertFalse(FLOOD_END.get(20, TimeUnit.SECONDS).isEmpty());
    }

    @Test
    void anIdleConnectionIsClosedEvenWithinAHead() throws Exception {
        try (RawConnection silent = new RawConnection(api.port());
                RawConnection slow = new RawConnection(api.port());
                RawConnection used = new RawConnection(api.port())) {
            slow.send("GET /echo/x HTTP/1.1\r\nHost:");
            assertTrue(used.send("GET /echo/x HTTP/1.1\r\nHost: x\r\n\r\n")
                    .answer()
                    .endsWith("\"x\"\n"));
            assertEquals(0, silent.rest().length);
            assertEquals(0, slow.rest().length);
            assertEquals(0, used.rest().length);
        }
    }

    @Test
    void closingLetsRunningRequestsComeToTheirEnd() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Routes routes = new Routes(List.of(new Route(HttpMethod.GET, "/wait", exchange -> {
            begun.countDown();
            mayEnd.await();
            exchange.answer(200, "done");
        })));
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        HttpOptions options = HttpOptions.builder().port(0).build();
        HttpApi other = await(HttpApi.start(vertx, routes, options, registry));
        try (RawConnection idle = new RawConnection(other.port());
                RawConnection running = new RawConnection(other.port())) {
            running.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
            assertTrue(begun.await(20, TimeUnit.SECONDS));
            Future<Void> closed = other.close();
            assertEquals(0, idle.rest().length);
            assertFalse(closed.isComplete());
            mayEnd.countDown();
            assertTrue(running.answer().endsWith("\"done\"\n"));
            await(closed);
        }
    }

    @Test
    void connectionsAreBounded() throws Exception {
        List<RawConnection> held = new ArrayList<>();
        try {
            boolean refused = false;
            for (int i = 0; i < 40 && !refused; i++) {
                RawConnection raw = new RawConnection(api.port());
                held.add(raw);
                try {
                    refused = raw.send("GET /echo/x HTTP/1.1\r\nHost: x\r\n\r\n")
                            .answer()
                            .isEmpty();
                } catch (IOException closed) {
                    refused = true;
                }
            }
            assertTrue(refused);
            assertTrue(held.size() > 10 && held.size() <= 21, held.size() + " connections were served");
        } finally {
            for (RawConnection raw : held) {
                raw.close();
            }
            awaitRoom();
        }
    }

    /** The server learns only after a moment that its clients are gone; other tests want connections. */
    private static void awaitRoom() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        List<RawConnection> open = new ArrayList<>();
        try {
            while (open.size() < 10) {
                assertTrue(System.nanoTime() < deadline, open.size() + " connections are served again");
                RawConnection raw = new RawConnection(api.port());
                try {
                    if (!raw.send("GET /echo/x HTTP/1.1\r\nHost: x\r\n\r\n")
                            .answer()
                            .isEmpty()) {
                        open.add(raw);
                        continue;
                    }
                } catch (IOException refused) {
                    // Not yet.
                }
                raw.close();
            }
        } finally {
            for (RawConnection raw : open) {
                raw.close();
            }
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static HttpResponse<String> json(String body) throws Exception {
        return http.send(
                request("/json")
                        .header("Content-Type", "application/json; charset=utf-8")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> gzipped(byte[] body) throws Exception {
        return http.send(
                request("/echo/x")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes());
        }
        return bytes.toByteArray();
    }
}
