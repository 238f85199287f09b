package io.travertine.query.operator;

import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.query.expression.Gather;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives materialised rows as batches of moderate size. */
final class Chunks {
    private static final int ROWS = 4096;

    private final List<Column> columns;
    private final int @Nullable [] order;
    private final int end;
    private int position;

    /** @param order the rows to give, or null for all as they are */
    Chunks(List<Column> columns, int @Nullable [] order, int from, int end) {
        this.columns = columns;
        this.order = order;
        this.position = from;
        this.end = end;
    }

    @Nullable ColumnBatch next() {
        if (position >= end) {
            return null;
        }
        int count = Math.min(ROWS, end - position);
        if (order == null && position == 0 && count == end && fits(count)) {
            position = end;
            return new ColumnBatch(columns, count);
        }
        int[] rows = new int[count];
        if (order != null) {
            rows = Arrays.copyOfRange(order, position, position + count);
        } else {
            Arrays.setAll(rows, i -> position + i);
        }
        position += count;
        List<Column> chunk = new ArrayList<>(columns.size());
        for (Column column : columns) {
            chunk.add(Gather.rows(column, rows, count));
        }
        return new ColumnBatch(chunk, count);
    }

    private boolean fits(int count) {
        return columns.stream().allMatch(column -> column.size() == count);
    }
}
