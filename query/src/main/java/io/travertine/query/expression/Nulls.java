package io.travertine.query.expression;

import io.travertine.columnar.Column;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects which rows of a new column are null; a validity bitmap is made only when there is one. */
public final class Nulls {
    private final int size;
    private byte @Nullable [] bits;

    public Nulls(int size) {
        this.size = size;
    }

    /** The nulls that either column has; what comes out may be marked further. */
    static Nulls of(Column first, Column second) {
        Nulls nulls = new Nulls(first.size());
        nulls.addAll(first);
        nulls.addAll(second);
        return nulls;
    }

    static Nulls of(Column column) {
        Nulls nulls = new Nulls(column.size());
        nulls.addAll(column);
        return nulls;
    }

    /** Makes every row null that is null in the column. */
    public void addAll(Column column) {
        MemorySegment other = column.validity();
        if (other == null) {
            return;
        }
        byte[] mine = bits();
        for (int i = 0; i < mine.length; i++) {
            mine[i] &= other.get(ValueLayout.JAVA_BYTE, i);
        }
    }

    public void add(int row) {
        bits()[row >>> 3] &= (byte) ~(1 << (row & 7));
    }

    boolean any() {
        return bits != null;
    }

    boolean contains(int row) {
        byte[] mine = bits;
        return mine != null && (mine[row >>> 3] & (1 << (row & 7))) == 0;
    }

    /** The validity bitmap of a column, null when no row was marked. */
    public @Nullable MemorySegment validity() {
        return bits == null ? null : MemorySegment.ofArray(bits);
    }

    private byte[] bits() {
        if (bits == null) {
            bits = new byte[(size + 7) / 8];
            Arrays.fill(bits, (byte) -1);
        }
        return bits;
    }
}
