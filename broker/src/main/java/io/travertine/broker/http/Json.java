package io.travertine.broker.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Small JSON documents as Java values. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
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
        try {
            T value = MAPPER.readValue(bytes, type);
            if (value == null) {
                throw Problem.badRequest("the body is null; a JSON object is expected")
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

    private static String describe(JsonProcessingException malformed) {
        String where = malformed.getLocation() == null
                ? ""
                : " (line " + malformed.getLocation().getLineNr() + ", column "
                        + malformed.getLocation().getColumnNr() + ")";
        return malformed.getOriginalMessage() + where;
    }
}
