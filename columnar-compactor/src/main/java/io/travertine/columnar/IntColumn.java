package io.travertine.columnar;

import io.travertine.schema.ColumnType;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** 32-bit values: DATE, and the codes of a dictionary. */
public final class IntColumn extends Column {
    private final MemorySegment values;

    /** @param values 4 bytes a row */
    public IntColumn(ColumnType type, int size, @Nullable MemorySegment validity, MemorySegment values) {
        super(type, size, validity);
        check("values", values, 4L * size);
        this.values = values;
    }

    public MemorySegment values() {
        return values;
    }

    /** The value of a row; arbitrary where the row is null. */
    public int get(int row) {
        return values.get(INT, 4L * row);
    }
}
