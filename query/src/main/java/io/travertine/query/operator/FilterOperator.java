package io.travertine.query.operator;

import io.travertine.columnar.BooleanColumn;
import io.travertine.columnar.ColumnBatch;
import io.travertine.query.expression.Columns;
import io.travertine.query.expression.Expression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the rows in which every condition is true; each condition sees what the ones before it left. */
public final class FilterOperator extends Operator {
    private final Operator input;
    private final List<Expression> conditions;
    private final String description;

    public FilterOperator(
            ExecutionContext context, Operator input, List<? extends Expression> conditions, String description) {
        super(context, input.types(), List.of(input));
        this.input = input;
        this.conditions = List.copyOf(conditions);
        this.description = description;
    }

    @Override
    @Nullable ColumnBatch advance() {
        for (ColumnBatch batch = input.next(); batch != null; batch = input.next()) {
            ColumnBatch kept = batch;
            for (Expression condition : conditions) {
                if (kept.selectedCount() > 0) {
                    kept = Columns.where(kept, (BooleanColumn) condition.evaluate(kept));
                }
            }
            if (kept.selectedCount() > 0) {
                return kept;
            }
        }
        return null;
    }

    @Override
    public String describe() {
        return description;
    }
}
