package io.travertine.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record, by its id.
 *
 * @param key text or bytes (a {@link BinaryNode}), {@link NullNode} when there is none
 * @param value JSON as it is, other text as text, else bytes; {@link NullNode} when there is none
 */
public record StoredRecord(
        String id,
        String topic,
        int partition,
        long offset,
        Instant timestamp,
        JsonNode key,
        JsonNode value,
        List<Header> headers) {
    public StoredRecord {
        headers = List.copyOf(headers);
    }

    /** A record header; names may repeat. */
    public record Header(String key, JsonNode value) {}

    static StoredRecord of(JsonNode json) {
        List<Header> headers = new ArrayList<>();
        json.path("headers")
                .forEach(header -> headers.add(new Header(header.path("key").asText(), text(header.get("value")))));
        return new StoredRecord(
                json.path("id").asText(),
                json.path("topic").asText(),
                json.path("partition").asInt(),
                json.path("offset").asLong(),
                Instant.parse(json.path("timestamp").asText()),
                text(json.get("key")),
                value(json),
                headers);
    }

    private static JsonNode value(JsonNode json) {
        if (json.has("valueBase64")) {
            return binary(json.path("valueBase64"));
        }
        return json.has("valueText") ? json.path("valueText") : orNull(json.get("value"));
    }

    private static JsonNode text(@Nullable JsonNode json) {
        return json != null && json.isObject() ? binary(json.path("base64")) : orNull(json);
    }

    private static JsonNode orNull(@Nullable JsonNode json) {
        return json == null || json instanceof MissingNode ? NullNode.getInstance() : json;
    }

    private static JsonNode binary(JsonNode base64) {
        try {
            return BinaryNode.valueOf(base64.binaryValue());
        } catch (IOException malformed) {
            throw new UncheckedIOException("the broker sent bytes that are no base64", malformed);
        }
    }
}
