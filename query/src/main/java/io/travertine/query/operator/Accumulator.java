package io.travertine.query.operator;

import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.schema.ColumnType;

/** The state of one aggregate function for all groups. */
interface Accumulator {
    ColumnType type();

    /**
     * Takes the selected rows.
     *
     * @param groups the group of each row, at the row's place
     * @param groupCount all groups are below it
     */
    void add(ColumnBatch batch, int[] groups, int groupCount);

    /** One value a group. */
    Column build(int groupCount);

    long memoryBytes();
}
