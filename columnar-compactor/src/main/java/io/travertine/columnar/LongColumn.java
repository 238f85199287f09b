package io.travertine.columnar;

import io.travertine.schema.ColumnType;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** 64-bit values: INT64 and TIMESTAMP. */
public final class LongColumn extends Column {
    private final MemorySegment values;

    /** @param values 8 bytes a row */
    public LongColumn(ColumnType type, int size, @Nullable MemorySegment validity, MemorySegment values) {
        super(type, size, validity);
        check("values", values, 8L * size);
        this.values = values;
    }

    public MemorySegment values() {
        return values;
    }

    /** The value of a row; arbitrary where the row is null. */
    public long get(int row) {
        return values.get(LONG, 8L * row);
    }
}
