package io.travertine.query.expression;

import io.travertine.columnar.BooleanColumn;
import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.DoubleColumn;
import io.travertine.columnar.IntColumn;
import io.travertine.columnar.LongColumn;
import io.travertine.schema.ColumnType;

/**
 * Values of fixed width as 64-bit integers of the same order and the same equality, so that grouping, joining, sorting and
 * min/max need one loop for all of them. Doubles: -0 becomes 0, NaN is one value and greatest.
 */
public final class LongCodes {
    private LongCodes() {}

    /** Whether values of the type have such a code; the others are bytes. */
    public static boolean has(ColumnType type) {
        return switch (type) {
            case BOOLEAN, DATE, INT64, TIMESTAMP, FLOAT64 -> true;
            case STRING, BINARY, JSON, RECORD_ID -> false;
        };
    }

    /** The codes of the selected rows; nulls stay nulls. */
    public static LongColumn encode(Column column, ColumnBatch batch) {
        if (column instanceof LongColumn longs) {
            return longs;
        }
        int size = column.size();
        long[] codes = new long[size];
        int[] selection = batch.selection();
        int count = batch.selectedCount();
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            codes[row] = code(column, row);
        }
        return Columns.longs(ColumnType.INT64, codes, size, Nulls.of(column));
    }

    /** The column of which these are the codes. */
    public static Column decode(ColumnType type, long[] codes, int size, Nulls nulls) {
        return switch (type) {
            case BOOLEAN -> {
                byte[] bits = new byte[(size + 7) / 8];
                for (int i = 0; i < size; i++) {
                    bits[i >>> 3] |= (byte) (codes[i] << (i & 7));
                }
                yield Columns.booleans(bits, size, nulls);
            }
            case DATE -> {
                int[] days = new int[size];
                for (int i = 0; i < size; i++) {
                    days[i] = (int) codes[i];
                }
                yield Columns.dates(days, size, nulls);
            }
            case FLOAT64 -> {
                double[] values = new double[size];
                for (int i = 0; i < size; i++) {
                    values[i] = Double.longBitsToDouble(flip(codes[i]));
                }
                yield Columns.doubles(values, size, nulls);
            }
            default -> Columns.longs(type, codes, size, nulls);
        };
    }

    static long code(double value) {
        return flip(Double.doubleToLongBits(value == 0 ? 0.0 : value));
    }

    private static long code(Column column, int row) {
        return switch (column) {
            case IntColumn ints -> ints.get(row);
            case DoubleColumn doubles -> code(doubles.get(row));
            case BooleanColumn booleans -> booleans.get(row) ? 1 : 0;
            default -> throw new IllegalArgumentException(column.type() + " has no 64-bit code");
        };
    }

    /** Reverses the order of the negative numbers, whose bits grow downwards; its own inverse. */
    private static long flip(long bits) {
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }
}
