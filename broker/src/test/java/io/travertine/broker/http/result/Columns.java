package io.travertine.broker.http.result;

import io.travertine.columnar.BooleanColumn;
import io.travertine.columnar.BytesColumn;
import io.travertine.columnar.Column;
import io.travertine.columnar.DictionaryColumn;
import io.travertine.columnar.DoubleColumn;
import io.travertine.columnar.IdColumn;
import io.travertine.columnar.IntColumn;
import io.travertine.columnar.LongColumn;
import io.travertine.schema.ColumnType;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Columns out of Java values, null for null. */
final class Columns {
    private Columns() {}

    static Column booleans(Boolean... values) {
        return new BooleanColumn(values.length, validity(values), bits(values, Boolean.TRUE::equals));
    }

    static Column dates(Integer... values) {
        ByteBuffer bytes = buffer(4 * values.length);
        Arrays.stream(values).forEach(value -> bytes.putInt(value == null ? 0 : value));
        return new IntColumn(ColumnType.DATE, values.length, validity(values), segment(bytes));
    }

    static Column longs(ColumnType type, Long... values) {
        ByteBuffer bytes = buffer(8 * values.length);
        Arrays.stream(values).forEach(value -> bytes.putLong(value == null ? 0 : value));
        return new LongColumn(type, values.length, validity(values), segment(bytes));
    }

    static Column doubles(Double... values) {
        ByteBuffer bytes = buffer(8 * values.length);
        Arrays.stream(values).forEach(value -> bytes.putDouble(value == null ? 0 : value));
        return new DoubleColumn(ColumnType.FLOAT64, values.length, validity(values), segment(bytes));
    }

    static BytesColumn bytes(ColumnType type, String... values) {
        ByteBuffer offsets = buffer(4 * (values.length + 1));
        StringBuilder data = new StringBuilder();
        offsets.putInt(0);
        for (String value : values) {
            data.append(value == null ? "" : value);
            offsets.putInt(data.toString().getBytes(StandardCharsets.UTF_8).length);
        }
        MemorySegment bytes = MemorySegment.ofArray(data.toString().getBytes(StandardCharsets.UTF_8));
        return new BytesColumn(type, values.length, validity(values), segment(offsets), bytes);
    }

    static Column dictionary(ColumnType type, String... values) {
        List<String> sorted = Arrays.stream(values)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
        ByteBuffer codes = buffer(4 * values.length);
        Arrays.stream(values).forEach(value -> codes.putInt(value == null ? 99 : sorted.indexOf(value)));
        return new DictionaryColumn(
                values.length, validity(values), segment(codes), bytes(type, sorted.toArray(String[]::new)));
    }

    /** Ids that count up. */
    static Column ids(long high, long low, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(16 * count);
        for (int i = 0; i < count; i++) {
            bytes.putLong(high).putLong(low + i);
        }
        return new IdColumn(count, null, segment(bytes));
    }

    private static MemorySegment validity(Object[] values) {
        return bits(values, Objects::nonNull);
    }

    private static <T> MemorySegment bits(T[] values, java.util.function.Predicate<T> set) {
        byte[] bits = new byte[(values.length + 7) / 8];
        for (int i = 0; i < values.length; i++) {
            if (set.test(values[i])) {
                bits[i >>> 3] |= (byte) (1 << (i & 7));
            }
        }
        return MemorySegment.ofArray(bits);
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static MemorySegment segment(ByteBuffer bytes) {
        return MemorySegment.ofArray(bytes.array());
    }
}
