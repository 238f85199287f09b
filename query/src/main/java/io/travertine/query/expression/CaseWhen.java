package io.travertine.query.expression;

import io.travertine.columnar.BooleanColumn;
import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.schema.ColumnType;
import java.util.List;

/** CASE WHEN: each value is computed only for the rows that take it. */
public final class CaseWhen implements Expression {
    private final ColumnType type;
    private final List<Expression> conditions;
    private final List<Expression> values;

    /** @param values one for each condition, in its order, and one more for the rows left over; all of the type */
    public CaseWhen(ColumnType type, List<Expression> conditions, List<Expression> values) {
        this.type = type;
        this.conditions = List.copyOf(conditions);
        this.values = List.copyOf(values);
    }

    @Override
    public ColumnType type() {
        return type;
    }

    @Override
    public Column evaluate(ColumnBatch batch) {
        int[] open = Columns.selectedRows(batch);
        int count = open.length;
        ColumnAppender taken = ColumnAppender.of(type);
        int[] places = new int[batch.rowCount()];
        for (int branch = 0; branch < conditions.size() && count > 0; branch++) {
            ColumnBatch undecided = Columns.withSelection(batch, open, count);
            BooleanColumn condition = (BooleanColumn) conditions.get(branch).evaluate(undecided);
            int[] takes = new int[count];
            int[] stillOpen = new int[count];
            int taking = 0;
            int left = 0;
            for (int i = 0; i < count; i++) {
                int row = open[i];
                if (!condition.isNull(row) && condition.get(row)) {
                    takes[taking++] = row;
                } else {
                    stillOpen[left++] = row;
                }
            }
            take(values.get(branch), batch, takes, taking, taken, places);
            open = stillOpen;
            count = left;
        }
        take(values.getLast(), batch, open, count, taken, places);
        if (taken.size() == 0) {
            return Columns.nulls(type, batch.rowCount());
        }
        return Gather.rows(taken.build(), places, batch.rowCount());
    }

    private static void take(
            Expression value, ColumnBatch batch, int[] rows, int count, ColumnAppender taken, int[] places) {
        if (count == 0) {
            return;
        }
        Column column = value.evaluate(Columns.withSelection(batch, rows, count));
        for (int i = 0; i < count; i++) {
            places[rows[i]] = taken.size() + i;
        }
        taken.append(column, rows, count);
    }
}
