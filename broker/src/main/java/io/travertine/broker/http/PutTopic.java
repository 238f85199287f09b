package io.travertine.broker.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.travertine.engine.Engine;
import io.travertine.engine.Topic;
import io.travertine.engine.TopicConfig;
import io.travertine.engine.TopicExistsException;
import io.travertine.engine.TopicSpec;
import io.travertine.schema.evolution.IncompatibleSchemaException;
import io.travertine.schema.evolution.SchemaHistory;
import io.travertine.schema.record.RecordSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code PUT /v1/topics/{topic}}: afterwards the topic is as the body says. A new topic is answered 201; one that exists 200,
 * its settings changed where they differ; another number of partitions is refused with 409.
 */
record PutTopic(Engine engine, HttpOptions options) implements Endpoint {
    @Override
    public void serve(Exchange exchange) throws Exception {
        exchange.allowQuery();
        String name = exchange.path("topic");
        Body asked = exchange.json(Body.class);
        while (!served(exchange, name, asked)) {
            // Somebody else's version of the schema came meanwhile; the one without a number is the next.
        }
    }

    private boolean served(Exchange exchange, String name, Body asked) throws Exception {
        Topic existing = engine.topic(name);
        SchemaHistory seen = existing == null ? new SchemaHistory(List.of()) : existing.schemas();
        try {
            Body wanted = asked.withSchema(
                    seen, existing == null ? Map.of() : existing.config().set());
            check(wanted);
            if (existing == null) {
                existing = create(exchange, name, wanted);
            }
            if (existing != null) {
                exchange.answer(200, Topics.describe(adjust(existing, wanted)));
            }
            return true;
        } catch (IncompatibleSchemaException refused) {
            throw new Problem(409, "incompatible-schema", "Incompatible schema", String.valueOf(refused.getMessage()))
                    .with("problems", refused.problems())
                    .exception();
        } catch (IllegalArgumentException invalid) {
            Topic now = engine.topic(name);
            if (now != null && asked.unnumbered() && !now.schemas().equals(seen)) {
                return false;
            }
            throw Problem.badRequest(String.valueOf(invalid.getMessage())).exception();
        }
    }

    private static void check(Body wanted) throws ProblemException {
        if (wanted.partitions() != null && wanted.partitions() < 1) {
            throw Problem.badRequest("partitions is " + wanted.partitions() + "; at least 1 is expected")
                    .exception();
        }
        if (wanted.config() != null && wanted.config().containsValue(null)) {
            throw Problem.badRequest("config has a null; leave a setting out to have its default")
                    .exception();
        }
    }

    /** Answers 201 and returns null, or returns the topic that somebody else has made meanwhile. */
    private @Nullable Topic create(Exchange exchange, String name, Body wanted) throws IOException, ProblemException {
        int partitions = wanted.partitions() == null ? options.defaultPartitions() : wanted.partitions();
        Map<String, String> config = wanted.config() == null ? Map.of() : wanted.config();
        try {
            exchange.answer(201, Topics.describe(engine.createTopic(new TopicSpec(name, partitions, config))));
            return null;
        } catch (TopicExistsException meanwhile) {
            return Topics.require(engine, name);
        }
    }

    private Topic adjust(Topic topic, Body wanted) throws IOException, ProblemException {
        int partitions = topic.partitions().size();
        if (wanted.partitions() != null && wanted.partitions() != partitions) {
            String detail = "topic '" + topic.name() + "' has " + partitions + " partitions, not " + wanted.partitions()
                    + "; their number cannot be changed here";
            throw new Problem(409, "topic-exists", "Topic exists", detail).exception();
        }
        Map<String, @Nullable String> changes = changes(topic.config().set(), wanted);
        return changes.isEmpty() ? topic : engine.alterTopic(topic.name(), changes);
    }

    private static Map<String, @Nullable String> changes(Map<String, String> present, Body wanted) {
        Map<String, @Nullable String> changes = new HashMap<>();
        if (wanted.config() != null) {
            TopicConfig.of(wanted.config());
            present.keySet().forEach(key -> changes.put(key, null));
            changes.putAll(wanted.config());
            changes.entrySet()
                    .removeIf(change -> present.containsKey(change.getKey())
                            && Objects.equals(present.get(change.getKey()), change.getValue()));
        }
        return changes;
    }

    /**
     * What the topic is to be.
     *
     * @param partitions null: the default, or what it has
     * @param config all settings that are not at their default; null: as they are
     * @param schema the setting {@code travertine.schema} as what it is, JSON; without a version it gets the next one
     */
    private record Body(
            @Nullable Integer partitions,
            @Nullable Map<String, String> config,
            @Nullable JsonNode schema) {
        boolean unnumbered() {
            return schema != null && !schema.has("version");
        }

        /** The schema among the other settings: those asked for, else those that the topic has. */
        Body withSchema(SchemaHistory history, Map<String, String> present) {
            if (schema == null) {
                return this;
            }
            RecordSchema declared = RecordSchema.ofJson(schema.toString().getBytes(StandardCharsets.UTF_8));
            RecordSchema numbered = schema.has("version") ? declared : history.numbered(declared);
            Map<String, String> all = new HashMap<>(config == null ? present : config);
            all.put("travertine.schema", new String(numbered.toJson(), StandardCharsets.UTF_8));
            return new Body(partitions, all, null);
        }
    }
}
