package io.travertine.columnar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values of columns as objects that compare with equals. Bytes become a string of one character a byte, whose order is theirs.
 */
public final class Cells {
    private Cells() {}

    public static @Nullable Object at(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        return switch (column) {
            case BooleanColumn booleans -> booleans.get(row);
            case IntColumn ints -> ints.get(row);
            case LongColumn longs -> longs.get(row);
            case DoubleColumn doubles -> doubles.get(row);
            case BytesColumn bytes -> text(bytes.bytes(row));
            case DictionaryColumn codes -> text(codes.dictionary().bytes(codes.code(row)));
            case IdColumn ids -> String.format("%016x%016x", ids.high(row), ids.low(row));
        };
    }

    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** All rows of a scan; also checks that what the statistics say adds up. */
    public static List<List<@Nullable Object>> rows(BatchSource source) throws IOException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (source) {
            for (ColumnBatch batch = source.next(); batch != null; batch = source.next()) {
                int[] selection = batch.selection();
                for (int i = 0; i < batch.selectedCount(); i++) {
                    int row = selection == null ? i : selection[i];
                    List<@Nullable Object> cells = new ArrayList<>();
                    for (Column column : batch.columns()) {
                        cells.add(at(column, row));
                    }
                    rows.add(cells);
                }
            }
            check(source.statistics(), rows.size());
        }
        return rows;
    }

    private static void check(ScanStatistics statistics, int returned) {
        long accounted = statistics.rowsSkippedByRange()
                + statistics.rowsSkippedByZoneMap()
                + statistics.rowsSkippedByIndex()
                + statistics.rowsRead();
        if (accounted != statistics.rows() || statistics.rowsReturned() != returned) {
            throw new AssertionError(statistics + " with " + returned + " rows returned");
        }
    }
}
