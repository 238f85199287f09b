package io.travertine.schema.record;

import io.travertine.ids.Ulid;
import io.travertine.ids.UuidText;
import io.travertine.schema.json.Json;
import io.travertine.schema.json.JsonException;
import io.travertine.schema.json.JsonKind;
import io.travertine.schema.json.JsonReader;
import io.travertine.schema.record.FieldType.Scalar;
import io.travertine.schema.record.FieldType.Union;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as the values that a schema's types have; fields of records by the name they have now, where they came by a former one. What does not fit its type stays as it is in JSON, so that a validator finds it,
 * and so does a field that the schema does not have.
 */
public final class JsonRows {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private JsonRows() {}

    /**
     * Reads a value: a map for an object, and so on.
     *
     * @throws JsonException when it is no JSON, or when a record has a field twice: readers would differ about which one counts
     */
    public static @Nullable Object read(JsonReader json, FieldType type) {
        JsonKind kind = json.peek();
        if (kind == JsonKind.OBJECT && type instanceof FieldType.Struct struct) {
            return record(json, struct);
        }
        if (kind == JsonKind.OBJECT && type instanceof Union union) {
            return union(json, union);
        }
        if (kind == JsonKind.OBJECT && type instanceof FieldType.MapOf map) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            json.beginObject();
            while (json.nextField()) {
                values.put(json.name(), read(json, map.value().type()));
            }
            return values;
        }
        if (kind == JsonKind.ARRAY && type instanceof FieldType.ListOf list) {
            List<@Nullable Object> values = new ArrayList<>();
            json.beginArray();
            while (json.nextElement()) {
                values.add(read(json, list.element().type()));
            }
            return values;
        }
        if (kind == JsonKind.NUMBER) {
            return number(json, type);
        }
        if (kind == JsonKind.STRING) {
            return text(json.readString(), type);
        }
        return Json.read(json);
    }

    private static Map<String, @Nullable Object> record(JsonReader json, FieldType.Struct struct) {
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        json.beginObject();
        int next = 0;
        while (json.nextField()) {
            String found = json.name();
            int index = index(struct.fields(), found, next);
            next = index + 1;
            Field field = index < 0 ? null : struct.fields().get(index);
            String name = field == null ? found : field.name();
            if (record.containsKey(name)) {
                throw json.wrongValue("a field other than '" + name + "', which was there before,");
            }
            record.put(name, field == null ? Json.read(json) : read(json, field.type()));
        }
        return record;
    }

    /** The place of a field by its name or a former one, or -1; the guess is tried first, as fields mostly come in one order. */
    private static int index(List<Field> fields, String name, int guess) {
        if (guess < fields.size() && fields.get(guess).name().equals(name)) {
            return guess;
        }
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(name)) {
                return i;
            }
        }
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).formerNames().contains(name)) {
                return i;
            }
        }
        return -1;
    }

    /** The case is known by a field that may come last. */
    private static @Nullable Object union(JsonReader json, Union union) {
        String name = json.peekText(Union.DISCRIMINATOR);
        for (Union.Case each : union.cases()) {
            if (each.name().equals(name)) {
                return record(json, each.struct());
            }
        }
        return Json.read(json);
    }

    private static @Nullable Object number(JsonReader json, FieldType type) {
        if (type == Scalar.FLOAT64 || type == Scalar.FLOAT32) {
            double number = json.readDouble();
            boolean fits = Double.isFinite(type == Scalar.FLOAT32 ? (float) number : number);
            return fits ? number : (Object) Double.toString(number);
        }
        if (type instanceof FieldType.Decimal) {
            return json.readDecimal();
        }
        Object number = Json.read(json);
        if (number instanceof BigDecimal decimal && (type == Scalar.INT64 || type == Scalar.INT32)) {
            try {
                return decimal.longValueExact();
            } catch (ArithmeticException e) {
                return decimal;
            }
        }
        return number;
    }

    private static Object text(String text, FieldType type) {
        if (type instanceof Scalar scalar) {
            try {
                return switch (scalar) {
                    case BINARY -> Base64.getDecoder().decode(text);
                    case DATE -> LocalDate.parse(text);
                    case TIMESTAMP -> time(text);
                    case UUID -> UuidText.parse(text);
                    case ULID -> ulid(text);
                    default -> text;
                };
            } catch (DateTimeException | IllegalArgumentException e) {
                return text;
            }
        }
        return text;
    }

    /** Of 64 bits of microseconds, as rows and columns have times. */
    private static Instant time(String text) {
        Instant time = Instant.parse(text);
        if (Math.abs(time.getEpochSecond()) >= Long.MAX_VALUE / MICROS_PER_SECOND) {
            throw new DateTimeException("beyond 64 bits of microseconds");
        }
        return time;
    }

    private static UUID ulid(String text) {
        Ulid id = Ulid.parse(text);
        return new UUID(id.high(), id.low());
    }
}
