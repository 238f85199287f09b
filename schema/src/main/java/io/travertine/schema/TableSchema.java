package io.travertine.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The columns of a table, in order. Names are unique. Immutable. */
public final class TableSchema {
    private final List<ColumnSchema> columns;
    private final Map<String, Integer> positions = new HashMap<>();

    public TableSchema(List<ColumnSchema> columns) {
        this.columns = List.copyOf(columns);
        for (int i = 0; i < this.columns.size(); i++) {
            String name = this.columns.get(i).name();
            if (positions.put(name, i) != null) {
                throw new IllegalArgumentException("column '" + name + "' is declared twice");
            }
        }
    }

    public List<ColumnSchema> columns() {
        return columns;
    }

    public ColumnSchema column(int position) {
        return columns.get(position);
    }

    /** Where the column stands, or empty when the table has no column of this name (case counts). */
    public OptionalInt position(String name) {
        Integer position = positions.get(name);
        return position == null ? OptionalInt.empty() : OptionalInt.of(position);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TableSchema that && columns.equals(that.columns);
    }

    @Override
    public int hashCode() {
        return columns.hashCode();
    }

    @Override
    public String toString() {
        return columns.toString();
    }
}
