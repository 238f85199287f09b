package io.travertine.broker.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.travertine.engine.Engine;
import io.travertine.engine.RecordView;
import io.travertine.engine.Topic;
import io.travertine.ids.IdText;
import java.util.UUID;

/** {@code GET /v1/records/{id}}: one record by its id, written as UUID or as ULID. */
record FindRecord(Engine engine) implements Endpoint {
    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public void serve(Exchange exchange) throws Exception {
        exchange.allowQuery();
        String text = exchange.path("id");
        RecordView record = find(text);
        Topic topic = engine.topic(record.topic());
        try (JsonGenerator json = JSON.createGenerator(exchange.stream(200, "application/json"))) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            RecordJson.write(json, record, topic);
        }
    }

    private RecordView find(String text) throws Exception {
        UUID id = parse(text);
        return engine.find(id.getMostSignificantBits(), id.getLeastSignificantBits())
                .orElseThrow(() -> unknown(text));
    }

    private static UUID parse(String text) throws ProblemException {
        try {
            return IdText.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw Problem.badRequest(String.valueOf(malformed.getMessage())).exception();
        }
    }

    private static ProblemException unknown(String text) {
        return new Problem(404, "unknown-record", "Unknown record", "there is no record with id " + text).exception();
    }
}
