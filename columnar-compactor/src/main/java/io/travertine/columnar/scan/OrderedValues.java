package io.travertine.columnar.scan;

import io.travertine.schema.ColumnType;

/**
 * Fixed-width values as 64-bit integers that compare as the values do, so that one comparison serves BOOLEAN, DATE, INT64,
 * TIMESTAMP and FLOAT64. Doubles compare as in SQL: zero has no sign, NaN equals itself and is the greatest.
 */
public final class OrderedValues {
    private OrderedValues() {}

    /** Whether values of the type are compared this way; the others are bytes. */
    public static boolean hasOrder(ColumnType type) {
        return switch (type) {
            case BOOLEAN, DATE, INT64, TIMESTAMP, FLOAT64 -> true;
            case STRING, BINARY, JSON, RECORD_ID -> false;
        };
    }

    public static long of(double value) {
        long bits = Double.doubleToLongBits(value + 0.0);
        return bits ^ bits >> 63 & Long.MAX_VALUE;
    }

    /** The inverse of {@link #of(double)}. */
    public static double toDouble(long ordered) {
        return Double.longBitsToDouble(ordered ^ ordered >> 63 & Long.MAX_VALUE);
    }

    /** The constant of a predicate on a column of that type. */
    public static long of(ColumnType type, Object constant) {
        return switch (constant) {
            case Boolean value -> value ? 1 : 0;
            case Double value -> of((double) value);
            case Number value -> type == ColumnType.FLOAT64 ? of(value.doubleValue()) : value.longValue();
            default ->
                throw new IllegalArgumentException("a " + constant.getClass().getSimpleName() + " is no " + type);
        };
    }
}
