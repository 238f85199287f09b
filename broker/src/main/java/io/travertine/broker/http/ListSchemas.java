package io.travertine.broker.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.travertine.engine.Engine;
import io.travertine.engine.Topic;
import io.travertine.schema.record.RecordSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code GET /v1/topics/{topic}/schemas}: every version that the topic's record schema had, oldest first. */
record ListSchemas(Engine engine) implements Endpoint {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public void serve(Exchange exchange) throws Exception {
        exchange.allowQuery();
        Topic topic = Topics.require(engine, exchange.path("topic"));
        List<JsonNode> versions = new ArrayList<>();
        for (RecordSchema version : topic.schemas().versions()) {
            versions.add(tree(version));
        }
        exchange.answer(200, new Versions(topic.config().get("travertine.schema.compatibility"), versions));
    }

    private static JsonNode tree(RecordSchema schema) throws IOException {
        return JSON.readTree(schema.toJson());
    }

    /** @param compatibility which changes are let pass */
    private record Versions(String compatibility, List<JsonNode> versions) {}
}
