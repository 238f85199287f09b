package io.travertine.broker.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.travertine.broker.http.ingest.RecordIds;
import io.travertine.engine.RecordFormat;
import io.travertine.engine.RecordView;
import io.travertine.engine.Topic;
import io.travertine.schema.row.RowException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record as JSON: {@code topic, partition, offset, id, timestamp, key, value, headers}. The key is text, or
 * {@code {"base64": ..}} when it is no UTF-8. The value is {@code value} when it is JSON, {@code valueText} when it is other
 * text, else {@code valueBase64}. Ingest takes the same members.
 */
final class RecordJson {
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE).build();

    private RecordJson() {}

    /** @param topic that the record belongs to, or null when it was deleted meanwhile */
    static void write(JsonGenerator json, RecordView record, @Nullable Topic topic) throws IOException {
        boolean ulid = topic != null && topic.config().ulid();
        json.writeStartObject();
        json.writeStringField("topic", record.topic());
        json.writeNumberField("partition", record.partition());
        json.writeNumberField("offset", record.offset());
        json.writeStringField("id", RecordIds.text(record.idHigh(), record.idLow(), ulid));
        json.writeStringField(
                "timestamp", Instant.ofEpochMilli(record.timestampMs()).toString());
        json.writeFieldName("key");
        writeText(json, record.key());
        writeValue(json, asJson(record.value(), topic == null ? null : topic.recordFormat()));
        json.writeArrayFieldStart("headers");
        for (RecordView.Header header : record.headers()) {
            json.writeStartObject();
            json.writeStringField("key", header.key());
            json.writeFieldName("value");
            writeText(json, header.value());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** A row as JSON; what is none as it is. */
    private static byte @Nullable [] asJson(byte @Nullable [] value, @Nullable RecordFormat format) {
        if (value == null || format == null) {
            return value;
        }
        try {
            return format.toJson(value);
        } catch (RowException none) {
            return value;
        }
    }

    private static void writeText(JsonGenerator json, byte @Nullable [] bytes) throws IOException {
        String text = text(bytes);
        if (bytes == null) {
            json.writeNull();
        } else if (text != null) {
            json.writeString(text);
        } else {
            json.writeStartObject();
            json.writeBinaryField("base64", bytes);
            json.writeEndObject();
        }
    }

    private static void writeValue(JsonGenerator json, byte @Nullable [] bytes) throws IOException {
        if (bytes == null) {
            json.writeNullField("value");
            return;
        }
        String text = text(bytes);
        if (text == null) {
            json.writeBinaryField("valueBase64", bytes);
        } else if (isJson(bytes)) {
            json.writeFieldName("value");
            copy(bytes, json);
        } else {
            json.writeStringField("valueText", text);
        }
    }

    /** The bytes as text, or null when they are no UTF-8. */
    private static @Nullable String text(byte @Nullable [] bytes) {
        try {
            return bytes == null
                    ? null
                    : StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString();
        } catch (CharacterCodingException binary) {
            return null;
        }
    }

    private static boolean isJson(byte[] bytes) {
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException malformed) {
            return false;
        }
    }

    private static void copy(byte[] bytes, JsonGenerator json) throws IOException {
        try (JsonParser parser = JSON.createParser(bytes)) {
            while (parser.nextToken() != null) {
                json.copyCurrentEventExact(parser);
            }
        }
    }
}
