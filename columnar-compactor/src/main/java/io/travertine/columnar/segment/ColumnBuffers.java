package io.travertine.columnar.segment;

import io.travertine.columnar.BooleanColumn;
import io.travertine.columnar.BytesColumn;
import io.travertine.columnar.Column;
import io.travertine.columnar.DictionaryColumn;
import io.travertine.columnar.DoubleColumn;
import io.travertine.columnar.IdColumn;
import io.travertine.columnar.IntColumn;
import io.travertine.columnar.LongColumn;
import io.travertine.columnar.vector.Memory;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A column as Arrow stores it: validity, then values, or offsets and data, or codes.
 *
 * @param data only where the length varies
 */
record ColumnBuffers(
        int rowCount,
        int nullCount,
        Buffer validity,
        Buffer values,
        @Nullable Buffer data) {
    /** The first bytes of an array. */
    record Buffer(byte[] array, int length) {}

    private static final Buffer NONE = new Buffer(Memory.EMPTY, 0);

    static ColumnBuffers of(Column column) {
        int rows = column.size();
        int nulls = ZoneMaps.nullCount(column);
        Buffer validity = nulls == 0 ? NONE : bits(column.validity(), rows);
        return switch (column) {
            case BooleanColumn booleans ->
                new ColumnBuffers(rows, nulls, validity, bits(booleans.values(), rows), null);
            case IntColumn ints -> fixed(rows, nulls, validity, ints.values(), Integer.BYTES);
            case LongColumn longs -> fixed(rows, nulls, validity, longs.values(), Long.BYTES);
            case DoubleColumn doubles -> fixed(rows, nulls, validity, doubles.values(), Double.BYTES);
            case IdColumn ids -> fixed(rows, nulls, validity, ids.values(), IdColumn.BYTES);
            case DictionaryColumn codes -> fixed(rows, nulls, validity, codes.codes(), Integer.BYTES);
            case BytesColumn bytes -> {
                Buffer offsets = new Buffer(Memory.array(bytes.offsets()), Integer.BYTES * (rows + 1));
                Buffer data = new Buffer(Memory.array(bytes.data()), rows == 0 ? 0 : bytes.end(rows - 1));
                yield new ColumnBuffers(rows, nulls, validity, offsets, data);
            }
        };
    }

    private static ColumnBuffers fixed(int rows, int nulls, Buffer validity, MemorySegment values, int width) {
        return new ColumnBuffers(rows, nulls, validity, new Buffer(Memory.array(values), rows * width), null);
    }

    /** A copy without what a builder may have set behind the last row meanwhile. */
    private static Buffer bits(@Nullable MemorySegment bits, int rows) {
        if (bits == null) {
            return NONE;
        }
        int length = Memory.bitBytes(rows);
        byte[] copy = Arrays.copyOf(Memory.array(bits), length);
        if ((rows & 7) != 0) {
            copy[length - 1] &= (byte) ((1 << (rows & 7)) - 1);
        }
        return new Buffer(copy, length);
    }
}
