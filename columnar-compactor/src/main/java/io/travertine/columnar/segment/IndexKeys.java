package io.travertine.columnar.segment;

import io.travertine.columnar.BooleanColumn;
import io.travertine.columnar.BytesColumn;
import io.travertine.columnar.Column;
import io.travertine.columnar.DictionaryColumn;
import io.travertine.columnar.DoubleColumn;
import io.travertine.columnar.IdColumn;
import io.travertine.columnar.IntColumn;
import io.travertine.columnar.LongColumn;
import io.travertine.columnar.scan.OrderedValues;
import io.travertine.columnar.vector.Memory;
import io.travertine.schema.ColumnType;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Values as the keys of an index: bytes whose unsigned order is that of the values. Fixed-width values take eight bytes, big-endian,
 * with the sign turned round; bytes are themselves, cut to {@link #MAX_BYTES}. As longer ones may share a key, an index may
 * name rows too many, never too few.
 */
final class IndexKeys {
    static final int MAX_BYTES = 256;

    private IndexKeys() {}

    /** The key of a row that is not null. */
    static byte[] of(Column column, int row) {
        return switch (column) {
            case BooleanColumn booleans -> of(booleans.get(row) ? 1 : 0);
            case IntColumn ints -> of(ints.get(row));
            case LongColumn longs -> of(longs.get(row));
            case DoubleColumn doubles -> of(OrderedValues.of(doubles.get(row)));
            case BytesColumn bytes -> cut(bytes, row);
            case DictionaryColumn codes -> cut(codes.dictionary(), codes.code(row));
            case IdColumn ids ->
                Arrays.copyOfRange(Memory.array(ids.values()), row * IdColumn.BYTES, (row + 1) * IdColumn.BYTES);
        };
    }

    /** The key of a predicate's constant. */
    static byte[] of(ColumnType type, Object constant) {
        if (OrderedValues.hasOrder(type)) {
            return of(OrderedValues.of(type, constant));
        }
        byte[] bytes = (byte[]) constant;
        return bytes.length <= MAX_BYTES ? bytes : Arrays.copyOf(bytes, MAX_BYTES);
    }

    private static byte[] of(long ordered) {
        return ByteBuffer.allocate(Long.BYTES).putLong(ordered ^ Long.MIN_VALUE).array();
    }

    private static byte[] cut(BytesColumn column, int row) {
        int start = column.start(row);
        int end = Math.min(column.end(row), start + MAX_BYTES);
        return Arrays.copyOfRange(Memory.array(column.data()), start, end);
    }
}
