package io.travertine.query.expression;

import io.travertine.columnar.BytesColumn;
import io.travertine.columnar.Column;
import io.travertine.columnar.DictionaryColumn;
import io.travertine.columnar.IdColumn;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One way to read plain, dictionary and record id columns: each row is a range of bytes. */
public final class BytesView {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final int ID_BYTES = 16;

    private final @Nullable MemorySegment codes;
    private final @Nullable MemorySegment offsets;
    private final MemorySegment data;

    private BytesView(@Nullable MemorySegment codes, @Nullable MemorySegment offsets, MemorySegment data) {
        this.codes = codes;
        this.offsets = offsets;
        this.data = data;
    }

    public static BytesView of(Column column) {
        return switch (column) {
            case BytesColumn bytes -> new BytesView(null, bytes.offsets(), bytes.data());
            case DictionaryColumn dictionary ->
                new BytesView(
                        dictionary.codes(),
                        dictionary.dictionary().offsets(),
                        dictionary.dictionary().data());
            case IdColumn ids -> new BytesView(null, null, ids.values());
            default -> throw new IllegalArgumentException(column.type() + " is not made of bytes");
        };
    }

    public MemorySegment data() {
        return data;
    }

    /** Where a row's bytes begin in {@link #data}; the row must not be null. */
    public long start(int row) {
        if (offsets == null) {
            return (long) ID_BYTES * row;
        }
        return offsets.get(INT, 4L * entry(row));
    }

    /** Where they end, exclusive. */
    public long end(int row) {
        if (offsets == null) {
            return (long) ID_BYTES * (row + 1L);
        }
        return offsets.get(INT, 4L * entry(row) + 4);
    }

    public byte[] bytes(int row) {
        long start = start(row);
        return data.asSlice(start, end(row) - start).toArray(ValueLayout.JAVA_BYTE);
    }

    public String text(int row) {
        return new String(bytes(row), StandardCharsets.UTF_8);
    }

    /** Compares two values byte by byte, unsigned. */
    public int compare(int row, BytesView other, int otherRow) {
        return compare(data, start(row), end(row), other.data, other.start(otherRow), other.end(otherRow));
    }

    /** Compares a value with bytes. */
    public int compareTo(int row, byte[] other) {
        return compare(data, start(row), end(row), MemorySegment.ofArray(other), 0, other.length);
    }

    static int compare(MemorySegment a, long from, long to, MemorySegment b, long otherFrom, long otherTo) {
        long mismatch = MemorySegment.mismatch(a, from, to, b, otherFrom, otherTo);
        if (mismatch < 0) {
            return 0;
        }
        if (from + mismatch >= to) {
            return -1;
        }
        if (otherFrom + mismatch >= otherTo) {
            return 1;
        }
        return Byte.compareUnsigned(
                a.get(ValueLayout.JAVA_BYTE, from + mismatch), b.get(ValueLayout.JAVA_BYTE, otherFrom + mismatch));
    }

    private int entry(int row) {
        return codes == null ? row : codes.get(INT, 4L * row);
    }
}
