package io.travertine.broker.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** {@code GET /openapi.yaml}: the API's description. */
final class DescribeApi implements Endpoint {
    private final byte[] document;

    DescribeApi() {
        try (InputStream resource = DescribeApi.class.getResourceAsStream("openapi.yaml")) {
            if (resource == null) {
                throw new IllegalStateException("openapi.yaml is missing from the jar");
            }
            document = resource.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void serve(Exchange exchange) throws Exception {
        exchange.stream(200, "application/yaml").write(document);
    }
}
