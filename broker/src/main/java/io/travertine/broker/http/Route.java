package io.travertine.broker.http;

import io.vertx.core.http.HttpMethod;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A method and a path that an endpoint answers.
 *
 * @param template the path as OpenAPI writes it, parameters in braces: {@code /v1/topics/{topic}}
 */
record Route(HttpMethod method, String template, Endpoint endpoint) {
    /** The path's parameters by name, or null when the path is not of this route. */
    @Nullable Map<String, String> match(List<String> segments) {
        List<String> pattern = split(template);
        if (pattern.size() != segments.size()) {
            return null;
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String expected = pattern.get(i);
            if (expected.startsWith("{")) {
                parameters.put(expected.substring(1, expected.length() - 1), decode(segments.get(i)));
            } else if (!expected.equals(segments.get(i))) {
                return null;
            }
        }
        return parameters;
    }

    static List<String> split(String path) {
        return List.of(path.split("/", -1));
    }

    private static String decode(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
