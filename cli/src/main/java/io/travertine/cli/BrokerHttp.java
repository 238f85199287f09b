package io.travertine.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.travertine.cli.output.Units;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.CompletionException;

/** What commands do over HTTP beyond the client library: exactly what curl would. */
public final class BrokerHttp {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI broker;
    private final HttpClient http = HttpClient.newHttpClient();

    public BrokerHttp(URI broker) {
        this.broker = broker;
    }

    /**
     * Sends JSON values, one a line, and returns what the broker says when all are durable.
     *
     * @param mapping {@code key} and {@code timestamp}: the field to take them from
     */
    public JsonNode ingest(String topic, InputStream lines, Map<String, String> mapping)
            throws IOException, InterruptedException, Failure {
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        mapping.forEach((name, field) -> query.add(name + "=" + encode(field)));
        return post(
                "/v1/topics/" + encode(topic) + "/records" + query,
                "application/x-ndjson",
                BodyPublishers.ofInputStream(() -> lines));
    }

    /** Seals and compacts a topic. */
    public JsonNode compact(String topic) throws IOException, InterruptedException, Failure {
        return post("/v1/topics/" + encode(topic) + "/compact", "application/json", BodyPublishers.noBody());
    }

    private JsonNode post(String path, String type, BodyPublisher body)
            throws IOException, InterruptedException, Failure {
        HttpRequest request = HttpRequest.newBuilder(broker.resolve(path))
                .header("Content-Type", type)
                .POST(body)
                .build();
        HttpResponse<byte[]> response;
        try {
            response = http.send(request, BodyHandlers.ofByteArray());
        } catch (ConnectException e) {
            throw Failure.noBroker(broker, e);
        } catch (CompletionException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
        if (response.statusCode() >= 300) {
            throw new Failure(problem(response));
        }
        return JSON.readTree(response.body());
    }

    private static String problem(HttpResponse<byte[]> response) throws IOException {
        JsonNode problem = JSON.readTree(response.body());
        String detail = problem.path("detail").asText(response.uri() + " answered " + response.statusCode());
        JsonNode stored = problem.path("count");
        return stored.isMissingNode()
                ? detail
                : detail + "; " + Units.count(stored.asLong(), "record") + " before that are stored";
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
