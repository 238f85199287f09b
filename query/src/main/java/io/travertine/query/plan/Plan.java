package io.travertine.query.plan;

import io.travertine.engine.TableSnapshot;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.TableSchema;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;

/**
 * A query, rewritten; holds no snapshot and no parameter, so that it can run any number of times.
 *
 * @param relation what to compute
 * @param columns of the result
 * @param tables the tables it reads, as they were when it was planned; other columns or defaults need another plan
 */
public record Plan(RelNode relation, List<ColumnSchema> columns, Map<String, Columns> tables) {
    /** What a plan knows of a table. */
    public record Columns(TableSchema schema, Map<String, Object> defaults) {
        /** As a table has them now. */
        public static Columns of(TableSnapshot table) {
            return new Columns(table.schema(), table.defaults());
        }
    }

    public Plan {
        columns = List.copyOf(columns);
        tables = Map.copyOf(tables);
    }
}
