package io.travertine.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Requests to the HTTP API, JSON both ways. Thread-safe. */
final class HttpTransport {
    static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final URI address;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    HttpTransport(URI address) {
        String text = address.toString();
        this.address = text.endsWith("/") ? address : URI.create(text + "/");
    }

    /** Makes a request and reads the whole answer into a value of the type. */
    <T> T call(String method, String path, @Nullable Object body, Class<T> type) {
        try (InputStream answer = open(method, path, body)) {
            return JSON.readValue(answer, type);
        } catch (IOException broken) {
            throw unreachable(method, path, broken);
        }
    }

    /** Makes a request whose answer has no body. */
    void call(String method, String path) {
        try (InputStream answer = open(method, path, null)) {
            answer.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            throw unreachable(method, path, broken);
        }
    }

    /** Makes a request; the caller reads the answer and closes it. */
    InputStream open(String method, String path, @Nullable Object body) {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .method(method, publisher(body))
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            if (response.statusCode() >= 400) {
                throw problem(response);
            }
            return response.body();
        } catch (IOException broken) {
            throw unreachable(method, path, broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TravertineException("interrupted in " + method + " " + path, interrupted);
        }
    }

    private static BodyPublisher publisher(@Nullable Object body) {
        try {
            return body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException("the request cannot be written as JSON: " + body, unwritable);
        }
    }

    private static TravertineException problem(HttpResponse<InputStream> response) throws IOException {
        byte[] bytes;
        try (InputStream body = response.body()) {
            bytes = body.readNBytes(1024 * 1024);
        }
        try {
            JsonNode problem = JSON.readTree(bytes);
            if (problem.hasNonNull("detail")) {
                return problem(response.statusCode(), problem);
            }
        } catch (JsonProcessingException noProblemDetails) {
            // Something else answered, a proxy for instance; its status says what there is to say.
        }
        return new TravertineException(
                response.statusCode(),
                "about:blank",
                null,
                response.uri() + " answered " + response.statusCode() + " without problem details");
    }

    /** Problem details as an exception. */
    static TravertineException problem(int status, JsonNode problem) {
        return new TravertineException(
                status,
                problem.path("type").asText("about:blank"),
                problem.hasNonNull("sqlState") ? problem.get("sqlState").asText() : null,
                problem.path("detail").asText());
    }

    private TravertineException unreachable(String method, String path, IOException cause) {
        return new TravertineException(
                method + " " + address.resolve(path) + " got no complete answer: " + cause.getMessage(), cause);
    }
}
