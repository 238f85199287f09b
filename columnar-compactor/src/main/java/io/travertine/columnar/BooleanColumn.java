package io.travertine.columnar;

import io.travertine.schema.ColumnType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/** BOOLEAN, one bit a row, least significant first. */
public final class BooleanColumn extends Column {
    private final MemorySegment values;

    public BooleanColumn(int size, @Nullable MemorySegment validity, MemorySegment values) {
        super(ColumnType.BOOLEAN, size, validity);
        check("values", values, (size + 7L) / 8);
        this.values = values;
    }

    public MemorySegment values() {
        return values;
    }

    /** The value of a row; arbitrary where the row is null. */
    public boolean get(int row) {
        return (values.get(ValueLayout.JAVA_BYTE, row >>> 3) & (1 << (row & 7))) != 0;
    }
}
