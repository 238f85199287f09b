package io.travertine.schema;

/**
 * A column of a table.
 *
 * @param name as SQL sees it, case kept; the columns every table has start with an underscore
 * @param type the type of its values; every column can hold nulls
 */
public record ColumnSchema(String name, ColumnType type) {
    public ColumnSchema {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a column needs a name");
        }
    }
}
