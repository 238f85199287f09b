package io.travertine.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Names as segments of a path. */
final class Paths {
    private Paths() {}

    static String escape(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
