package io.travertine.query.operator;

import io.travertine.columnar.ColumnBatch;
import io.travertine.schema.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of its inputs, one input after another. */
public final class UnionOperator extends Operator {
    private int current;

    public UnionOperator(ExecutionContext context, List<ColumnType> types, List<Operator> inputs) {
        super(context, types, inputs);
    }

    @Override
    @Nullable ColumnBatch advance() {
        while (current < inputs().size()) {
            ColumnBatch batch = inputs().get(current).next();
            if (batch != null) {
                return batch;
            }
            current++;
        }
        return null;
    }

    @Override
    public String describe() {
        return "UnionAll";
    }
}
