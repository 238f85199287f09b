package io.travertine.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.travertine.schema.RecordType;
import io.travertine.schema.evolution.SchemaHistory;
import io.travertine.schema.record.RecordSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The broker's topics. Thread-safe; changes are durable when a method returns. */
public final class Topics {
    private final HttpTransport http;

    Topics(HttpTransport http) {
        this.http = http;
    }

    /**
     * Sees to it that there is a topic of this name, with so many partitions and exactly these settings ({@code retention.ms},
     * {@code travertine.columns}, ...). A topic with another number of partitions is refused.
     */
    public TopicDescription create(String name, int partitions, Map<String, String> config) {
        return http.call("PUT", path(name), new Wanted(partitions, config), TopicDescription.class);
    }

    /**
     * Sees to it that there is the topic of a record type, which takes nothing else: the broker enforces the type's schema on every
     * producer. Settings other than the schema have their defaults.
     */
    public TopicDescription create(RecordType<?> type, int partitions) {
        return create(type, partitions, Map.of());
    }

    /** The same with other settings: {@code travertine.format=row}, say, for values that are binary rows. */
    public TopicDescription create(RecordType<?> type, int partitions, Map<String, String> config) {
        Map<String, String> all = new HashMap<>(config);
        all.put("travertine.schema", new String(type.schema().toJson(), StandardCharsets.UTF_8));
        return create(type.schema().name(), partitions, all);
    }

    /** Every version that the topic's record schema had. */
    public SchemaHistory schemas(String name) {
        List<RecordSchema> versions = new ArrayList<>();
        for (JsonNode version :
                http.call("GET", path(name) + "/schemas", null, Versions.class).versions()) {
            versions.add(RecordSchema.ofJson(version.toString().getBytes(StandardCharsets.UTF_8)));
        }
        return new SchemaHistory(versions);
    }

    /** Settings and offsets, or empty when there is no such topic. */
    public Optional<TopicDescription> describe(String name) {
        try {
            return Optional.of(http.call("GET", path(name), null, TopicDescription.class));
        } catch (TravertineException refused) {
            if (refused.status() == 404) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** The names of all topics, sorted, those that the broker keeps for itself left out. */
    public List<String> names() {
        return http.call("GET", "v1/topics", null, TopicList.class).topics().stream()
                .filter(topic -> !topic.internal())
                .map(Entry::name)
                .toList();
    }

    /** Deletes a topic and its records; false when there was none. */
    public boolean delete(String name) {
        try {
            http.call("DELETE", path(name));
            return true;
        } catch (TravertineException refused) {
            if (refused.status() == 404) {
                return false;
            }
            throw refused;
        }
    }

    private static String path(String name) {
        return "v1/topics/" + Paths.escape(name);
    }

    private record Versions(List<JsonNode> versions) {}

    private record Wanted(int partitions, Map<String, String> config) {}

    private record TopicList(List<Entry> topics) {}

    private record Entry(String name, boolean internal) {}
}
