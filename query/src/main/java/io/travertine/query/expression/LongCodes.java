package io.travertine.query.expression;

import io.travertine.columnar.BooleanColumn;
import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.DoubleColumn;
import io.travertine.columnar.IntColumn;
import io.travertine.columnar.LongColumn;
import io.travertine.columnar.scan.OrderedValues;
import io.travertine.schema.ColumnType;

/**
 * Values of fixed width as 64-bit integers of the same order and the same equality, so that grouping, joining, sorting and
 * min/max need one loop for all of them. See {@link OrderedValues}.
 */
public final class LongCodes {
    private LongCodes() {}

    /** Whether values of the type have such a code; the others are bytes. */
    public static boolean has(ColumnType type) {
        return OrderedValues.hasOrder(type);
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
                    values[i] = OrderedValues.toDouble(codes[i]);
                }
                yield Columns.doubles(values, size, nulls);
            }
            default -> Columns.longs(type, codes, size, nulls);
        };
    }

    private static long code(Column column, int row) {
        return switch (column) {
            case IntColumn ints -> ints.get(row);
            case DoubleColumn doubles -> OrderedValues.of(doubles.get(row));
            case BooleanColumn booleans -> booleans.get(row) ? 1 : 0;
            default -> throw new IllegalArgumentException(column.type() + " has no 64-bit code");
        };
    }
}
