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
import io.travertine.columnar.scan.ZoneMap;
import io.travertine.columnar.vector.Memory;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/** Computes zone maps. */
final class ZoneMaps {
    private ZoneMaps() {}

    static ZoneMap of(Column column) {
        int nulls = nullCount(column);
        if (nulls == column.size()) {
            return new ZoneMap(column.size(), nulls, null, null, 0);
        }
        return switch (column) {
            case BooleanColumn booleans -> ordered(column, nulls, row -> booleans.get(row) ? 1 : 0);
            case IntColumn ints -> ordered(column, nulls, ints::get);
            case LongColumn longs -> ordered(column, nulls, longs::get);
            case DoubleColumn doubles -> ordered(column, nulls, row -> OrderedValues.of(doubles.get(row)));
            case BytesColumn bytes -> bytes(bytes, nulls);
            case IdColumn ids -> ids(ids, nulls);
            case DictionaryColumn codes -> dictionary(codes, nulls);
        };
    }

    static int nullCount(Column column) {
        int nulls = 0;
        if (column.validity() != null) {
            for (int row = 0; row < column.size(); row++) {
                nulls += column.isNull(row) ? 1 : 0;
            }
        }
        return nulls;
    }

    private static ZoneMap ordered(Column column, int nulls, IntToLongFunction values) {
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int row = 0; row < column.size(); row++) {
            if (!column.isNull(row)) {
                long value = values.applyAsLong(row);
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }
        return new ZoneMap(column.size(), nulls, min, max, 0);
    }

    private static ZoneMap bytes(BytesColumn column, int nulls) {
        byte[] data = Memory.array(column.data());
        int min = -1;
        int max = -1;
        for (int row = 0; row < column.size(); row++) {
            if (!column.isNull(row)) {
                min = min < 0 || compare(data, column, row, min) < 0 ? row : min;
                max = max < 0 || compare(data, column, row, max) > 0 ? row : max;
            }
        }
        return new ZoneMap(column.size(), nulls, lowerBound(column.bytes(min)), upperBound(column.bytes(max)), 0);
    }

    private static int compare(byte[] data, BytesColumn column, int row, int other) {
        return Arrays.compareUnsigned(
                data, column.start(row), column.end(row), data, column.start(other), column.end(other));
    }

    private static ZoneMap ids(IdColumn column, int nulls) {
        byte[] values = Memory.array(column.values());
        byte[] min = null;
        byte[] max = null;
        for (int row = 0; row < column.size(); row++) {
            if (!column.isNull(row)) {
                byte[] id = Arrays.copyOfRange(values, row * IdColumn.BYTES, (row + 1) * IdColumn.BYTES);
                min = min == null || Arrays.compareUnsigned(id, min) < 0 ? id : min;
                max = max == null || Arrays.compareUnsigned(id, max) > 0 ? id : max;
            }
        }
        return new ZoneMap(column.size(), nulls, min, max, 0);
    }

    private static ZoneMap dictionary(DictionaryColumn column, int nulls) {
        BitSet codes = new BitSet(column.dictionary().size());
        for (int row = 0; row < column.size(); row++) {
            if (!column.isNull(row)) {
                codes.set(column.code(row));
            }
        }
        byte[] min = column.dictionary().bytes(codes.nextSetBit(0));
        byte[] max = column.dictionary().bytes(codes.length() - 1);
        return new ZoneMap(column.size(), nulls, lowerBound(min), upperBound(max), codes.cardinality());
    }

    private static byte[] lowerBound(byte[] min) {
        return min.length <= ZonesFormat.MAX_BOUND_BYTES ? min : Arrays.copyOf(min, ZonesFormat.MAX_BOUND_BYTES);
    }

    /** The value, or the shortest prefix with its last byte raised by one; null when every byte of it is 0xff. */
    private static byte @Nullable [] upperBound(byte[] max) {
        if (max.length <= ZonesFormat.MAX_BOUND_BYTES) {
            return max;
        }
        for (int length = ZonesFormat.MAX_BOUND_BYTES; length > 0; length--) {
            if (max[length - 1] != (byte) 0xff) {
                byte[] bound = Arrays.copyOf(max, length);
                bound[length - 1]++;
                return bound;
            }
        }
        return null;
    }
}
