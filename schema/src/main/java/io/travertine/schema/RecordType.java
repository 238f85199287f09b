package io.travertine.schema;

import io.travertine.schema.json.JsonReader;
import io.travertine.schema.json.JsonWriter;
import io.travertine.schema.record.RecordSchema;
import io.travertine.schema.row.ColumnSink;
import io.travertine.schema.row.RowReader;
import io.travertine.schema.row.RowWriter;
import io.travertine.schema.validation.Validator;

/**
 * What is generated for a record type that is declared as {@link io.travertine.schema.annotation.Topic}: its schema, validator and
 * codec. Immutable; any thread may use it.
 */
public interface RecordType<T> extends Validator<T> {
    RecordSchema schema();

    /** Writes a value as a JSON object. Fields that are null are left out. */
    void write(T value, JsonWriter json);

    /**
     * Reads a JSON object, which may have been written by an earlier version of the type: fields are known by their former names, too;
     * those that are missing or null have their default, else null; those that the type does not have are passed over.
     *
     * @throws io.travertine.schema.json.JsonException when it is no JSON, or has values of other types, or when a field of a
     *     primitive type is missing and has no default
     */
    T read(JsonReader json);

    /** Writes a value as a row of this version of the type; see {@link io.travertine.schema.row.RowCodec}. */
    void writeRow(T value, RowWriter row);

    /**
     * Reads a row of this version of the type. Rows of others are read by way of {@link io.travertine.schema.row.RowHistory}.
     *
     * @throws io.travertine.schema.row.RowException when it is none, or when a field of a primitive type is null and has no default
     */
    T readRow(RowReader row);

    /** Gives the value of each field to the column of its place; defaults are not filled in. */
    void columns(T value, ColumnSink sink);
}
