package io.travertine.broker.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.travertine.engine.Engine;
import io.travertine.engine.RecordView;
import io.travertine.engine.Topic;
import io.travertine.ids.Ulid;
import io.travertine.ids.UuidV7;

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
            RecordJson.write(json, record, topic != null && topic.config().ulid());
        }
    }

    private RecordView find(String text) throws Exception {
        UuidV7 id = parse(text);
        return engine.find(id.high(), id.low()).orElseThrow(() -> unknown(text));
    }

    private static UuidV7 parse(String text) throws ProblemException {
        try {
            return text.length() == Ulid.TEXT_LENGTH ? Ulid.parse(text).toUuidV7() : UuidV7.parse(text);
        } catch (IllegalArgumentException malformed) {
            String detail = "'" + text + "' is neither a UUID nor a ULID: " + malformed.getMessage();
            throw Problem.badRequest(detail).exception();
        }
    }

    private static ProblemException unknown(String text) {
        return new Problem(404, "unknown-record", "Unknown record", "there is no record with id " + text).exception();
    }
}
