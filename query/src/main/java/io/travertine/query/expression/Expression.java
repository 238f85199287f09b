package io.travertine.query.expression;

import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.schema.ColumnType;

/** Computes one column from a batch. An instance belongs to one running query and one thread. */
public interface Expression {
    /** The type of the column that {@link #evaluate} returns. */
    ColumnType type();

    /**
     * Computes the rows that the batch selects.
     *
     * @return a column of {@code batch.rowCount()} rows; what it has in rows that are not selected means nothing
     */
    Column evaluate(ColumnBatch batch);
}
