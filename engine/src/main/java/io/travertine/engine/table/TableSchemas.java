package io.travertine.engine.table;

import io.travertine.columnar.ColumnRange;
import io.travertine.columnar.chunk.TableFormat;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What columns a table has: those of every table, those declared, and those its records turned out to have. */
final class TableSchemas {
    private TableSchemas() {}

    /** Declared columns keep their declared type; others, where there may be any, get one that holds what every range has. */
    static TableSchema of(TableFormat format, List<PartitionTable.Rows> partitions) {
        List<ColumnSchema> declared = format.declaredColumns();
        TableSchema base = base(format);
        if (!format.open()) {
            return distinct(base, base.columns().size());
        }
        TableSchema schema = base;
        TableSchema last = schema;
        for (PartitionTable.Rows rows : partitions) {
            for (ColumnRange range : rows.ranges()) {
                if (!range.schema().equals(last)) {
                    last = range.schema();
                    schema = schema.merge(last);
                }
            }
        }
        return distinct(withDeclared(schema, declared), base.columns().size());
    }

    /**
     * SQL does not tell columns by case. Of names that differ in nothing else, the table's own and the declared ones stay, else
     * the last in order, which is the one in lower case; the others are reached through {@code _value}. So no record can make a
     * name ambiguous for everybody.
     */
    private static TableSchema distinct(TableSchema schema, int fixed) {
        Map<String, String> chosen = new HashMap<>();
        for (int i = 0; i < schema.columns().size(); i++) {
            String name = schema.column(i).name();
            String key = name.toLowerCase(Locale.ROOT);
            String before = chosen.get(key);
            if (before == null || (i >= fixed && isFree(schema, before, fixed) && name.compareTo(before) > 0)) {
                chosen.put(key, name);
            }
        }
        return chosen.size() == schema.columns().size()
                ? schema
                : new TableSchema(schema.columns().stream()
                        .filter(column ->
                                column.name().equals(chosen.get(column.name().toLowerCase(Locale.ROOT))))
                        .toList());
    }

    private static boolean isFree(TableSchema schema, String name, int fixed) {
        return schema.position(name).orElseThrow() >= fixed;
    }

    private static TableSchema base(TableFormat format) {
        List<ColumnSchema> columns = new ArrayList<>(format.systemColumns());
        columns.addAll(format.declaredColumns());
        return new TableSchema(columns);
    }

    private static TableSchema withDeclared(TableSchema schema, List<ColumnSchema> declared) {
        List<ColumnSchema> columns = new ArrayList<>(schema.columns());
        for (ColumnSchema column : declared) {
            columns.set(schema.position(column.name()).orElseThrow(), column);
        }
        return new TableSchema(columns);
    }
}
