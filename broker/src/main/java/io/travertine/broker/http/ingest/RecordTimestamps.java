package io.travertine.broker.http.ingest;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.travertine.schema.Timestamps;
import java.io.IOException;

/** Timestamps of records: RFC 3339 text, or milliseconds since 1970 as a whole number. Null is the time of arrival. */
final class RecordTimestamps {
    private static final long MICROS_PER_MILLI = 1000;

    private RecordTimestamps() {}

    static long parse(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_NULL -> InputRecord.NONE;
            case VALUE_NUMBER_INT -> notNegative(parser, parser.getLongValue());
            case VALUE_STRING -> notNegative(parser, millis(parser, parser.getText()));
            default ->
                throw new JsonParseException(
                        parser, "the timestamp is neither RFC 3339 text nor a whole number of milliseconds since 1970");
        };
    }

    private static long millis(JsonParser parser, String text) throws IOException {
        long micros = Timestamps.parse(text);
        if (micros == Timestamps.INVALID) {
            throw new JsonParseException(
                    parser, "the timestamp '" + text + "' is not RFC 3339, as 2001-01-01T00:01:00Z is");
        }
        return Math.floorDiv(micros, MICROS_PER_MILLI);
    }

    private static long notNegative(JsonParser parser, long millis) throws IOException {
        if (millis < 0) {
            throw new JsonParseException(parser, "the timestamp is before 1970");
        }
        return millis;
    }
}
