package io.travertine.query.expression;

import io.travertine.columnar.BooleanColumn;
import io.travertine.columnar.Column;
import io.travertine.columnar.DoubleColumn;
import io.travertine.columnar.IntColumn;
import io.travertine.columnar.LongColumn;
import org.jspecify.annotations.Nullable;

/**
 * Single values as objects, where a batch would be too much: Boolean, Integer (DATE), Long (INT64, TIMESTAMP), Double, byte[]
 * (STRING, JSON, BINARY, RECORD_ID); null is null. The same forms as in {@link io.travertine.columnar.Predicate}.
 */
public final class Values {
    private Values() {}

    /** The value of one row. */
    public static @Nullable Object read(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        return switch (column) {
            case BooleanColumn booleans -> booleans.get(row);
            case IntColumn ints -> ints.get(row);
            case LongColumn longs -> longs.get(row);
            case DoubleColumn doubles -> doubles.get(row);
            default -> BytesView.of(column).bytes(row);
        };
    }
}
