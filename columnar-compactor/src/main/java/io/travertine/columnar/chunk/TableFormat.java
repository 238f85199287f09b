package io.travertine.columnar.chunk;

import io.travertine.columnar.SystemColumns;
import io.travertine.schema.ColumnSchema;
import java.util.List;

/**
 * How the records of a topic become rows.
 *
 * @param json true when values are JSON objects whose fields become columns
 * @param declaredColumns columns whose type is fixed; every other field gets a column of the type that its values suggest. A
 *     value that does not fit a declared type is null there; the record keeps it in {@code _value}
 */
public record TableFormat(boolean json, List<ColumnSchema> declaredColumns) {
    public TableFormat {
        declaredColumns = List.copyOf(declaredColumns);
        for (ColumnSchema column : declaredColumns) {
            if (SystemColumns.isReserved(column.name())) {
                throw new IllegalArgumentException(
                        "column '" + column.name() + "' is one that every table has; declare another name");
            }
        }
    }
}
