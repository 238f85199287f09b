package io.travertine.columnar.chunk;

import io.travertine.columnar.SystemColumns;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.record.RecordSchema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the records of a topic become rows.
 *
 * @param json true when values are JSON objects whose fields become columns
 * @param declaredColumns columns whose type is fixed. A value that does not fit a declared type is null there; the record keeps it in
 *     {@code _value}
 * @param formerNames of declared columns, the names of one column in the order in which they are looked for: a field of such a name goes
 *     into the column that now has another one
 * @param open true when every other field gets a column, too, of the type that its values suggest
 * @param rows the versions of the schema, when values are rows of one of them, the last of which declares the columns; else none
 */
public record TableFormat(
        boolean json,
        List<ColumnSchema> declaredColumns,
        Map<String, String> formerNames,
        boolean open,
        List<RecordSchema> rows) {
    public TableFormat {
        declaredColumns = List.copyOf(declaredColumns);
        rows = List.copyOf(rows);
        formerNames = Collections.unmodifiableMap(new LinkedHashMap<>(formerNames));
        for (ColumnSchema column : declaredColumns) {
            if (SystemColumns.isReserved(column.name())) {
                throw new IllegalArgumentException(
                        "column '" + column.name() + "' is one that every table has; declare another name");
            }
        }
    }

    /** Columns as they are declared and as they come. */
    public static TableFormat open(boolean json, List<ColumnSchema> declaredColumns) {
        return new TableFormat(json, declaredColumns, Map.of(), true, List.of());
    }

    /** The columns of a record schema, and no others; values are JSON. */
    public static TableFormat closed(RecordSchema schema) {
        return new TableFormat(true, schema.table().columns(), formerNames(schema), false, List.of());
    }

    /** The same; values are rows of one of the versions. */
    public static TableFormat rows(RecordSchema schema, List<RecordSchema> versions) {
        return new TableFormat(false, schema.table().columns(), formerNames(schema), false, versions);
    }

    private static Map<String, String> formerNames(RecordSchema schema) {
        Map<String, String> former = new LinkedHashMap<>();
        schema.fields().forEach(field -> field.formerNames().forEach(name -> former.put(name, field.name())));
        return former;
    }

    /** The columns that every table has. */
    public List<ColumnSchema> systemColumns() {
        return SystemColumns.of(json || !rows.isEmpty(), json);
    }

    FieldDecoder decoder() {
        return rows.isEmpty() ? new JsonDecoder(this) : new RowDecoder(this);
    }
}
