package io.travertine.schema.record;

import io.travertine.schema.ColumnSchema;
import io.travertine.schema.TableSchema;
import java.util.List;

/**
 * What the records of a topic are: fields, types and constraints, as data. Immutable.
 *
 * @param name of the record; by default the topic's
 * @param version counts from 1
 * @param primaryKey names of the fields that identify a record; empty for none
 */
public record RecordSchema(String name, int version, FieldType.Struct struct, List<String> primaryKey) {
    public RecordSchema {
        primaryKey = List.copyOf(primaryKey);
        if (version < 1) {
            throw new IllegalArgumentException("schema '" + name + "' has version " + version + ", 1 is the first");
        }
        for (String key : primaryKey) {
            Field field = struct.fields().stream()
                    .filter(each -> each.name().equals(key))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the primary key has the field '" + key + "', which does not exist"));
            if (field.nullable()) {
                throw new IllegalArgumentException("the primary key has the field '" + key + "', which may be null");
            }
        }
    }

    public List<Field> fields() {
        return struct.fields();
    }

    /** The same fields as another version. */
    public RecordSchema withVersion(int number) {
        return new RecordSchema(name, number, struct, primaryKey);
    }

    /** The columns that the fields become. */
    public TableSchema table() {
        return new TableSchema(fields().stream()
                .map(field -> new ColumnSchema(field.name(), field.type().column()))
                .toList());
    }

    /** The schema as JSON, see {@link RecordSchemaJson}. */
    public byte[] toJson() {
        return RecordSchemaJson.write(this);
    }

    /**
     * Reads what {@link #toJson} wrote, or somebody by hand.
     *
     * @throws IllegalArgumentException says what is wrong, and where
     */
    public static RecordSchema ofJson(byte[] json) {
        return RecordSchemaJson.read(json);
    }
}
