package io.travertine.query.operator;

import io.travertine.columnar.ColumnBatch;
import io.travertine.schema.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that stand in the query itself, or that were known without reading. */
public final class ValuesOperator extends Operator {
    private final String description;
    private @Nullable ColumnBatch batch;

    public ValuesOperator(ExecutionContext context, List<ColumnType> types, ColumnBatch batch, String description) {
        super(context, types, List.of());
        this.batch = batch.selectedCount() == 0 ? null : batch;
        this.description = description;
    }

    @Override
    @Nullable ColumnBatch advance() {
        ColumnBatch given = batch;
        batch = null;
        return given;
    }

    @Override
    public String describe() {
        return description;
    }
}
