package io.travertine.columnar.segment;

import io.travertine.columnar.BooleanColumn;
import io.travertine.columnar.BytesColumn;
import io.travertine.columnar.Column;
import io.travertine.columnar.DictionaryColumn;
import io.travertine.columnar.DoubleColumn;
import io.travertine.columnar.IdColumn;
import io.travertine.columnar.IntColumn;
import io.travertine.columnar.LongColumn;
import io.travertine.columnar.scan.ZoneMap;
import io.travertine.columnar.segment.SegmentLayout.Block;
import io.travertine.columnar.segment.SegmentLayout.BlockColumn;
import io.travertine.columnar.segment.SegmentLayout.Dictionary;
import io.travertine.columnar.vector.Memory;
import io.travertine.schema.ColumnType;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Reads one column of a segment, block by block, into memory that is used again; its dictionary once. One thread. */
final class StoredColumn {
    private final SegmentLayout layout;
    private final int position;
    private final ColumnType type;
    private final BufferReader buffers;
    private byte[] validity = Memory.EMPTY;
    private byte[] values = Memory.EMPTY;
    private byte[] data = Memory.EMPTY;
    private @Nullable BytesColumn entries;
    private @Nullable Column column;
    private int readBlock = -1;

    StoredColumn(SegmentLayout layout, int position, ColumnType type, BufferReader buffers) {
        this.layout = layout;
        this.position = position;
        this.type = type;
        this.buffers = buffers;
    }

    ZoneMap zone(int block) {
        return layout.blocks().get(block).columns().get(position).zone();
    }

    /** The column of a block; read when it is not the one read last. */
    Column read(int block) throws IOException {
        Column read = column;
        if (read == null || readBlock != block) {
            column = null;
            read = read(layout.blocks().get(block));
            column = read;
            readBlock = block;
        }
        return read;
    }

    private Column read(Block block) throws IOException {
        int rows = block.rowCount();
        BlockColumn stored = block.columns().get(position);
        MemorySegment bits = readValidity(stored, rows);
        Dictionary dictionary = layout.dictionaries().get(position);
        if (dictionary != null) {
            return new DictionaryColumn(rows, bits, readCodes(stored, rows, dictionary.size()), entries(dictionary));
        }
        return switch (type) {
            case BOOLEAN -> new BooleanColumn(rows, bits, readValues(stored, Memory.bitBytes(rows)));
            case DATE -> new IntColumn(type, rows, bits, readValues(stored, (long) Integer.BYTES * rows));
            case INT64, TIMESTAMP -> new LongColumn(type, rows, bits, readValues(stored, (long) Long.BYTES * rows));
            case FLOAT64 -> new DoubleColumn(type, rows, bits, readValues(stored, (long) Double.BYTES * rows));
            case RECORD_ID -> new IdColumn(rows, bits, readValues(stored, (long) IdColumn.BYTES * rows));
            case STRING, BINARY, JSON -> {
                MemorySegment offsets = readValues(stored, Integer.BYTES * (rows + 1L));
                data = buffers.read(stored.data(), data, -1);
                checkOffsets(stored.values(), values, rows, stored.data().length());
                yield new BytesColumn(type, rows, bits, offsets, MemorySegment.ofArray(data));
            }
        };
    }

    private @Nullable MemorySegment readValidity(BlockColumn stored, int rows) throws IOException {
        if (stored.validity().length() == 0) {
            return null;
        }
        validity = buffers.read(stored.validity(), validity, Memory.bitBytes(rows));
        return MemorySegment.ofArray(validity);
    }

    private MemorySegment readValues(BlockColumn stored, long length) throws IOException {
        values = buffers.read(stored.values(), values, length);
        return MemorySegment.ofArray(values);
    }

    private MemorySegment readCodes(BlockColumn stored, int rows, int dictionarySize) throws IOException {
        MemorySegment codes = readValues(stored, (long) Integer.BYTES * rows);
        for (int row = 0; row < rows; row++) {
            int code = Memory.getInt(values, Integer.BYTES * row);
            if (code < 0 || code >= dictionarySize) {
                throw buffers.corrupt(stored.values(), "code " + code, "one below " + dictionarySize);
            }
        }
        return codes;
    }

    private BytesColumn entries(Dictionary dictionary) throws IOException {
        BytesColumn read = entries;
        if (read == null) {
            int size = dictionary.size();
            byte[] offsets = buffers.read(dictionary.offsets(), Memory.EMPTY, Integer.BYTES * (size + 1L));
            byte[] bytes = buffers.read(dictionary.data(), Memory.EMPTY, -1);
            checkOffsets(dictionary.offsets(), offsets, size, dictionary.data().length());
            read = new BytesColumn(type, size, null, MemorySegment.ofArray(offsets), MemorySegment.ofArray(bytes));
            entries = read;
        }
        return read;
    }

    private void checkOffsets(StoredBuffer buffer, byte[] offsets, int rows, int dataLength) throws IOException {
        int last = Memory.getInt(offsets, 0);
        boolean ascending = last >= 0;
        for (int row = 1; row <= rows; row++) {
            int next = Memory.getInt(offsets, Integer.BYTES * row);
            ascending &= next >= last;
            last = next;
        }
        if (!ascending || last > dataLength) {
            throw buffers.corrupt(buffer, "offsets that do not ascend to " + dataLength, "offsets into the data");
        }
    }
}
