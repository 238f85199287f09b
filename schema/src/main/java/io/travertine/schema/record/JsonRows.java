package io.travertine.schema.record;

import io.travertine.ids.Ulid;
import io.travertine.ids.UuidText;
import io.travertine.schema.json.Json;
import io.travertine.schema.json.JsonException;
import io.travertine.schema.json.JsonKind;
import io.travertine.schema.json.JsonReader;
import io.travertine.schema.json.JsonWriter;
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
 * Reads JSON as the values that a schema's types have. What does not fit its type stays as it is in JSON, so that a validator finds it,
 * and so does a field that the schema does not have.
 */
public final class JsonRows {
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
            String name = json.name();
            int index = index(struct.fields(), name, next);
            next = index + 1;
            if (record.containsKey(name)) {
                throw json.wrongValue("a field other than '" + name + "', which was there before,");
            }
            record.put(
                    name,
                    index < 0
                            ? Json.read(json)
                            : read(json, struct.fields().get(index).type()));
        }
        return record;
    }

    /** The place of a field, or -1; the guess is tried first, as fields mostly come in one order. */
    private static int index(List<Field> fields, String name, int guess) {
        if (guess < fields.size() && fields.get(guess).name().equals(name)) {
            return guess;
        }
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** The case is known by a field that may come last, so the object is read as it is first. */
    private static @Nullable Object union(JsonReader json, Union union) {
        Object tree = Json.read(json);
        if (tree instanceof Map<?, ?> object && object.get(Union.DISCRIMINATOR) instanceof String name) {
            for (Union.Case each : union.cases()) {
                if (each.name().equals(name)) {
                    return converted(object, each.struct());
                }
            }
        }
        return tree;
    }

    private static Map<String, @Nullable Object> converted(Map<?, ?> object, FieldType.Struct struct) {
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        object.forEach((name, value) -> record.put((String) name, value));
        for (Field field : struct.fields()) {
            Object value = record.get(field.name());
            if (value != null) {
                JsonWriter writer = new JsonWriter();
                Json.write(writer, value);
                record.put(field.name(), read(new JsonReader().reset(writer.toBytes()), field.type()));
            }
        }
        return record;
    }

    private static @Nullable Object number(JsonReader json, FieldType type) {
        if (type == Scalar.FLOAT64 || type == Scalar.FLOAT32) {
            return json.readDouble();
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
                    case TIMESTAMP -> Instant.parse(text);
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

    private static UUID ulid(String text) {
        Ulid id = Ulid.parse(text);
        return new UUID(id.high(), id.low());
    }
}
