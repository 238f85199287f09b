package io.travertine.query.expression;

import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.schema.ColumnType;

/** A column of the input, as it is. */
public record InputColumn(ColumnType type, int position) implements Expression {
    @Override
    public Column evaluate(ColumnBatch batch) {
        return batch.column(position);
    }
}
