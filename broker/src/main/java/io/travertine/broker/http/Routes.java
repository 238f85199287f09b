package io.travertine.broker.http;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All routes; finds the one for a request. */
record Routes(List<Route> all) {
    Routes {
        all = List.copyOf(all);
    }

    /** A route and what its path parameters are. */
    record Match(Route route, Map<String, String> parameters) {}

    /** The route for a method and a path; HEAD is served as GET. */
    Match find(HttpMethod method, String path) throws ProblemException {
        HttpMethod wanted = HttpMethod.HEAD.equals(method) ? HttpMethod.GET : method;
        List<String> segments = Route.split(path);
        TreeSet<String> allowed = new TreeSet<>();
        for (Route route : all) {
            Map<String, String> parameters = parameters(route, segments);
            if (parameters != null && route.method().equals(wanted)) {
                return new Match(route, parameters);
            }
            if (parameters != null) {
                allowed.add(route.method().name());
            }
        }
        if (allowed.isEmpty()) {
            String detail = "there is nothing at " + path + "; /openapi.yaml lists what there is";
            throw new Problem(404, "not-found", "Not found", detail).exception();
        }
        String detail = path + " takes " + String.join(", ", allowed) + ", not " + method.name();
        throw new Problem(405, "method-not-allowed", "Method not allowed", detail)
                .with("allow", List.copyOf(allowed))
                .exception();
    }

    private static @Nullable Map<String, String> parameters(Route route, List<String> segments)
            throws ProblemException {
        try {
            return route.match(segments);
        } catch (IllegalArgumentException malformedEscape) {
            throw Problem.badRequest("the path is not well escaped: " + malformedEscape.getMessage())
                    .exception();
        }
    }
}
