package io.travertine.query.operator;

import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.query.expression.Columns;
import io.travertine.query.expression.Expression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes columns. */
public final class ProjectOperator extends Operator {
    private final Operator input;
    private final List<Expression> expressions;
    private final String description;

    public ProjectOperator(
            ExecutionContext context, Operator input, List<? extends Expression> expressions, String description) {
        super(context, expressions.stream().map(Expression::type).toList(), List.of(input));
        this.input = input;
        this.expressions = List.copyOf(expressions);
        this.description = description;
    }

    @Override
    @Nullable ColumnBatch advance() {
        ColumnBatch batch = input.next();
        if (batch == null) {
            return null;
        }
        List<Column> columns = new ArrayList<>(expressions.size());
        for (Expression expression : expressions) {
            columns.add(expression.evaluate(batch));
        }
        return Columns.withColumns(batch, columns);
    }

    @Override
    public String describe() {
        return description;
    }
}
