package io.travertine.query.expression;

import io.travertine.columnar.BooleanColumn;
import io.travertine.columnar.Column;
import io.travertine.columnar.DoubleColumn;
import io.travertine.columnar.IntColumn;
import io.travertine.columnar.LongColumn;
import io.travertine.schema.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Grows a column of one type by copying rows from others. One subclass a physical kind. */
public abstract sealed class ColumnAppender {
    final ColumnType type;
    int size;
    private byte[] validity = new byte[0];
    private boolean nullable;

    private ColumnAppender(ColumnType type) {
        this.type = type;
    }

    public static ColumnAppender of(ColumnType type) {
        return switch (type) {
            case BOOLEAN -> new Booleans();
            case DATE -> new Dates();
            case INT64, TIMESTAMP -> new Longs(type);
            case FLOAT64 -> new Doubles();
            case STRING, BINARY, JSON, RECORD_ID -> new Bytes(type);
        };
    }

    public final int size() {
        return size;
    }

    /**
     * Copies rows.
     *
     * @param rows which, in its first {@code count} places, -1 for a null; null for the first {@code count}
     */
    public final void append(Column source, int @Nullable [] rows, int count) {
        validity = grow(validity, (size + count + 7) / 8);
        boolean nulls = source.validity() != null;
        for (int i = 0; i < count; i++) {
            int row = rows == null ? i : rows[i];
            mark(size + i, row < 0 || (nulls && source.isNull(row)));
        }
        copy(source, rows, count);
        size += count;
    }

    public final void appendLong(long value) {
        appendOne(false);
        ((Longs) this).set(size++, value);
    }

    public final void appendDouble(double value) {
        appendOne(false);
        ((Doubles) this).set(size++, value);
    }

    public final void appendText(String value) {
        appendBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    public final void appendBytes(byte[] value) {
        appendOne(false);
        ((Bytes) this).values.append(value);
        size++;
    }

    /** Appends a row without a value. */
    public final void appendNull() {
        appendOne(true);
        copy(EMPTY, new int[] {-1}, 1);
        size++;
    }

    /** A view of the rows so far; the appender must not be used any more. */
    public abstract Column build();

    /** What it holds on to, about. */
    public abstract long memoryBytes();

    /** Copies values to the end; what it writes for a null means nothing. */
    abstract void copy(Column source, int @Nullable [] rows, int count);

    final @Nullable Nulls nulls() {
        if (!nullable) {
            return null;
        }
        Nulls nulls = new Nulls(size);
        for (int row = 0; row < size; row++) {
            if ((validity[row >>> 3] & (1 << (row & 7))) == 0) {
                nulls.add(row);
            }
        }
        return nulls;
    }

    private void appendOne(boolean isNull) {
        validity = grow(validity, size / 8 + 1);
        mark(size, isNull);
    }

    private void mark(int row, boolean isNull) {
        if (isNull) {
            nullable = true;
        } else {
            validity[row >>> 3] |= (byte) (1 << (row & 7));
        }
    }

    private static byte[] grow(byte[] array, int length) {
        return length <= array.length ? array : Arrays.copyOf(array, larger(array.length, length));
    }

    private static int larger(int now, int needed) {
        return (int) Math.min(Integer.MAX_VALUE - 64, Math.max(Math.max(needed, 16), 2L * now));
    }

    private static final Column EMPTY = Columns.nulls(ColumnType.BOOLEAN, 0);

    private static final class Booleans extends ColumnAppender {
        private byte[] bits = new byte[0];

        Booleans() {
            super(ColumnType.BOOLEAN);
        }

        @Override
        void copy(Column source, int @Nullable [] rows, int count) {
            BooleanColumn booleans = (BooleanColumn) source;
            bits = grow(bits, (size + count + 7) / 8);
            for (int i = 0; i < count; i++) {
                int row = rows == null ? i : rows[i];
                if (row >= 0 && booleans.get(row)) {
                    bits[(size + i) >>> 3] |= (byte) (1 << ((size + i) & 7));
                }
            }
        }

        @Override
        public Column build() {
            return Columns.booleans(bits, size, nulls());
        }

        @Override
        public long memoryBytes() {
            return 2L * bits.length;
        }
    }

    private static final class Dates extends ColumnAppender {
        private int[] values = new int[0];

        Dates() {
            super(ColumnType.DATE);
        }

        @Override
        void copy(Column source, int @Nullable [] rows, int count) {
            if (size + count > values.length) {
                values = Arrays.copyOf(values, larger(values.length, size + count));
            }
            for (int i = 0; i < count; i++) {
                int row = rows == null ? i : rows[i];
                values[size + i] = row < 0 ? 0 : ((IntColumn) source).get(row);
            }
        }

        @Override
        public Column build() {
            return Columns.dates(values, size, nulls());
        }

        @Override
        public long memoryBytes() {
            return 4L * values.length;
        }
    }

    private static final class Longs extends ColumnAppender {
        private long[] values = new long[0];

        Longs(ColumnType type) {
            super(type);
        }

        void set(int row, long value) {
            reserve(row + 1);
            values[row] = value;
        }

        @Override
        void copy(Column source, int @Nullable [] rows, int count) {
            reserve(size + count);
            for (int i = 0; i < count; i++) {
                int row = rows == null ? i : rows[i];
                values[size + i] = row < 0 ? 0 : ((LongColumn) source).get(row);
            }
        }

        private void reserve(int length) {
            if (length > values.length) {
                values = Arrays.copyOf(values, larger(values.length, length));
            }
        }

        @Override
        public Column build() {
            return Columns.longs(type, values, size, nulls());
        }

        @Override
        public long memoryBytes() {
            return 8L * values.length;
        }
    }

    private static final class Doubles extends ColumnAppender {
        private double[] values = new double[0];

        Doubles() {
            super(ColumnType.FLOAT64);
        }

        void set(int row, double value) {
            reserve(row + 1);
            values[row] = value;
        }

        @Override
        void copy(Column source, int @Nullable [] rows, int count) {
            reserve(size + count);
            for (int i = 0; i < count; i++) {
                int row = rows == null ? i : rows[i];
                values[size + i] = row < 0 ? 0 : ((DoubleColumn) source).get(row);
            }
        }

        private void reserve(int length) {
            if (length > values.length) {
                values = Arrays.copyOf(values, larger(values.length, length));
            }
        }

        @Override
        public Column build() {
            return Columns.doubles(values, size, nulls());
        }

        @Override
        public long memoryBytes() {
            return 8L * values.length;
        }
    }

    private static final class Bytes extends ColumnAppender {
        private static final byte[] NONE = new byte[0];
        private static final byte[] ZERO_ID = new byte[16];

        final BytesBuilder values = new BytesBuilder(16, 64);

        Bytes(ColumnType type) {
            super(type);
        }

        @Override
        void copy(Column source, int @Nullable [] rows, int count) {
            byte[] filler = type == ColumnType.RECORD_ID ? ZERO_ID : NONE;
            if (source == EMPTY) {
                values.append(filler);
                return;
            }
            BytesView view = BytesView.of(source);
            for (int i = 0; i < count; i++) {
                int row = rows == null ? i : rows[i];
                if (row < 0 || source.isNull(row)) {
                    values.append(filler);
                } else {
                    values.append(view.data(), view.start(row), view.end(row));
                }
            }
        }

        @Override
        public Column build() {
            return values.build(type, nulls());
        }

        @Override
        public long memoryBytes() {
            return values.memoryBytes();
        }
    }
}
