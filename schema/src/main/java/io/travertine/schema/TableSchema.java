package io.travertine.schema;

import java.util.ArrayList;
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

    /** The columns of both, in the order of their first appearance, each with a type that holds the values of both. */
    public TableSchema merge(TableSchema other) {
        if (equals(other)) {
            return this;
        }
        List<ColumnSchema> merged = new ArrayList<>(columns);
        for (ColumnSchema column : other.columns) {
            OptionalInt at = position(column.name());
            if (at.isEmpty()) {
                merged.add(column);
            } else {
                ColumnType type =
                        TypeInference.merge(column.type(), column(at.getAsInt()).type());
                merged.set(at.getAsInt(), new ColumnSchema(column.name(), type));
            }
        }
        return new TableSchema(merged);
    }

    /** The schema as bytes; see {@link TableSchemaFormat}. */
    public byte[] encode() {
        return TableSchemaFormat.encode(this);
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException when the bytes are no schema, or one of a later version
     */
    public static TableSchema decode(byte[] bytes) {
        return TableSchemaFormat.decode(bytes);
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
