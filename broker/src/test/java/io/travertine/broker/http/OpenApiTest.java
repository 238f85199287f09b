package io.travertine.broker.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "head", "options", "patch");

    @Test
    void describesExactlyTheRoutes() throws Exception {
        Set<String> routes = new TreeSet<>();
        for (Route route : Api.routes(
                        null,
                        null,
                        HttpOptions.builder().build(),
                        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))
                .all()) {
            routes.add(route.method().name() + " " + route.template());
        }
        Set<String> described = new TreeSet<>();
        paths().forEach((path, item) -> item.keySet().stream()
                .filter(METHODS::contains)
                .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        assertEquals(routes, described);
    }

    @Test
    void everyReferenceLeadsSomewhere() throws Exception {
        Map<String, Object> document = document();
        check(document, document);
    }

    private static void check(Object node, Map<String, Object> document) {
        if (node instanceof Map<?, ?> map) {
            if (map.get("$ref") instanceof String reference) {
                Object target = document;
                for (String step : reference.substring(2).split("/")) {
                    target = ((Map<?, ?>) target).get(step);
                    assertTrue(target != null, reference);
                }
            }
            map.values().forEach(child -> check(child, document));
        } else if (node instanceof Iterable<?> list) {
            list.forEach(child -> check(child, document));
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> paths() throws Exception {
        return (Map<String, Map<String, Object>>) document().get("paths");
    }

    private static Map<String, Object> document() throws Exception {
        try (InputStream yaml = OpenApiTest.class.getResourceAsStream("openapi.yaml")) {
            return new Yaml().load(yaml);
        }
    }
}
