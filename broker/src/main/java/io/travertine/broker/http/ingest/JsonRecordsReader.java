package io.travertine.broker.http.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Records in one JSON object, read as a stream: {@code {"records":[{"key":..,"value":..,"headers":..,"timestamp":..,
 * "partition":..},..]}}. A key is text or {@code {"base64":..}}. The value is one of {@code value} (any JSON, stored as JSON),
 * {@code valueText} (text, stored without quotes) and {@code valueBase64}; none of them, or null, is a null value. Headers are
 * an object, or an array of {@code {"key":..,"value":..}}.
 */
public final class JsonRecordsReader implements RecordReader {
    private final JsonFactory json;
    private final JsonParser parser;
    private final BoundedBytes value;
    private final int partition;
    private long number;
    private boolean opened;

    /** @param partition of records that name none, or {@link InputRecord#NONE} */
    public JsonRecordsReader(InputStream body, int partition, int maxValueBytes) throws IOException {
        json = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength((int) Math.min(Integer.MAX_VALUE, 2L * maxValueBytes))
                        .build())
                .build();
        parser = json.createParser(body);
        value = new BoundedBytes(maxValueBytes);
        this.partition = partition;
    }

    @Override
    public boolean next(InputRecord record) throws IOException, BadInputException {
        try {
            if (!opened) {
                open();
            }
            JsonToken token = parser.nextToken();
            if (token == JsonToken.END_ARRAY) {
                close();
                return false;
            }
            number++;
            expect(token, JsonToken.START_OBJECT, "a record, which is an object,");
            record.clear();
            record.partition = partition;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                member(record, parser.currentName());
            }
            return true;
        } catch (StreamConstraintsException | BoundedBytes.FullException tooLarge) {
            throw bad(BadInputException.Kind.TOO_LARGE, tooLarge, String.valueOf(tooLarge.getMessage()));
        } catch (JsonProcessingException malformed) {
            throw bad(BadInputException.Kind.MALFORMED, malformed, malformed.getOriginalMessage());
        }
    }

    @Override
    public BadInputException objection(BadInputException.Kind kind, String found) {
        return new BadInputException(kind, "record", Math.max(1, number), 0, found);
    }

    private void open() throws IOException {
        opened = true;
        expect(parser.nextToken(), JsonToken.START_OBJECT, "an object with \"records\"");
        expect(parser.nextToken(), JsonToken.FIELD_NAME, "\"records\"");
        if (!parser.currentName().equals("records")) {
            throw new JsonParseException(parser, "found \"" + parser.currentName() + "\"; \"records\" is expected");
        }
        expect(parser.nextToken(), JsonToken.START_ARRAY, "an array of records");
    }

    private void close() throws IOException {
        expect(parser.nextToken(), JsonToken.END_OBJECT, "the end of the object behind \"records\"");
        if (parser.nextToken() != null) {
            throw new JsonParseException(parser, "a second value behind the records");
        }
    }

    private void member(InputRecord record, String name) throws IOException {
        JsonToken token = parser.nextToken();
        switch (name) {
            case "key" -> record.key = bytes(token);
            case "value" -> value(record, token);
            case "valueText" -> whole(record, text(token));
            case "valueBase64" -> whole(record, base64(token));
            case "headers" -> headers(record, token);
            case "timestamp" -> record.timestampMs = RecordTimestamps.parse(parser, token);
            case "partition" -> record.partition = partition(token);
            default ->
                throw new JsonParseException(
                        parser,
                        "unknown member \"" + name + "\"; key, value, valueText, valueBase64, headers, timestamp and "
                                + "partition are known");
        }
    }

    private void value(InputRecord record, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        value.reset();
        try (JsonGenerator copy = json.createGenerator(value)) {
            int depth = 0;
            do {
                copy.copyCurrentEventExact(parser);
                JsonToken copied = parser.currentToken();
                depth += copied.isStructStart() ? 1 : copied.isStructEnd() ? -1 : 0;
            } while (depth > 0 && parser.nextToken() != null);
            if (depth > 0) {
                throw new JsonParseException(parser, "the body ends within a value");
            }
        }
        record.value(value.bytes(), 0, value.size());
    }

    private static void whole(InputRecord record, byte @Nullable [] bytes) {
        if (bytes != null) {
            record.value(bytes, 0, bytes.length);
        }
    }

    private int partition(JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return partition;
        }
        expect(token, JsonToken.VALUE_NUMBER_INT, "a partition number");
        return parser.getIntValue();
    }

    private void headers(InputRecord record, JsonToken token) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                record.headers.add(new InputRecord.Header(key, bytes(parser.nextToken())));
            }
        } else if (token == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                record.headers.add(header());
            }
        } else if (token != JsonToken.VALUE_NULL) {
            throw new JsonParseException(parser, "headers are neither an object nor an array");
        }
    }

    private InputRecord.Header header() throws IOException {
        expect(parser.currentToken(), JsonToken.START_OBJECT, "a header, {\"key\":..,\"value\":..},");
        String key = null;
        byte[] bytes = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            switch (name) {
                case "key" -> key = token == JsonToken.VALUE_STRING ? parser.getText() : null;
                case "value" -> bytes = bytes(token);
                default -> throw new JsonParseException(parser, "unknown member \"" + name + "\" in a header");
            }
        }
        if (key == null) {
            throw new JsonParseException(parser, "a header without a \"key\" that is text");
        }
        return new InputRecord.Header(key, bytes);
    }

    /** Text as UTF-8, {@code {"base64":..}} as its bytes, null as null. */
    private byte @Nullable [] bytes(JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            return text(token);
        }
        expect(parser.nextToken(), JsonToken.FIELD_NAME, "\"base64\"");
        if (!parser.currentName().equals("base64")) {
            throw new JsonParseException(parser, "found \"" + parser.currentName() + "\"; \"base64\" is expected");
        }
        byte[] bytes = base64(parser.nextToken());
        expect(parser.nextToken(), JsonToken.END_OBJECT, "the end of {\"base64\":..}");
        return bytes;
    }

    private byte @Nullable [] text(JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        expect(token, JsonToken.VALUE_STRING, "text");
        return parser.getText().getBytes(StandardCharsets.UTF_8);
    }

    private byte @Nullable [] base64(JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        expect(token, JsonToken.VALUE_STRING, "base64 text");
        return parser.getBinaryValue();
    }

    private void expect(@Nullable JsonToken found, JsonToken expected, String what) throws IOException {
        if (found != expected) {
            throw new JsonParseException(
                    parser, what + " is expected, found " + (found == null ? "the end of the body" : describe(found)));
        }
    }

    private static String describe(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                token.asString() == null ? "something else" : token.asString();
        };
    }

    private BadInputException bad(BadInputException.Kind kind, JsonProcessingException cause, String found) {
        String where = cause.getLocation() == null
                ? ""
                : " (line " + cause.getLocation().getLineNr() + ", column "
                        + cause.getLocation().getColumnNr() + " of the body)";
        return objection(kind, found + where);
    }
}
