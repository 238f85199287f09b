package io.travertine.columnar.vector;

import io.travertine.columnar.BooleanColumn;
import io.travertine.columnar.BytesColumn;
import io.travertine.columnar.Column;
import io.travertine.columnar.DictionaryColumn;
import io.travertine.columnar.DoubleColumn;
import io.travertine.columnar.IdColumn;
import io.travertine.columnar.IntColumn;
import io.travertine.columnar.LongColumn;
import io.travertine.schema.ColumnType;
import io.travertine.schema.Timestamps;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Columns in another type: what a range holds may be narrower than what its table has become since. A value becomes what it
 * would be, had it been decoded under the other type; what does not fit that type becomes null.
 */
public final class Conversion {
    private Conversion() {}

    /** The same rows in the other type; the column itself when it has that type already. */
    public static Column convert(Column column, ColumnType target) {
        if (column.type() == target) {
            return column;
        }
        return builder(column, target).snapshot(column.size());
    }

    /** The same rows in the other type, to add more to. */
    public static ColumnBuilder builder(Column column, ColumnType target) {
        ColumnBuilder builder = ColumnBuilder.of(target);
        for (int row = 0; row < column.size(); row++) {
            if (!column.isNull(row)) {
                put(column, row, builder);
            }
        }
        return builder;
    }

    private static void put(Column column, int row, ColumnBuilder builder) {
        switch (column) {
            case BooleanColumn booleans -> builder.putBoolean(row, booleans.get(row));
            case IntColumn days ->
                putText(builder, row, LocalDate.ofEpochDay(days.get(row)).toString());
            case LongColumn longs -> putLong(longs, row, builder);
            case DoubleColumn doubles -> putDouble(builder, row, doubles.get(row));
            case BytesColumn bytes -> putBytes(bytes, row, builder, row);
            case DictionaryColumn codes -> putBytes(codes.dictionary(), codes.code(row), builder, row);
            case IdColumn ids -> putText(builder, row, new UUID(ids.high(row), ids.low(row)).toString());
        }
    }

    private static void putLong(LongColumn column, int row, ColumnBuilder builder) {
        if (column.type() == ColumnType.TIMESTAMP) {
            putText(builder, row, Timestamps.format(column.get(row)));
        } else {
            builder.putLong(row, column.get(row));
        }
    }

    /** Into a BIGINT a number without a fraction; returns whether it fits. */
    public static boolean putDouble(ColumnBuilder builder, int row, double value) {
        if (builder.type() == ColumnType.INT64) {
            return value == (long) value && Math.abs(value) < 0x1p63 && builder.putLong(row, (long) value);
        }
        return builder.putDouble(row, value);
    }

    private static void putBytes(BytesColumn column, int from, ColumnBuilder builder, int row) {
        byte[] data = Memory.array(column.data());
        int start = column.start(from);
        int length = column.end(from) - start;
        if (column.type() == ColumnType.JSON && builder instanceof BytesBuilder bytes) {
            bytes.putBytes(row, data, start, length);
        } else {
            builder.putText(row, data, start, length);
        }
    }

    private static void putText(ColumnBuilder builder, int row, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        builder.putText(row, bytes, 0, bytes.length);
    }
}
