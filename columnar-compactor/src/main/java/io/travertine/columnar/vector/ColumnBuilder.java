package io.travertine.columnar.vector;

import io.travertine.columnar.Column;
import io.travertine.schema.ColumnType;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A column that grows. Rows are set in ascending order, a row that is passed over is null. Each {@code put} sets a row if the
 * value fits the column's type, and says whether it did.
 *
 * <p>Memory is only ever appended to: a snapshot shares it and stays as it was while rows are added behind it. One thread at a
 * time may put or take a snapshot; any number may read snapshots.
 */
public abstract sealed class ColumnBuilder permits BooleanBuilder, BytesBuilder, FixedWidthBuilder {
    private final ColumnType type;
    private byte @Nullable [] validity;
    private int size;

    ColumnBuilder(ColumnType type) {
        this.type = type;
    }

    public static ColumnBuilder of(ColumnType type) {
        return switch (type) {
            case BOOLEAN -> new BooleanBuilder();
            case DATE -> new DateBuilder();
            case INT64 -> new Int64Builder();
            case FLOAT64 -> new Float64Builder();
            case TIMESTAMP -> new TimestampBuilder();
            case STRING -> new TextBuilder();
            case BINARY -> new BytesBuilder(ColumnType.BINARY);
            case JSON -> new JsonBuilder();
            case RECORD_ID -> new RecordIdBuilder();
        };
    }

    public final ColumnType type() {
        return type;
    }

    /** Rows up to the last one set. */
    public final int size() {
        return size;
    }

    public boolean putBoolean(int row, boolean value) {
        return false;
    }

    /** Puts an integer; into a TIMESTAMP as milliseconds since 1970. */
    public boolean putLong(int row, long value) {
        return false;
    }

    public boolean putDouble(int row, double value) {
        return false;
    }

    /** Puts a text, given as UTF-8. */
    public boolean putText(int row, byte[] source, int position, int length) {
        return false;
    }

    /** Puts the text of a JSON object or array, given as UTF-8. */
    public boolean putJson(int row, byte[] source, int position, int length) {
        return false;
    }

    /** The first {@code rows} rows; rows behind the last one set are null. */
    public final Column snapshot(int rows) {
        if (rows < size) {
            throw new IllegalArgumentException(rows + " rows asked for of a column of " + size);
        }
        passNulls(rows);
        size = rows;
        return column(rows, validity == null ? null : MemorySegment.ofArray(validity));
    }

    /** Bytes of memory held. */
    public long estimatedBytes() {
        return validity == null ? 0 : validity.length;
    }

    abstract Column column(int rows, @Nullable MemorySegment validityBits);

    /** Makes the memory of rows from {@link #size} up to {@code rows} what it must be for nulls. */
    abstract void padTo(int rows);

    /** Marks the row as having a value and everything between the last one and it as null; the caller then writes the value. */
    final void begin(int row) {
        if (row < size) {
            throw new IllegalArgumentException("row " + row + " comes after row " + (size - 1));
        }
        passNulls(row);
        size = row + 1;
        if (validity != null) {
            validity = Memory.grow(validity, Memory.bitBytes(size));
            Memory.setBit(validity, row);
        }
    }

    private void passNulls(int rows) {
        if (rows == size) {
            return;
        }
        byte[] bits = validity;
        if (bits == null) {
            bits = new byte[Memory.bitBytes(rows)];
            Memory.setBits(bits, size);
        }
        validity = Memory.grow(bits, Memory.bitBytes(rows));
        padTo(rows);
    }
}
