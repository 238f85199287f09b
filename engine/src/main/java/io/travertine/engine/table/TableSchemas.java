package io.travertine.engine.table;

import io.travertine.columnar.ColumnRange;
import io.travertine.columnar.SystemColumns;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;

/** What columns a table has: those of every table, those declared, and those its records turned out to have. */
final class TableSchemas {
    private TableSchemas() {}

    /** Declared columns keep their declared type, others get one that holds what every range has. */
    static TableSchema of(boolean json, List<ColumnSchema> declared, List<PartitionTable.Rows> partitions) {
        TableSchema schema = base(json, declared);
        TableSchema last = schema;
        for (PartitionTable.Rows rows : partitions) {
            for (ColumnRange range : rows.ranges()) {
                if (!range.schema().equals(last)) {
                    last = range.schema();
                    schema = schema.merge(last);
                }
            }
        }
        return withDeclared(schema, declared);
    }

    private static TableSchema base(boolean json, List<ColumnSchema> declared) {
        List<ColumnSchema> columns = new ArrayList<>(SystemColumns.of(json));
        columns.addAll(declared);
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
