package io.travertine.schema.record;

import io.travertine.ids.Ulid;
import io.travertine.ids.UuidText;
import io.travertine.schema.json.Json;
import io.travertine.schema.json.JsonException;
import io.travertine.schema.json.JsonKind;
import io.travertine.schema.json.JsonName;
import io.travertine.schema.json.JsonReader;
import io.travertine.schema.record.FieldType.Scalar;
import io.travertine.schema.record.FieldType.Union;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as the values that a type has; fields of records by the name they have now, where they came by a former one. What does not fit
 * its type stays as it is in JSON, so that a validator finds it, and so does a field that the schema does not have. Immutable, thread-safe.
 */
public final class JsonRows {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final JsonRows ANYTHING = new JsonRows(Scalar.STRING);

    private final FieldType type;
    /** Of a list's elements or a map's values. */
    private final @Nullable JsonRows element;
    /** Of a union's cases. */
    private final Map<String, JsonRows> cases = new HashMap<>();
    /** Of a record's fields, and behind them their former names. */
    private final JsonName[] names;
    /** The field of each name. */
    private final int[] fieldOfName;

    private final String[] fieldNames;
    private final JsonRows[] fields;

    public JsonRows(FieldType type) {
        this.type = type;
        element = type instanceof FieldType.ListOf list
                ? new JsonRows(list.element().type())
                : type instanceof FieldType.MapOf map ? new JsonRows(map.value().type()) : null;
        if (type instanceof Union union) {
            union.cases().forEach(each -> cases.put(each.name(), new JsonRows(each.struct())));
        }
        List<Field> declared = type instanceof FieldType.Struct struct ? struct.fields() : List.of();
        fieldNames = declared.stream().map(Field::name).toArray(String[]::new);
        fields = declared.stream().map(field -> new JsonRows(field.type())).toArray(JsonRows[]::new);
        List<String> all = new ArrayList<>(List.of(fieldNames));
        List<Integer> owners = new ArrayList<>();
        for (int i = 0; i < fields.length; i++) {
            owners.add(i);
        }
        for (int i = 0; i < fields.length; i++) {
            for (String former : declared.get(i).formerNames()) {
                all.add(former);
                owners.add(i);
            }
        }
        names = JsonName.all(all.toArray(String[]::new));
        fieldOfName = owners.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Reads a value: a map for an object, and so on.
     *
     * @throws JsonException when it is no JSON, or when a record has a field twice: readers would differ about which one counts
     */
    public @Nullable Object read(JsonReader json) {
        JsonKind kind = json.peek();
        if (kind == JsonKind.OBJECT && type instanceof FieldType.Struct) {
            return record(json);
        }
        if (kind == JsonKind.OBJECT && type instanceof Union) {
            JsonRows chosen = cases.get(json.peekText(Union.DISCRIMINATOR));
            return chosen == null ? Json.read(json) : chosen.record(json);
        }
        if (kind == JsonKind.OBJECT && type instanceof FieldType.MapOf) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            json.beginObject();
            while (json.nextField()) {
                values.put(json.name(), element().read(json));
            }
            return values;
        }
        if (kind == JsonKind.ARRAY && type instanceof FieldType.ListOf) {
            List<@Nullable Object> values = new ArrayList<>();
            json.beginArray();
            while (json.nextElement()) {
                values.add(element().read(json));
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

    private JsonRows element() {
        return element == null ? ANYTHING : element;
    }

    private Map<String, @Nullable Object> record(JsonReader json) {
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        json.beginObject();
        int next = 0;
        int found;
        while ((found = json.nextField(names, next)) != JsonReader.END) {
            next = found + 1;
            int field = found == JsonReader.OTHER ? JsonReader.OTHER : fieldOfName[found];
            String name = field < 0 ? json.name() : fieldNames[field];
            if (record.containsKey(name)) {
                throw json.wrongValue("a field other than '" + name + "', which was there before,");
            }
            record.put(name, field < 0 ? Json.read(json) : fields[field].read(json));
        }
        return record;
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
        if (type == Scalar.INT64 || type == Scalar.INT32) {
            int mark = json.mark();
            try {
                return json.readLong();
            } catch (JsonException noWholeNumber) {
                json.rewind(mark);
            }
        }
        return Json.read(json);
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
