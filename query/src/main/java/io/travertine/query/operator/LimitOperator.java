package io.travertine.query.operator;

import io.travertine.columnar.ColumnBatch;
import io.travertine.query.expression.Columns;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Skips the first rows and gives the next ones. */
public final class LimitOperator extends Operator {
    private final Operator input;
    private final long offset;
    private final long limit;
    private long skip;
    private long remaining;

    /** @param limit Long.MAX_VALUE for all */
    public LimitOperator(ExecutionContext context, Operator input, long offset, long limit) {
        super(context, input.types(), List.of(input));
        this.input = input;
        this.offset = offset;
        this.limit = limit;
        this.skip = offset;
        this.remaining = limit;
    }

    @Override
    @Nullable ColumnBatch advance() {
        while (remaining > 0) {
            ColumnBatch batch = input.next();
            if (batch == null) {
                return null;
            }
            int count = batch.selectedCount();
            if (skip >= count) {
                skip -= count;
                continue;
            }
            int from = (int) skip;
            int to = (int) Math.min(count, from + Math.min(remaining, count));
            skip = 0;
            remaining -= to - from;
            if (to - from == count) {
                return batch;
            }
            int[] rows = Arrays.copyOfRange(Columns.selectedRows(batch), from, to);
            return Columns.withSelection(batch, rows, rows.length);
        }
        return null;
    }

    @Override
    public String describe() {
        String text = limit == Long.MAX_VALUE ? "Limit all" : "Limit " + limit;
        return offset == 0 ? text : text + " offset " + offset;
    }
}
