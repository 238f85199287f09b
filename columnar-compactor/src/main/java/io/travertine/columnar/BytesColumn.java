package io.travertine.columnar;

import io.travertine.schema.ColumnType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Values of varying length, one after another: STRING, JSON and BINARY. */
public final class BytesColumn extends Column {
    private final MemorySegment offsets;
    private final MemorySegment data;

    /**
     * @param offsets size + 1 ascending 32-bit positions in {@code data}; row i is [offsets[i], offsets[i + 1])
     */
    public BytesColumn(
            ColumnType type, int size, @Nullable MemorySegment validity, MemorySegment offsets, MemorySegment data) {
        super(type, size, validity);
        check("offsets", offsets, 4L * (size + 1L));
        check("data", data, size == 0 ? 0 : offsets.get(INT, 4L * size));
        this.offsets = offsets;
        this.data = data;
    }

    public MemorySegment offsets() {
        return offsets;
    }

    public MemorySegment data() {
        return data;
    }

    /** Where a row's bytes begin in {@link #data}. */
    public int start(int row) {
        return offsets.get(INT, 4L * row);
    }

    /** Where a row's bytes end in {@link #data}, exclusive. */
    public int end(int row) {
        return offsets.get(INT, 4L * row + 4);
    }

    /** A copy of a row's bytes. */
    public byte[] bytes(int row) {
        int start = start(row);
        return data.asSlice(start, end(row) - start).toArray(ValueLayout.JAVA_BYTE);
    }

    /** A row as text; what is no UTF-8 becomes the replacement character. */
    public String text(int row) {
        return new String(bytes(row), StandardCharsets.UTF_8);
    }
}
