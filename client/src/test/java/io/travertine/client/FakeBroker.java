package io.travertine.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers requests with prepared texts, and remembers what was asked. */
final class FakeBroker implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Answer> answers = new HashMap<>();
    final List<String> requests = new ArrayList<>();

    private record Answer(int status, String body, long announcedBytes) {}

    FakeBroker() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
        answer("GET /v1", 200, "{\"version\":\"1.2\",\"kafka\":\"localhost:9\",\"http\":\"http://x\"}");
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    synchronized void answer(String request, int status, String body) {
        answers.put(request, new Answer(status, body, body.getBytes(StandardCharsets.UTF_8).length));
    }

    /** Announces more than it sends, then hangs up. */
    synchronized void breakOff(String request, String body) {
        answers.put(request, new Answer(200, body, body.length() + 100L));
    }

    private synchronized void serve(HttpExchange exchange) throws IOException {
        String request =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath();
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(sent.isEmpty() ? request : request + " " + sent);
        Answer answer = answers.getOrDefault(request, new Answer(500, "no answer prepared for " + request, 0));
        exchange.sendResponseHeaders(answer.status(), answer.body().isEmpty() ? -1 : answer.announcedBytes());
        exchange.getResponseBody().write(answer.body().getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
