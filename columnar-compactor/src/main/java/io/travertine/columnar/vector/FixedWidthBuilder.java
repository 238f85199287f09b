package io.travertine.columnar.vector;

import io.travertine.columnar.Column;
import io.travertine.columnar.DoubleColumn;
import io.travertine.columnar.IdColumn;
import io.travertine.columnar.IntColumn;
import io.travertine.columnar.LongColumn;
import io.travertine.schema.ColumnType;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Grows a column whose values all take the same number of bytes. */
public abstract sealed class FixedWidthBuilder extends ColumnBuilder
        permits DateBuilder, Float64Builder, Int64Builder, RecordIdBuilder, TimestampBuilder {
    private final int width;
    private byte[] values = Memory.EMPTY;

    FixedWidthBuilder(ColumnType type, int width) {
        super(type);
        this.width = width;
    }

    /** Marks the row as set and returns where in {@link #values} its value goes. */
    final int place(int row) {
        begin(row);
        padTo(row + 1);
        return row * width;
    }

    final byte[] values() {
        return values;
    }

    @Override
    public final long estimatedBytes() {
        return super.estimatedBytes() + values.length;
    }

    @Override
    final Column column(int rows, @Nullable MemorySegment validityBits) {
        MemorySegment memory = MemorySegment.ofArray(values);
        return switch (type()) {
            case DATE -> new IntColumn(ColumnType.DATE, rows, validityBits, memory);
            case INT64, TIMESTAMP -> new LongColumn(type(), rows, validityBits, memory);
            case FLOAT64 -> new DoubleColumn(ColumnType.FLOAT64, rows, validityBits, memory);
            case RECORD_ID -> new IdColumn(rows, validityBits, memory);
            default -> throw new AssertionError(type());
        };
    }

    @Override
    final void padTo(int rows) {
        values = Memory.grow(values, (long) rows * width);
    }
}
