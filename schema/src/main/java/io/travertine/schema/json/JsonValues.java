package io.travertine.schema.json;

import io.travertine.ids.UuidText;
import io.travertine.schema.Timestamps;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Function;

/** Values that JSON has no form of its own for. Each throws {@link JsonException} when what is next is not of that form. */
public final class JsonValues {
    /** Of a time to the microsecond in UTC. */
    private static final int MICROS_LENGTH = 27;

    private static final int DATE_LENGTH = 10;

    private JsonValues() {}

    /** A whole number between two, both included. */
    public static long whole(JsonReader json, long min, long max) {
        int mark = json.mark();
        long value = json.readLong();
        if (value < min || value > max) {
            json.rewind(mark);
            throw json.wrongValue("a whole number from " + min + " to " + max);
        }
        return value;
    }

    /** Bytes as base 64 (RFC 4648, section 4). */
    public static byte[] bytes(JsonReader json) {
        return read(json, Base64.getDecoder()::decode, "bytes in base 64");
    }

    /** A date as {@code 2026-01-31}. */
    public static LocalDate date(JsonReader json) {
        return read(json, LocalDate::parse, "a date as 2026-01-31");
    }

    /** A time as {@code 2026-01-31T08:00:00Z}, years 0000 to 9999: what is one here is one in a column, too. */
    public static Instant timestamp(JsonReader json) {
        return read(json, JsonValues::instant, "a time as 2026-01-31T08:00:00Z");
    }

    public static UUID uuid(JsonReader json) {
        return read(json, UuidText::parse, "a UUID");
    }

    /** An id in the text that a function reads. */
    public static <T> T id(JsonReader json, Function<CharSequence, T> parse) {
        return read(json, parse::apply, "an id");
    }

    public static <E extends Enum<E>> E enumValue(JsonReader json, Class<E> type) {
        return read(json, name -> Enum.valueOf(type, name), "one of " + Arrays.toString(type.getEnumConstants()));
    }

    private static Instant instant(String text) {
        long micros = Timestamps.parse(text);
        if (micros == Timestamps.INVALID) {
            throw new DateTimeException(text);
        }
        boolean plain = text.length() <= MICROS_LENGTH && text.endsWith("Z") && text.charAt(DATE_LENGTH) == 'T';
        return plain ? Timestamps.instant(micros) : Instant.parse(text);
    }

    private static <T> T read(JsonReader json, Function<String, T> parse, String needed) {
        int mark = json.mark();
        String text = json.readString();
        try {
            return parse.apply(text);
        } catch (DateTimeException | IllegalArgumentException e) {
            json.rewind(mark);
            throw json.wrongValue(needed);
        }
    }
}
