package io.travertine.broker.http.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Checks that a record's value is exactly one JSON value, and takes key and timestamp from its fields. */
final class JsonLine {
    private static final JsonFactory JSON = new JsonFactory();

    private final @Nullable String keyField;
    private final @Nullable String timestampField;

    JsonLine(FieldMapping fields) {
        this.keyField = fields.key();
        this.timestampField = fields.timestamp();
    }

    void parse(InputRecord record) throws IOException {
        try (JsonParser parser = JSON.createParser(record.value, record.valuePosition, record.valueLength)) {
            boolean object = parser.nextToken() == JsonToken.START_OBJECT;
            if (object && (keyField != null || timestampField != null)) {
                takeFields(parser, record);
            } else {
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "a second value on the line");
            }
        }
    }

    private void takeFields(JsonParser parser, InputRecord record) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (name.equals(keyField)) {
                record.key = key(parser, token);
            }
            if (name.equals(timestampField)) {
                record.timestampMs = RecordTimestamps.parse(parser, token);
            }
            parser.skipChildren();
        }
    }

    private static byte @Nullable [] key(JsonParser parser, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token.isStructStart()) {
            throw new JsonParseException(
                    parser, "the key is an object or array; text, a number or a boolean is expected");
        }
        return parser.getText().getBytes(StandardCharsets.UTF_8);
    }
}
