package io.travertine.broker.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.travertine.engine.Engine;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/** The table of routes. {@code openapi.yaml} describes the same ones; a test compares the two. */
final class Api {
    private Api() {}

    static Routes routes(
            Engine engine, StatementRunner statements, HttpOptions options, PrometheusMeterRegistry registry) {
        return new Routes(List.of(
                new Route(HttpMethod.GET, "/v1", new DescribeServer(options)),
                new Route(HttpMethod.GET, "/v1/topics", new ListTopics(engine)),
                new Route(HttpMethod.PUT, "/v1/topics/{topic}", new PutTopic(engine, options)),
                new Route(HttpMethod.GET, "/v1/topics/{topic}", new DescribeTopic(engine)),
                new Route(HttpMethod.GET, "/v1/topics/{topic}/schemas", new ListSchemas(engine)),
                new Route(HttpMethod.DELETE, "/v1/topics/{topic}", new DeleteTopic(engine)),
                new Route(HttpMethod.POST, "/v1/topics/{topic}/compact", new CompactTopic(engine)),
                new Route(HttpMethod.POST, "/v1/topics/{topic}/records", new AddRecords(engine, options, registry)),
                new Route(HttpMethod.GET, "/v1/topics/{topic}/records", new ReadRecords(engine)),
                new Route(HttpMethod.GET, "/v1/records/{id}", new FindRecord(engine)),
                new Route(HttpMethod.POST, "/v1/sql", new RunStatement(engine, statements, options)),
                new Route(HttpMethod.GET, "/metrics", new ScrapeMetrics(registry)),
                new Route(HttpMethod.GET, "/healthz", exchange -> exchange.answer(200, new Status("alive"))),
                new Route(HttpMethod.GET, "/readyz", exchange -> readiness(exchange, engine, options)),
                new Route(HttpMethod.GET, "/openapi.yaml", new DescribeApi())));
    }

    private static void readiness(Exchange exchange, Engine engine, HttpOptions options) throws Exception {
        if (!options.ready().getAsBoolean()) {
            throw new Problem(503, "not-ready", "Not ready", "the broker does not serve yet, or no longer").exception();
        }
        String failure = engine.failure();
        if (failure != null) {
            throw new Problem(503, "not-ready", "Not ready", failure + "; see to the disk, then restart").exception();
        }
        exchange.answer(200, new Status("ready"));
    }

    private record Status(String status) {}
}
