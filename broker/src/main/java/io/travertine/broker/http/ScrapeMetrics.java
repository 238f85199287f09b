package io.travertine.broker.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.http.HttpHeaders;

/** {@code GET /metrics}: every meter, in Prometheus' text format or, when asked for, OpenMetrics. */
record ScrapeMetrics(PrometheusMeterRegistry registry) implements Endpoint {
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    @Override
    public void serve(Exchange exchange) throws Exception {
        String accept = exchange.header(HttpHeaders.ACCEPT);
        boolean openMetrics = accept != null && accept.contains("application/openmetrics-text");
        String format = openMetrics ? OPEN_METRICS : PROMETHEUS;
        registry.scrape(exchange.stream(200, format), format);
    }
}
