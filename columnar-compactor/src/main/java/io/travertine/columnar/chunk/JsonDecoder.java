package io.travertine.columnar.chunk;

import io.travertine.columnar.SystemColumns;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns JSON objects into rows of columns, one column per top-level field: declared ones first, then others in the order they
 * were first seen. Where a field comes twice in an object, the last one counts. Records tend to have the same fields in the same
 * order, so each field is first compared with the one at the same place of the record before.
 */
final class JsonDecoder implements FieldDecoder {
    static final int MAX_INFERRED_COLUMNS = 1_000;
    private static final int MAX_NAME_LENGTH = 255;

    private final List<FieldColumn> columns = new ArrayList<>();
    private final Map<String, FieldColumn> byName = new HashMap<>();
    private final int maxColumns;
    private JsonFields fields = new JsonFields();
    /** The column of the field at each place of the record before. */
    private @Nullable FieldColumn[] expected = new FieldColumn[16];

    JsonDecoder(TableFormat format) {
        for (ColumnSchema column : format.declaredColumns()) {
            add(new FieldColumn(column.name(), column.type(), true));
        }
        format.formerNames().forEach((former, name) -> {
            FieldColumn column = byName.get(name);
            if (column != null) {
                byName.put(former, column);
            }
        });
        maxColumns = columns.size() + (format.open() ? MAX_INFERRED_COLUMNS : 0);
    }

    @Override
    public List<FieldColumn> columns() {
        return columns;
    }

    @Override
    public void decode(byte[] source, int position, int length, int row) {
        int count = fields.read(source, position, length);
        if (count > expected.length) {
            expected = new FieldColumn[2 * count];
        }
        for (int field = 0; field < count; field++) {
            expected[field] = column(field);
        }
        for (int field = count - 1; field >= 0; field--) {
            FieldColumn column = expected[field];
            if (column != null && column.claim(row)) {
                put(column, row, field, source, position);
            }
        }
    }

    @Override
    public void trim() {
        fields = new JsonFields();
    }

    private void put(FieldColumn column, int row, int field, byte[] source, int position) {
        switch (fields.kind(field)) {
            case NULL -> {}
            case BOOLEAN -> column.putBoolean(row, fields.booleanValue(field));
            case LONG -> column.putLong(row, fields.longValue(field));
            case DOUBLE -> column.putDouble(row, fields.doubleValue(field));
            case TEXT -> column.putText(row, fields.texts(), fields.position(field), fields.length(field));
            case NESTED -> column.putJson(row, source, position + fields.position(field), fields.length(field));
        }
    }

    /** The column of a field, made if need be; null when it gets none. */
    private @Nullable FieldColumn column(int field) {
        String name = fields.name(field);
        FieldColumn column = expected[field];
        if (column != null && column.name().equals(name)) {
            return column;
        }
        column = byName.get(name);
        if (column == null) {
            ColumnType type = type(fields.kind(field));
            if (type == null || columns.size() == maxColumns || !canBeColumn(name)) {
                return null;
            }
            column = add(new FieldColumn(name, type, false));
        }
        return column;
    }

    private FieldColumn add(FieldColumn column) {
        columns.add(column);
        byName.put(column.name(), column);
        return column;
    }

    private static boolean canBeColumn(String name) {
        return !name.isEmpty() && name.length() <= MAX_NAME_LENGTH && !SystemColumns.isReserved(name);
    }

    /** The type that a value suggests; null for null, which suggests none. */
    private static @Nullable ColumnType type(JsonFields.Kind kind) {
        return switch (kind) {
            case NULL -> null;
            case BOOLEAN -> ColumnType.BOOLEAN;
            case LONG -> ColumnType.INT64;
            case DOUBLE -> ColumnType.FLOAT64;
            case TEXT -> ColumnType.STRING;
            case NESTED -> ColumnType.JSON;
        };
    }
}
