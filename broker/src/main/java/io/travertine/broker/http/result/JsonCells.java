package io.travertine.broker.http.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.travertine.columnar.BooleanColumn;
import io.travertine.columnar.Column;
import io.travertine.columnar.DoubleColumn;
import io.travertine.columnar.LongColumn;
import io.travertine.schema.ColumnType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Values as JSON: numbers and booleans as such (NaN and the infinities as text), JSON inline, all else as text. JSON inline is
 * parsed first: text that is none after all is written as a string, and line breaks in it do not end a line of NDJSON.
 */
public final class JsonCells {
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();

    private JsonCells() {}

    public static JsonGenerator generator(OutputStream target) throws IOException {
        return JSON.createGenerator(target);
    }

    /** Writes a value, or null. */
    public static void write(JsonGenerator json, Column column, int row) throws IOException {
        if (column.isNull(row)) {
            json.writeNull();
            return;
        }
        switch (column) {
            case BooleanColumn booleans -> json.writeBoolean(booleans.get(row));
            case DoubleColumn doubles -> json.writeNumber(doubles.get(row));
            case LongColumn longs when longs.type() == ColumnType.INT64 -> json.writeNumber(longs.get(row));
            default -> {
                if (column.type() == ColumnType.JSON) {
                    writeInline(json, Cells.bytes(column, row));
                } else {
                    json.writeString(Cells.text(column, row));
                }
            }
        }
    }

    /** A value that is not null, as text. */
    public static String text(Column column, int row) {
        return Cells.text(column, row);
    }

    /** A value that is not null, as what a record has: bytes as they are, and the text of all else. */
    public static byte[] bytes(Column column, int row) {
        return column.type() == ColumnType.BINARY
                ? Cells.bytes(column, row)
                : Cells.text(column, row).getBytes(StandardCharsets.UTF_8);
    }

    private static void writeInline(JsonGenerator json, byte[] value) throws IOException {
        if (!isJson(value)) {
            json.writeString(new String(value, StandardCharsets.UTF_8));
            return;
        }
        try (JsonParser parser = JSON.createParser(value)) {
            while (parser.nextToken() != null) {
                json.copyCurrentEventExact(parser);
            }
        }
    }

    private static boolean isJson(byte[] value) {
        try (JsonParser parser = JSON.createParser(value)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException malformed) {
            return false;
        }
    }
}
