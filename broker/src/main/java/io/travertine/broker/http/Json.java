package io.travertine.broker.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Small JSON documents as Java values. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private Json() {}

    /** Reads a body of at most so many bytes. */
    static <T> T read(InputStream body, Class<T> type, int maxBytes) throws IOException, ProblemException {
        byte[] bytes = body.readNBytes(maxBytes + 1);
        if (bytes.length > maxBytes) {
            throw Problem.tooLarge("the body is larger than " + maxBytes + " bytes")
                    .exception();
        }
        try (JsonParser parser = MAPPER.createParser(bytes)) {
            JsonToken first = parser.nextToken();
            if (first == null || first == JsonToken.VALUE_NULL) {
                throw Problem.badRequest(
                                "the body is " + (first == null ? "empty" : "null") + "; a JSON object is expected")
                        .exception();
            }
            T value = MAPPER.readValue(parser, type);
            if (parser.nextToken() != null) {
                throw Problem.badRequest("there is more in the body than one JSON value")
                        .exception();
            }
            return value;
        } catch (JsonProcessingException malformed) {
            throw Problem.badRequest("the body is not the JSON expected: " + describe(malformed))
                    .exception();
        }
    }

    /** Writes a value; leaves the stream open. */
    static void write(OutputStream target, Object value) throws IOException {
        target.write(MAPPER.writeValueAsBytes(value));
        target.write('\n');
    }

    /** In the words of the document; Jackson's own messages name Java classes. */
    private static String describe(JsonProcessingException malformed) {
        String what = switch (malformed) {
            case UnrecognizedPropertyException unknown ->
                "there is no member \"" + unknown.getPropertyName() + "\"; known are "
                        + unknown.getKnownPropertyIds().stream()
                                .sorted()
                                .map(known -> "\"" + known + "\"")
                                .collect(Collectors.joining(", "));
            case MismatchedInputException other -> place(other) + " is not " + expected(other.getTargetType());
            default -> malformed.getOriginalMessage();
        };
        JsonLocation location = malformed.getLocation();
        return location == null
                ? what
                : what + " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static String place(MismatchedInputException mismatch) {
        String path = mismatch.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return path.isEmpty() ? "it" : "\"" + path.substring(path.startsWith(".") ? 1 : 0) + "\"";
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "what is expected there";
        }
        if (type == String.class) {
            return "text";
        }
        if (Number.class.isAssignableFrom(type)) {
            return "a number that fits";
        }
        return Collection.class.isAssignableFrom(type) ? "an array" : "an object";
    }
}
