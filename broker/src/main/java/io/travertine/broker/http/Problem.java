package io.travertine.broker.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a request failed, as RFC 9457 says it.
 *
 * @param kind last part of the {@code type} URI, stable; programs decide by it
 * @param members more members of the JSON object, such as {@code line} or {@code sqlState}
 */
record Problem(int status, String kind, String title, String detail, Map<String, Object> members) {
    static final String MEDIA_TYPE = "application/problem+json";

    Problem(int status, String kind, String title, String detail) {
        this(status, kind, title, detail, Map.of());
    }

    Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(status, kind, title, detail, more);
    }

    ProblemException exception() {
        return new ProblemException(this);
    }

    /** The members in the order in which they are written. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "urn:travertine:problem:" + kind);
        json.put("title", title);
        json.put("status", status);
        json.put("detail", detail);
        json.putAll(members);
        return json;
    }

    static Problem badRequest(String detail) {
        return new Problem(400, "bad-request", "Bad request", detail);
    }

    static Problem unknownTopic(String topic) {
        return new Problem(
                404,
                "unknown-topic",
                "Unknown topic",
                "there is no topic '" + topic + "'; create it with PUT /v1/topics/" + topic);
    }

    static Problem busy(String detail, int retryAfterSeconds) {
        return new Problem(429, "busy", "Too many requests", detail).with("retryAfterSeconds", retryAfterSeconds);
    }

    static Problem tooLarge(String detail) {
        return new Problem(413, "too-large", "Content too large", detail);
    }

    static Problem unsupportedMediaType(String detail) {
        return new Problem(415, "unsupported-media-type", "Unsupported media type", detail);
    }

    static Problem internal() {
        return new Problem(
                500, "internal", "Internal error", "the broker failed to serve the request; its log says why");
    }
}
