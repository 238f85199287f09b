package io.travertine.columnar.vector;

import io.travertine.columnar.BytesColumn;
import io.travertine.columnar.Column;
import io.travertine.schema.ColumnType;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Grows a column of varying length; as it stands, a BINARY one, into which texts go as they are. */
public sealed class BytesBuilder extends ColumnBuilder permits TextBuilder, JsonBuilder {
    private byte[] offsets = new byte[Integer.BYTES];
    private byte[] data = Memory.EMPTY;
    private int end;

    public BytesBuilder(ColumnType type) {
        super(type);
    }

    @Override
    public boolean putText(int row, byte[] source, int position, int length) {
        return putBytes(row, source, position, length);
    }

    /** Puts the bytes as they are. */
    public final boolean putBytes(int row, byte[] source, int position, int length) {
        begin(row);
        data = Memory.grow(data, (long) end + length);
        System.arraycopy(source, position, data, end, length);
        end += length;
        offsets = Memory.grow(offsets, Integer.BYTES * (row + 2L));
        Memory.putInt(offsets, Integer.BYTES * (row + 1), end);
        return true;
    }

    @Override
    public final long estimatedBytes() {
        return super.estimatedBytes() + offsets.length + data.length;
    }

    @Override
    final Column column(int rows, @Nullable MemorySegment validityBits) {
        return new BytesColumn(type(), rows, validityBits, MemorySegment.ofArray(offsets), MemorySegment.ofArray(data));
    }

    @Override
    final void padTo(int rows) {
        offsets = Memory.grow(offsets, Integer.BYTES * (rows + 1L));
        for (int row = size(); row < rows; row++) {
            Memory.putInt(offsets, Integer.BYTES * (row + 1), end);
        }
    }
}
