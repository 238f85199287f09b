package io.travertine.query.expression;

import io.travertine.columnar.BytesColumn;
import io.travertine.columnar.Column;
import io.travertine.columnar.IdColumn;
import io.travertine.schema.ColumnType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Values of varying length, appended one after another. */
public final class BytesBuilder {
    private static final int MAX_BYTES = Integer.MAX_VALUE - 64;

    private int[] offsets;
    private byte[] data;
    private int size;

    public BytesBuilder(int rows, int bytes) {
        this.offsets = new int[rows + 1];
        this.data = new byte[bytes];
    }

    public int size() {
        return size;
    }

    /** What it holds on to, about. */
    public long memoryBytes() {
        return data.length + 4L * offsets.length;
    }

    public void append(byte[] bytes) {
        int start = reserve(bytes.length);
        System.arraycopy(bytes, 0, data, start, bytes.length);
    }

    public void append(String text) {
        append(text.getBytes(StandardCharsets.UTF_8));
    }

    public void append(MemorySegment source, long from, long to) {
        int length = (int) (to - from);
        int start = reserve(length);
        MemorySegment.copy(source, ValueLayout.JAVA_BYTE, from, data, start, length);
    }

    /** Appends empty values until there are so many rows. */
    public void fillTo(int rows) {
        while (size < rows) {
            reserve(0);
        }
    }

    /** Where a row's bytes begin in {@link #data}. */
    public int start(int row) {
        return offsets[row];
    }

    public int end(int row) {
        return offsets[row + 1];
    }

    public byte[] data() {
        return data;
    }

    /** A view of what has been appended; further appends do not change it. */
    public Column build(ColumnType type, @Nullable Nulls nulls) {
        return type == ColumnType.RECORD_ID
                ? new IdColumn(size, nulls == null ? null : nulls.validity(), MemorySegment.ofArray(data))
                : buildBytes(type, nulls);
    }

    BytesColumn buildBytes(ColumnType type, @Nullable Nulls nulls) {
        return new BytesColumn(
                type,
                size,
                nulls == null ? null : nulls.validity(),
                MemorySegment.ofArray(offsets),
                MemorySegment.ofArray(data));
    }

    private int reserve(int length) {
        int start = offsets[size];
        if (length > MAX_BYTES - start) {
            throw EvaluationException.memory("one column of an intermediate result exceeds 2 GiB of text");
        }
        if (start + length > data.length) {
            data = Arrays.copyOf(data, (int) Math.min(MAX_BYTES, Math.max(start + (long) length, 2L * data.length)));
        }
        size++;
        if (size == offsets.length) {
            offsets = Arrays.copyOf(offsets, Math.max(16, 2 * offsets.length));
        }
        offsets[size] = start + length;
        return start;
    }
}
