package io.travertine.engine;

import io.travertine.schema.evolution.SchemaHistory;
import io.travertine.schema.json.JsonReader;
import io.travertine.schema.json.JsonWriter;
import io.travertine.schema.record.JsonRows;
import io.travertine.schema.record.RecordSchema;
import io.travertine.schema.row.RowCodec;
import io.travertine.schema.row.RowHistory;
import io.travertine.schema.row.RowReader;
import io.travertine.schema.row.RowWriter;
import io.travertine.schema.validation.RecordValidator;
import io.travertine.schema.validation.Violations;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a topic with a record schema are: JSON objects or binary rows, of the newest version or of an earlier one. Immutable,
 * thread-safe.
 */
public final class RecordFormat {
    private final RecordSchema schema;
    private final RecordValidator validator;
    private final @Nullable RowHistory rows;
    private final @Nullable RowCodec newest;
    private final JsonRows jsonRows;

    RecordFormat(RecordSchema schema, SchemaHistory history, boolean rows) {
        this.schema = schema;
        this.validator = new RecordValidator(schema, history.earlier());
        this.rows = rows ? new RowHistory(history) : null;
        this.newest = rows ? new RowCodec(schema) : null;
        this.jsonRows = new JsonRows(schema.struct());
    }

    /** True when values are binary rows, false when they are JSON objects. */
    public boolean rows() {
        return rows != null;
    }

    /**
     * Validates a value as it is stored.
     *
     * @throws io.travertine.schema.json.JsonException when it is no JSON, but should be
     * @throws io.travertine.schema.row.RowException when it is no row of any version, but should be
     */
    public void validate(byte[] value, int from, int to, JsonReader scratch, Violations out) {
        RowCodec codec = newest;
        if (rows == null || codec == null) {
            validateJson(value, from, to, scratch, out);
        } else if (new RowReader().reset(value, from, to).begin() == schema.version()) {
            validator.validate(codec.read(new RowReader().reset(value, from, to)), out);
        } else {
            JsonWriter json = new JsonWriter();
            rows.toJson(value, from, to, json);
            validateJson(json.buffer(), 0, json.size(), scratch, out);
        }
    }

    /** Validates a value that is given as JSON, whatever is stored. */
    public void validateJson(byte[] json, int from, int to, JsonReader scratch, Violations out) {
        validator.validate(scratch.reset(json, from, to), out);
    }

    /** What to store of a value that is given as JSON and valid. */
    public byte[] encode(byte[] json, int from, int to) {
        RowCodec codec = newest;
        if (codec == null) {
            return Arrays.copyOfRange(json, from, to);
        }
        RowWriter row = new RowWriter();
        codec.write(record(jsonRows.read(new JsonReader().reset(json, from, to))), row);
        return row.toBytes();
    }

    @SuppressWarnings("unchecked") // A valid record is a map.
    private static Map<String, @Nullable Object> record(@Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException("null is no record");
        }
        return (Map<String, @Nullable Object>) value;
    }

    /**
     * A stored value as JSON.
     *
     * @throws io.travertine.schema.row.RowException when it is no row of any version, but should be
     */
    public byte[] toJson(byte[] value) {
        if (rows == null) {
            return value;
        }
        JsonWriter json = new JsonWriter();
        rows.toJson(value, 0, value.length, json);
        return json.toBytes();
    }
}
