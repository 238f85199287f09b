package io.travertine.columnar.scan;

import io.travertine.columnar.BytesColumn;
import io.travertine.columnar.Column;
import io.travertine.columnar.DictionaryColumn;
import io.travertine.columnar.IdColumn;
import io.travertine.columnar.LongColumn;
import io.travertine.columnar.RecordReader;
import io.travertine.columnar.SystemColumns;
import io.travertine.columnar.vector.Memory;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads records back from the columns that every range has. */
public final class BlockRecordReader implements RecordReader {
    private static final long MICROS_PER_MILLI = 1_000;

    private final BlockReader reader;
    private final Payload key = new Payload();
    private final Payload value = new Payload();
    private final Payload headers = new Payload();
    private int block = -1;
    private int row;
    private int blockRows;
    /** Rows to pass over in the next block opened. */
    private int skippedRows;

    private @Nullable IdColumn ids;
    private @Nullable LongColumn timestamps;
    private byte @Nullable [] hidden;

    public BlockRecordReader(BlockReader reader, long fromOffset) {
        this.reader = reader;
        long skipped = Math.clamp(fromOffset - reader.firstOffset(), 0, reader.rowCount());
        while (block + 1 < reader.blockCount() && reader.firstRow(block + 1) + reader.rowCount(block + 1) <= skipped) {
            block++;
        }
        skippedRows = block + 1 < reader.blockCount() ? (int) skipped - reader.firstRow(block + 1) : 0;
    }

    @Override
    public boolean next() throws IOException {
        do {
            row++;
            while (row >= blockRows) {
                if (!openNextBlock()) {
                    return false;
                }
            }
        } while (hidden != null && Memory.bit(hidden, row));
        key.go(row);
        value.go(row);
        headers.go(row);
        return true;
    }

    private boolean openNextBlock() throws IOException {
        if (block + 1 >= reader.blockCount()) {
            blockRows = 0;
            return false;
        }
        reader.openBlock(++block);
        blockRows = reader.rowCount(block);
        row = skippedRows;
        skippedRows = 0;
        ids = (IdColumn) column(SystemColumns.ID);
        timestamps = (LongColumn) column(SystemColumns.TIMESTAMP);
        key.open(column(SystemColumns.KEY));
        value.open(column(SystemColumns.VALUE));
        headers.open(column(SystemColumns.HEADERS));
        hidden = reader.hiddenRows();
        return true;
    }

    private Column column(String name) throws IOException {
        return Objects.requireNonNull(reader.column(name), name);
    }

    @Override
    public long offset() {
        return reader.firstOffset() + reader.firstRow(block) + row;
    }

    @Override
    public long idHigh() {
        return Objects.requireNonNull(ids).high(row);
    }

    @Override
    public long idLow() {
        return Objects.requireNonNull(ids).low(row);
    }

    @Override
    public long timestampMs() {
        return Math.floorDiv(Objects.requireNonNull(timestamps).get(row), MICROS_PER_MILLI);
    }

    @Override
    public byte[] keyBytes() {
        return key.data;
    }

    @Override
    public int keyPosition() {
        return key.position;
    }

    @Override
    public int keyLength() {
        return key.length;
    }

    @Override
    public byte[] valueBytes() {
        return value.data;
    }

    @Override
    public int valuePosition() {
        return value.position;
    }

    @Override
    public int valueLength() {
        return value.length;
    }

    @Override
    public List<Header> headers() throws IOException {
        return headers.length < 0 ? List.of() : RecordHeaders.read(headers.data, headers.position, headers.length);
    }

    @Override
    public void close() {
        reader.close();
    }

    /** Where the bytes of the current row lie, in a column with a dictionary or without. */
    private static final class Payload {
        private @Nullable Column column;
        private byte[] data = Memory.EMPTY;
        private int position;
        private int length;

        void open(Column opened) {
            column = opened;
            data = switch (opened) {
                case BytesColumn bytes -> Memory.array(bytes.data());
                case DictionaryColumn codes -> Memory.array(codes.dictionary().data());
                default -> throw new AssertionError(opened.type());
            };
        }

        void go(int row) {
            Column opened = Objects.requireNonNull(column);
            if (opened.isNull(row)) {
                length = -1;
                return;
            }
            BytesColumn bytes = opened instanceof DictionaryColumn codes ? codes.dictionary() : (BytesColumn) opened;
            int entry = opened instanceof DictionaryColumn codes ? codes.code(row) : row;
            position = bytes.start(entry);
            length = bytes.end(entry) - position;
        }
    }
}
