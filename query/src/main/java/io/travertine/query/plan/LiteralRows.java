package io.travertine.query.plan;

import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.query.expression.Cast;
import io.travertine.query.expression.ColumnAppender;
import io.travertine.query.operator.ExecutionContext;
import io.travertine.query.operator.Operator;
import io.travertine.query.operator.ValuesOperator;
import io.travertine.schema.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexLiteral;

/** VALUES, and SELECT without FROM. */
final class LiteralRows {
    private LiteralRows() {}

    static Operator build(ExecutionContext context, Values values) {
        List<ColumnType> types = PhysicalPlanner.types(values);
        ColumnBatch one = new ColumnBatch(List.of(), 1);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            ColumnAppender appender = ColumnAppender.of(types.get(i));
            for (List<RexLiteral> row : values.getTuples()) {
                appender.append(
                        Cast.of(types.get(i), Literals.compile(row.get(i))).evaluate(one), null, 1);
            }
            columns.add(appender.build());
        }
        int rows = values.getTuples().size();
        return new ValuesOperator(context, types, new ColumnBatch(columns, rows), "Values " + rows);
    }
}
