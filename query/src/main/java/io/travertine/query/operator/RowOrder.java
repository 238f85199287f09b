package io.travertine.query.operator;

import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.LongColumn;
import io.travertine.query.expression.BytesView;
import io.travertine.query.expression.LongCodes;
import java.util.List;

/** Sorts rows of columns by some of them, without moving anything but row numbers. Stable. */
final class RowOrder {
    private final RowComparator[] comparators;

    /** Compares two rows of the columns. */
    @FunctionalInterface
    private interface RowComparator {
        int compare(int row, int other);
    }

    RowOrder(List<Column> columns, int size, List<SortKey> keys) {
        ColumnBatch rows = new ColumnBatch(columns, size);
        comparators = keys.stream()
                .map(key -> comparator(columns.get(key.column()), rows, key))
                .toArray(RowComparator[]::new);
    }

    /** All rows in order. */
    int[] sorted(int size) {
        int[] rows = new int[size];
        for (int i = 0; i < size; i++) {
            rows[i] = i;
        }
        mergeSort(rows, rows.clone(), 0, size);
        return rows;
    }

    int compare(int row, int other) {
        for (RowComparator comparator : comparators) {
            int compared = comparator.compare(row, other);
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    private static RowComparator comparator(Column column, ColumnBatch rows, SortKey key) {
        RowComparator values = values(column, rows);
        RowComparator directed = key.descending() ? (row, other) -> values.compare(other, row) : values;
        if (column.validity() == null) {
            return directed;
        }
        int nullIsLess = key.nullsFirst() ? -1 : 1;
        return (row, other) -> {
            boolean isNull = column.isNull(row);
            boolean otherIsNull = column.isNull(other);
            if (isNull || otherIsNull) {
                return isNull == otherIsNull ? 0 : isNull ? nullIsLess : -nullIsLess;
            }
            return directed.compare(row, other);
        };
    }

    private static RowComparator values(Column column, ColumnBatch rows) {
        if (LongCodes.has(column.type())) {
            LongColumn codes = LongCodes.encode(column, rows);
            return (row, other) -> Long.compare(codes.get(row), codes.get(other));
        }
        BytesView view = BytesView.of(column);
        return (row, other) -> view.compare(row, view, other);
    }

    /** Sorts {@code to[from, end)}, of which {@code from} holds a copy. */
    private void mergeSort(int[] to, int[] from, int start, int end) {
        if (end - start <= 8) {
            insertionSort(to, start, end);
            return;
        }
        int middle = (start + end) >>> 1;
        mergeSort(from, to, start, middle);
        mergeSort(from, to, middle, end);
        if (compare(from[middle - 1], from[middle]) <= 0) {
            System.arraycopy(from, start, to, start, end - start);
            return;
        }
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
            boolean takeLeft = right >= end || (left < middle && compare(from[left], from[right]) <= 0);
            to[i] = takeLeft ? from[left++] : from[right++];
        }
    }

    private void insertionSort(int[] rows, int start, int end) {
        for (int i = start + 1; i < end; i++) {
            int row = rows[i];
            int place = i;
            while (place > start && compare(rows[place - 1], row) > 0) {
                rows[place] = rows[place - 1];
                place--;
            }
            rows[place] = row;
        }
    }
}
