package io.travertine.columnar.scan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.travertine.columnar.RecordReader.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Record headers as JSON, and back without loss. An array with one object a header, in their order:
 *
 * <pre>
 *   {"key": "k", "value": "text"}       a value that is UTF-8
 *   {"key": "k", "base64": "AP8="}      a value that is not
 *   {"key": "k", "value": null}         no value
 * </pre>
 */
public final class RecordHeaders {
    private static final JsonFactory FACTORY = new JsonFactory();

    private RecordHeaders() {}

    public static byte[] write(List<Header> headers) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartArray();
            for (Header header : headers) {
                json.writeStartObject();
                json.writeStringField("key", header.key());
                writeValue(json, header.value());
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeValue(JsonGenerator json, byte @Nullable [] value) throws IOException {
        if (value == null) {
            json.writeNullField("value");
            return;
        }
        String text = utf8(value);
        if (text == null) {
            json.writeBinaryField("base64", value);
        } else {
            json.writeStringField("value", text);
        }
    }

    private static @Nullable String utf8(byte[] value) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** What {@link #write} was given. */
    public static List<Header> read(byte[] source, int position, int length) throws IOException {
        List<Header> headers = new ArrayList<>();
        try (JsonParser json = FACTORY.createParser(source, position, length)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                headers.add(readHeader(json));
            }
        }
        return headers;
    }

    private static Header readHeader(JsonParser json) throws IOException {
        json.nextToken();
        String key = json.nextTextValue();
        json.nextToken();
        boolean base64 = json.currentName().equals("base64");
        byte[] value = null;
        if (json.nextToken() != JsonToken.VALUE_NULL) {
            value = base64 ? json.getBinaryValue() : json.getText().getBytes(StandardCharsets.UTF_8);
        }
        json.nextToken();
        return new Header(key, value);
    }
}
