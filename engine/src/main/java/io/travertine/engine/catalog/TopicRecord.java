package io.travertine.engine.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A topic as the catalog keeps it, as JSON.
 *
 * @param id never given to another topic
 * @param partitions where partition i lives, at place i
 * @param config what was set, without defaults
 * @param schemas every version that its record schema had, as JSON, oldest first
 */
public record TopicRecord(
        String name, UUID id, List<Placement> partitions, Map<String, String> config, List<String> schemas) {
    private static final String SCHEMA = "travertine.schema";
    private static final JsonMapper JSON = new JsonMapper();

    public TopicRecord {
        partitions = List.copyOf(partitions);
        config = Map.copyOf(config);
        schemas = schemas == null ? schemasOf(config) : List.copyOf(schemas);
    }

    /** A topic's schemas when it is new, or was written before topics had versions of them. */
    static List<String> schemasOf(Map<String, String> config) {
        String schema = config.getOrDefault(SCHEMA, "");
        return schema.isEmpty() ? List.of() : List.of(schema);
    }

    /**
     * Where a partition lives.
     *
     * @param number the partition's number within the shard, never given to another partition
     */
    public record Placement(int shard, int number) {}

    byte[] encode() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static TopicRecord decode(byte[] bytes) throws IOException {
        try {
            return JSON.readValue(bytes, TopicRecord.class);
        } catch (JsonProcessingException e) {
            throw new IOException(
                    "the catalog holds a topic that cannot be read: " + new String(bytes, StandardCharsets.UTF_8), e);
        }
    }

    TopicRecord with(Map<String, String> changed, List<String> versions) {
        return new TopicRecord(name, id, partitions, changed, versions);
    }
}
