package io.travertine.broker.http;

import io.vertx.core.http.HttpHeaders;

/** {@code GET /v1}: the version, and where the broker's protocols are reached. */
record DescribeServer(HttpOptions options) implements Endpoint {
    @Override
    public void serve(Exchange exchange) throws Exception {
        exchange.allowQuery();
        String host = exchange.header(HttpHeaders.HOST);
        exchange.answer(
                200,
                new Description(
                        options.version(),
                        options.kafkaAddress().get(),
                        "http://" + (host == null ? options.host() : host)));
    }

    private record Description(String version, String kafka, String http) {}
}
