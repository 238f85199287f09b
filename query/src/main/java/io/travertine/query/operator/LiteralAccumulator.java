package io.travertine.query.operator;

import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.query.expression.Constant;
import io.travertine.schema.ColumnType;
import java.util.List;

/** Gives the same value for every group; subqueries are rewritten to it, to tell a group from a missing one. */
record LiteralAccumulator(Constant literal) implements Accumulator {
    @Override
    public ColumnType type() {
        return literal.type();
    }

    @Override
    public void add(ColumnBatch batch, int[] groups, int groupCount) {}

    @Override
    public Column build(int groupCount) {
        return literal.evaluate(new ColumnBatch(List.of(), groupCount));
    }

    @Override
    public long memoryBytes() {
        return 0;
    }
}
