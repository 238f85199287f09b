package io.travertine.broker.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;
import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the endpoint of a request, runs it, and turns what it throws into a problem response. */
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Routes routes;
    private final MeterRegistry registry;

    Dispatcher(Routes routes, MeterRegistry registry) {
        this.routes = routes;
        this.registry = registry;
    }

    /** Serves a request from its beginning to its end. */
    void serve(Exchange exchange, HttpServerRequest request) {
        long startNanos = System.nanoTime();
        String method = "other";
        String template = "none";
        try {
            try {
                Routes.Match match = routes.find(request.method(), request.path());
                method = match.route().method().name();
                template = match.route().template();
                exchange.pathParameters(match.parameters());
                match.route().endpoint().serve(exchange);
                exchange.finish();
            } catch (ClientGoneException gone) {
                throw gone;
            } catch (Exception | Error failure) {
                exchange.requireClient();
                exchange.fail(problem(request, failure));
            }
        } catch (IOException gone) {
            LOG.debug("{} {}: {}", request.method(), request.path(), gone.getMessage());
        } finally {
            String status = String.valueOf(exchange.status());
            registry.timer("travertine.http.requests", "method", method, "route", template, "status", status)
                    .record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
        }
    }

    /** Answers what is no HTTP request. */
    void refuse(Exchange exchange, Throwable cause) {
        try {
            exchange.fail(invalidRequest(cause));
        } catch (IOException gone) {
            LOG.debug("refused request: {}", gone.getMessage());
        }
    }

    private static Problem invalidRequest(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return new Problem(414, "uri-too-long", "URI too long", "the request line is longer than 8192 bytes");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return new Problem(
                    431, "headers-too-large", "Request header fields too large", "the headers are over 16384 bytes");
        }
        return Problem.badRequest("this is not an HTTP/1.1 request: " + cause.getMessage());
    }

    private static Problem problem(HttpServerRequest request, Throwable failure) {
        return switch (failure) {
            case ProblemException expected -> expected.problem();
            case RequestBody.StalledBodyException stalled -> requestTimeout(stalled);
            case ZipException malformed -> malformedGzip(String.valueOf(malformed.getMessage()));
            case EOFException malformed -> malformedGzip("it ends early");
            case IOException storage -> {
                LOG.error("{} {} failed", request.method(), request.path(), storage);
                yield new Problem(500, "storage-failed", "Storage failed", "storage failed: " + storage.getMessage());
            }
            default -> {
                LOG.error("{} {} failed", request.method(), request.path(), failure);
                yield Problem.internal();
            }
        };
    }

    static Problem requestTimeout(RequestBody.StalledBodyException stalled) {
        return new Problem(408, "request-timeout", "Request timeout", String.valueOf(stalled.getMessage()));
    }

    /** What the client is told about a body that is not the gzip it claims to be. */
    static Problem malformedGzip(String found) {
        return new Problem(400, "malformed-gzip", "Malformed gzip", "the body is not well-formed gzip: " + found);
    }
}
