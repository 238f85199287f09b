package io.travertine.broker.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** One request and its response, used by the request's virtual thread. */
final class Exchange {
    /** How much of a body that nobody wants is read and dropped, so that the client gets to read the response. */
    private static final int MAX_DISCARDED_BYTES = 16 * 1024 * 1024;

    private static final long MAX_DISCARD_MS = 5_000;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Context context;
    private final HttpOptions options;
    private final RequestBody requestBody;
    private final ResponseBody responseBody;
    private final List<Runnable> disconnectTasks = new CopyOnWriteArrayList<>();
    private volatile boolean disconnected;
    private Map<String, String> pathParameters = Map.of();

    /** On the event loop. */
    Exchange(HttpServerRequest request, Context context, HttpOptions options) {
        this.request = request;
        this.response = request.response();
        this.context = context;
        this.options = options;
        requestBody = new RequestBody(request, context, options.stallTimeout());
        responseBody = new ResponseBody(response, context, options.stallTimeout());
        response.exceptionHandler(failure -> disconnected());
        response.closeHandler(closed -> disconnected());
    }

    void pathParameters(Map<String, String> parameters) {
        pathParameters = parameters;
    }

    /** A parameter of the route's path. */
    String path(String name) {
        String value = pathParameters.get(name);
        if (value == null) {
            throw new IllegalStateException("the route has no parameter " + name);
        }
        return value;
    }

    /** Refuses a request with query parameters other than these. */
    void allowQuery(String... names) throws ProblemException {
        Set<String> known = Set.of(names);
        for (String name : queryNames()) {
            if (!known.contains(name)) {
                String takes = names.length == 0 ? "takes none" : "takes " + String.join(", ", names);
                throw Problem.badRequest("unknown query parameter '" + name + "'; this path " + takes)
                        .exception();
            }
        }
    }

    private Set<String> queryNames() throws ProblemException {
        try {
            return request.params().names();
        } catch (IllegalArgumentException malformedEscape) {
            throw Problem.badRequest("the query is not well escaped: " + malformedEscape.getMessage())
                    .exception();
        }
    }

    @Nullable String query(String name) {
        return request.params().get(name);
    }

    /** A query parameter that is a whole number in [min, max], or the default when it is absent. */
    long query(String name, long defaultValue, long min, long max) throws ProblemException {
        String text = query(name);
        if (text == null) {
            return defaultValue;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Reported below, as a number out of range is.
        }
        throw Problem.badRequest("query parameter '" + name + "' is '" + text + "'; a whole number from " + min + " to "
                        + max + " is expected")
                .exception();
    }

    @Nullable String header(CharSequence name) {
        return request.getHeader(name);
    }

    /** The media type of the body, without parameters; empty when none is given. */
    String mediaType() {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null) {
            return "";
        }
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    /** The body, with gzip undone. */
    InputStream body() throws IOException, ProblemException {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return requestBody;
        }
        if (encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip")) {
            return new GZIPInputStream(requestBody, 64 * 1024);
        }
        throw Problem.unsupportedMediaType(
                        "Content-Encoding '" + encoding + "' is not understood; gzip and identity are")
                .exception();
    }

    /** A small JSON body. */
    <T> T json(Class<T> type) throws IOException, ProblemException {
        if (!mediaType().equals("application/json")) {
            throw Problem.unsupportedMediaType("Content-Type is '" + mediaType() + "'; application/json is expected")
                    .exception();
        }
        return Json.read(body(), type, options.maxBodyBytes());
    }

    /** Answers with a small JSON document. */
    void answer(int status, Object json) throws IOException {
        Json.write(stream(status, "application/json"), json);
    }

    /** Answers without a body. */
    void answer(int status) {
        response.setStatusCode(status);
    }

    /** Answers with what is written to the stream. The dispatcher closes it. */
    OutputStream stream(int status, String contentType) {
        response.setStatusCode(status);
        response.putHeader(HttpHeaders.CONTENT_TYPE, contentType);
        return responseBody;
    }

    /** Whether the beginning of the response has left, so that no other answer can be given. */
    boolean committed() {
        return responseBody.committed();
    }

    /** Runs the task once if the client closes the connection before the response has left. Must not block. */
    void onDisconnect(Runnable task) {
        disconnectTasks.add(task);
        if (disconnected) {
            task.run();
        }
    }

    /** Throws when the client has closed the connection: what failed since then, failed for that. */
    void requireClient() throws ClientGoneException {
        if (disconnected) {
            throw new ClientGoneException("the client closed the connection");
        }
    }

    /** Sends the rest of the response. */
    void finish() throws IOException {
        discardRest();
        responseBody.close();
    }

    /** Answers with a problem when that is still possible, else cuts the connection. */
    void fail(Problem problem) throws IOException {
        if (responseBody.committed()) {
            context.runOnContext(now -> request.connection().close());
            return;
        }
        responseBody.reset();
        if (problem.members().get("allow") instanceof List<?> methods) {
            response.putHeader(
                    HttpHeaders.ALLOW,
                    String.join(", ", methods.stream().map(String::valueOf).toList()));
        }
        if (problem.members().get("retryAfterSeconds") instanceof Integer seconds) {
            response.putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
        }
        Json.write(stream(problem.status(), Problem.MEDIA_TYPE), problem.json());
        finish();
    }

    int status() {
        return response.getStatusCode();
    }

    private void disconnected() {
        disconnected = true;
        disconnectTasks.forEach(Runnable::run);
    }

    private void discardRest() {
        context.runOnContext(now -> {
            if (!request.isEnded()) {
                long[] discarded = {0};
                long timer = context.owner()
                        .setTimer(MAX_DISCARD_MS, late -> request.connection().close());
                request.endHandler(end -> context.owner().cancelTimer(timer));
                request.handler(chunk -> discard(chunk, discarded));
                request.exceptionHandler(closed -> context.owner().cancelTimer(timer));
                request.resume();
            }
        });
    }

    private void discard(Buffer chunk, long[] discarded) {
        discarded[0] += chunk.length();
        if (discarded[0] > MAX_DISCARDED_BYTES) {
            request.connection().close();
        }
    }
}
