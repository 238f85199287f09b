package io.travertine.columnar;

import io.travertine.schema.ColumnType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * The values of one column for the rows of a batch, in Arrow's memory layout, little-endian. Immutable; a view of memory that
 * its owner keeps (see {@link ColumnBatch} for how long). Hot loops copy the segments into locals and read them directly.
 */
public abstract sealed class Column
        permits BooleanColumn, IntColumn, LongColumn, DoubleColumn, BytesColumn, DictionaryColumn, IdColumn {
    protected static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    protected static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    protected static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

    private final ColumnType type;
    private final int size;
    private final @Nullable MemorySegment validity;

    Column(ColumnType type, int size, @Nullable MemorySegment validity) {
        if (validity != null && validity.byteSize() < (size + 7L) / 8) {
            throw new IllegalArgumentException("validity of " + validity.byteSize() + " bytes for " + size + " rows");
        }
        this.type = type;
        this.size = size;
        this.validity = validity;
    }

    public final ColumnType type() {
        return type;
    }

    /** Rows. */
    public final int size() {
        return size;
    }

    /** One bit a row, least significant first, set where there is a value; null when every row has one. */
    public final @Nullable MemorySegment validity() {
        return validity;
    }

    public final boolean isNull(int row) {
        MemorySegment bits = validity;
        return bits != null && (bits.get(ValueLayout.JAVA_BYTE, row >>> 3) & (1 << (row & 7))) == 0;
    }

    static void check(String what, MemorySegment segment, long bytes) {
        if (segment.byteSize() < bytes) {
            throw new IllegalArgumentException(what + " of " + segment.byteSize() + " bytes, " + bytes + " needed");
        }
    }
}
