package io.travertine.schema.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as a tree: objects are maps in the order of their fields, arrays lists, whole numbers of 64 bits {@code Long}, other numbers
 * {@code BigDecimal}, and text, booleans and null themselves.
 */
public final class Json {
    private Json() {}

    /**
     * Reads a text that is one value.
     *
     * @throws JsonException when it is not, or when an object has a field twice
     */
    public static @Nullable Object parse(byte[] text) {
        JsonReader reader = new JsonReader().reset(text);
        Object tree = read(reader);
        reader.end();
        return tree;
    }

    /** Writes a value as a text of its own. */
    public static byte[] bytes(@Nullable Object tree) {
        JsonWriter writer = new JsonWriter();
        write(writer, tree);
        return writer.toBytes();
    }

    /** Reads the value that is next. */
    public static @Nullable Object read(JsonReader reader) {
        return switch (reader.peek()) {
            case OBJECT -> {
                Map<String, @Nullable Object> object = new LinkedHashMap<>();
                reader.beginObject();
                while (reader.nextField()) {
                    String name = reader.name();
                    int position = reader.position();
                    if (object.containsKey(name)) {
                        throw new JsonException(position, "field '" + name + "' again", "each field once");
                    }
                    object.put(name, read(reader));
                }
                yield object;
            }
            case ARRAY -> {
                List<@Nullable Object> array = new ArrayList<>();
                reader.beginArray();
                while (reader.nextElement()) {
                    array.add(read(reader));
                }
                yield array;
            }
            case STRING -> reader.readString();
            case NUMBER -> number(reader.readDecimal());
            case BOOLEAN -> reader.readBoolean();
            case NULL -> {
                reader.readNull();
                yield null;
            }
        };
    }

    private static Object number(BigDecimal value) {
        if (value.scale() <= 0 && value.precision() - value.scale() <= 19) {
            try {
                return value.longValueExact();
            } catch (ArithmeticException tooLarge) {
                return value;
            }
        }
        return value;
    }

    /** Writes a tree; the inverse of {@link #read}. */
    public static void write(JsonWriter writer, @Nullable Object tree) {
        if (tree == null) {
            writer.nullValue();
        } else if (tree instanceof Map<?, ?> object) {
            writer.beginObject();
            object.forEach((name, value) -> {
                writer.name((String) name);
                write(writer, value);
            });
            writer.endObject();
        } else if (tree instanceof Iterable<?> array) {
            writer.beginArray();
            array.forEach(element -> write(writer, element));
            writer.endArray();
        } else if (tree instanceof Boolean value) {
            writer.value(value);
        } else if (tree instanceof BigDecimal value) {
            writer.value(value);
        } else if (tree instanceof Double value) {
            writer.value(value);
        } else if (tree instanceof Number value) {
            writer.value(value.longValue());
        } else {
            writer.value(tree.toString());
        }
    }
}
