package io.travertine.query.expression;

import io.travertine.columnar.BooleanColumn;
import io.travertine.columnar.BytesColumn;
import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.DictionaryColumn;
import io.travertine.columnar.DoubleColumn;
import io.travertine.columnar.IdColumn;
import io.travertine.columnar.IntColumn;
import io.travertine.columnar.LongColumn;
import io.travertine.schema.ColumnType;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns over arrays on the heap. */
public final class Columns {
    private Columns() {}

    public static BooleanColumn booleans(byte[] bits, int size, @Nullable Nulls nulls) {
        return new BooleanColumn(size, validity(nulls), MemorySegment.ofArray(bits));
    }

    public static IntColumn dates(int[] values, int size, @Nullable Nulls nulls) {
        return new IntColumn(ColumnType.DATE, size, validity(nulls), MemorySegment.ofArray(values));
    }

    public static LongColumn longs(ColumnType type, long[] values, int size, @Nullable Nulls nulls) {
        return new LongColumn(type, size, validity(nulls), MemorySegment.ofArray(values));
    }

    public static DoubleColumn doubles(double[] values, int size, @Nullable Nulls nulls) {
        return new DoubleColumn(ColumnType.FLOAT64, size, validity(nulls), MemorySegment.ofArray(values));
    }

    /** One row of text. */
    public static Column text(List<String> rows) {
        ColumnAppender appender = ColumnAppender.of(ColumnType.STRING);
        for (String row : rows) {
            appender.appendText(row);
        }
        return appender.build();
    }

    /** A column without any value. */
    public static Column nulls(ColumnType type, int size) {
        Nulls nulls = new Nulls(size);
        for (int i = 0; i < size; i++) {
            nulls.add(i);
        }
        return switch (type) {
            case BOOLEAN -> booleans(new byte[(size + 7) / 8], size, nulls);
            case DATE -> dates(new int[size], size, nulls);
            case INT64, TIMESTAMP -> longs(type, new long[size], size, nulls);
            case FLOAT64 -> doubles(new double[size], size, nulls);
            case RECORD_ID -> new IdColumn(size, nulls.validity(), MemorySegment.ofArray(new long[2 * size]));
            case STRING, BINARY, JSON ->
                new BytesColumn(
                        type,
                        size,
                        nulls.validity(),
                        MemorySegment.ofArray(new int[size + 1]),
                        MemorySegment.ofArray(new byte[0]));
        };
    }

    /** The same bytes under another name, as text of a BINARY column. */
    static Column relabel(Column column, ColumnType type) {
        if (column.type() == type) {
            return column;
        }
        return switch (column) {
            case BytesColumn bytes ->
                new BytesColumn(type, bytes.size(), bytes.validity(), bytes.offsets(), bytes.data());
            case DictionaryColumn codes ->
                new DictionaryColumn(
                        codes.size(), codes.validity(), codes.codes(), (BytesColumn) relabel(codes.dictionary(), type));
            default -> throw new IllegalArgumentException(column.type() + " is not made of bytes");
        };
    }

    /** The batch with other columns and the same rows selected. */
    public static ColumnBatch withColumns(ColumnBatch batch, List<? extends Column> columns) {
        return new ColumnBatch(columns, batch.rowCount(), batch.selection(), batch.selectedCount());
    }

    /** The batch with fewer rows selected. */
    public static ColumnBatch withSelection(ColumnBatch batch, int[] selection, int count) {
        return new ColumnBatch(batch.columns(), batch.rowCount(), selection, count);
    }

    /**
     * The selected rows in which a condition is true.
     *
     * @return a batch of the same columns; the same batch when the condition holds everywhere
     */
    public static ColumnBatch where(ColumnBatch batch, BooleanColumn condition) {
        int[] selection = batch.selection();
        int count = batch.selectedCount();
        int[] kept = new int[count];
        int found = 0;
        boolean nullable = condition.validity() != null;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            kept[found] = row;
            found += condition.get(row) && !(nullable && condition.isNull(row)) ? 1 : 0;
        }
        return found == count ? batch : withSelection(batch, kept, found);
    }

    /** The rows that are meant, as a selection, also when all are. */
    public static int[] selectedRows(ColumnBatch batch) {
        int[] selection = batch.selection();
        int[] rows = new int[batch.selectedCount()];
        if (selection != null) {
            return Arrays.copyOf(selection, rows.length);
        }
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i;
        }
        return rows;
    }

    private static @Nullable MemorySegment validity(@Nullable Nulls nulls) {
        return nulls == null ? null : nulls.validity();
    }
}
