package io.travertine.columnar;

import io.travertine.schema.ColumnType;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Doubles: FLOAT64. */
public final class DoubleColumn extends Column {
    private final MemorySegment values;

    /** @param values 8 bytes a row */
    public DoubleColumn(ColumnType type, int size, @Nullable MemorySegment validity, MemorySegment values) {
        super(type, size, validity);
        check("values", values, 8L * size);
        this.values = values;
    }

    public MemorySegment values() {
        return values;
    }

    /** The value of a row; arbitrary where the row is null. */
    public double get(int row) {
        return values.get(DOUBLE, 8L * row);
    }
}
