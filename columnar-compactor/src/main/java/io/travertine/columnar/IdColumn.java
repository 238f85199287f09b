package io.travertine.columnar;

import io.travertine.schema.ColumnType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** RECORD_ID, 16 bytes a row, big-endian. */
public final class IdColumn extends Column {
    /** Bytes of an id. */
    public static final int BYTES = 16;

    private static final ValueLayout.OfLong BIG_ENDIAN = LONG.withOrder(ByteOrder.BIG_ENDIAN);

    private final MemorySegment values;

    public IdColumn(int size, @Nullable MemorySegment validity, MemorySegment values) {
        super(ColumnType.RECORD_ID, size, validity);
        check("values", values, 16L * size);
        this.values = values;
    }

    public MemorySegment values() {
        return values;
    }

    /** The upper 64 bits of a row's id. */
    public long high(int row) {
        return values.get(BIG_ENDIAN, 16L * row);
    }

    /** The lower 64 bits of a row's id. */
    public long low(int row) {
        return values.get(BIG_ENDIAN, 16L * row + 8);
    }
}
