package io.travertine.columnar.chunk;

import io.travertine.columnar.Column;
import io.travertine.columnar.RecordReader;
import io.travertine.columnar.RecordReader.Header;
import io.travertine.columnar.SystemColumns;
import io.travertine.columnar.scan.RecordHeaders;
import io.travertine.columnar.vector.BytesBuilder;
import io.travertine.columnar.vector.ColumnBuilder;
import io.travertine.columnar.vector.JsonBuilder;
import io.travertine.columnar.vector.Memory;
import io.travertine.columnar.vector.RecordIdBuilder;
import io.travertine.columnar.vector.TextBuilder;
import io.travertine.columnar.vector.TimestampBuilder;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import io.travertine.schema.TableSchema;
import io.travertine.storage.batch.InvalidBatchException;
import io.travertine.storage.batch.RecordBatchHeader;
import io.travertine.storage.batch.RecordCursor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes record batches of one partition into columns that grow. One thread at a time.
 *
 * <p>A chunk is a run of offsets without gaps: row i is offset {@code firstOffset + i}. Offsets that hold no record (those of
 * control batches) have rows too, hidden ones, which scans and reads pass over.
 */
public final class ChunkBuilder {
    /** A chunk is full when it has so many rows: one block of a segment. */
    public static final int MAX_ROWS = 65_536;
    /** A chunk is also full when it takes so many bytes: a sixteenth of the heap. */
    public static final long MAX_BYTES = Math.clamp(Runtime.getRuntime().maxMemory() / 16, 4L << 20, 64L << 20);
    /** What a value takes at least, null or not. */
    private static final int BYTES_PER_VALUE = 8;
    /**
     * What a column takes beside its values: builder 32, FieldColumn and its places in a map and a list 80, schema of a snapshot 80,
     * and for each of up to three arrays 16 of header, and 72 of MemorySegment in a snapshot.
     */
    private static final int BYTES_PER_COLUMN = 456;

    private final TableFormat format;
    private final int partition;
    private final long firstOffset;
    private RecordCursor cursor = new RecordCursor();
    private final RecordIdBuilder ids = new RecordIdBuilder();
    private final TimestampBuilder timestamps = new TimestampBuilder();
    private final BytesBuilder keys;
    private final BytesBuilder values;
    private final JsonBuilder headers = new JsonBuilder();
    private final FieldDecoder fields;
    private byte @Nullable [] hidden;
    private int rowCount;
    private long payloadBytes;

    /** @param firstOffset offset of the first row; earlier records of the first batch are passed over */
    public ChunkBuilder(TableFormat format, int partition, long firstOffset) {
        this.format = format;
        this.partition = partition;
        this.firstOffset = firstOffset;
        keys = format.json() || !format.rows().isEmpty() ? new TextBuilder() : new BytesBuilder(ColumnType.BINARY);
        values = format.json() ? new TextBuilder() : new BytesBuilder(ColumnType.BINARY);
        fields = format.decoder();
    }

    /**
     * Appends the records of a batch from {@link #nextOffset} on, until the chunk is full.
     *
     * @param batch one record batch v2 between position and limit, its base offset assigned
     * @param baseIdHigh upper 64 bits of the id of the batch's first record; record i has id + i
     * @return whether the chunk now has all of them; if not it is full, and the rest goes into a new chunk that begins at {@link
     *     #nextOffset}, by giving it the same batch
     * @throws InvalidBatchException when the batch cannot be read from some record on; the rows before it were appended
     */
    public boolean append(ByteBuffer batch, long baseIdHigh, long baseIdLow) throws InvalidBatchException {
        int position = batch.position();
        long baseOffset = RecordBatchHeader.baseOffset(batch, position);
        int count = RecordBatchHeader.recordCount(batch, position);
        if (nextOffset() < baseOffset || nextOffset() > baseOffset + count) {
            throw new IllegalArgumentException("a batch of offsets [" + baseOffset + ", " + (baseOffset + count)
                    + ") cannot follow offset " + (nextOffset() - 1));
        }
        if (RecordBatchHeader.isControl(batch, position)) {
            return appendHidden(baseOffset + count, baseOffset, baseIdHigh, baseIdLow);
        }
        cursor.open(batch);
        while (cursor.next()) {
            if (cursor.offset() < nextOffset()) {
                continue;
            }
            if (isFull()) {
                return false;
            }
            appendRecord(baseIdHigh, baseIdLow, cursor.offset() - baseOffset);
        }
        return true;
    }

    /**
     * Appends hidden rows up to an offset, until the chunk is full: for offsets that hold no record, or none that can be read.
     *
     * @param end the offset after the last one
     * @param baseOffset the offset that has the given id; the following ones have the following ids
     * @return whether the chunk now has all of them
     */
    public boolean appendHidden(long end, long baseOffset, long baseIdHigh, long baseIdLow) {
        while (nextOffset() < end) {
            if (isFull()) {
                return false;
            }
            hidden = Memory.grow(hidden == null ? Memory.EMPTY : hidden, Memory.bitBytes(rowCount + 1));
            Memory.setBit(hidden, rowCount);
            putId(baseIdHigh, baseIdLow, nextOffset() - baseOffset);
            rowCount++;
        }
        return true;
    }

    /**
     * Appends the record that a reader is on. Its offset must be {@link #nextOffset}.
     *
     * @return false when the chunk is full, and nothing was appended
     */
    public boolean append(RecordReader record) throws IOException {
        if (record.offset() != nextOffset()) {
            throw new IllegalArgumentException(
                    "offset " + record.offset() + " cannot follow offset " + (nextOffset() - 1));
        }
        if (isFull()) {
            return false;
        }
        ids.putId(rowCount, record.idHigh(), record.idLow());
        timestamps.putLong(rowCount, record.timestampMs());
        putKey(record.keyBytes(), record.keyPosition(), record.keyLength());
        putHeaders(record.headers());
        putValue(record.valueBytes(), record.valuePosition(), record.valueLength());
        rowCount++;
        return true;
    }

    private void appendRecord(long baseIdHigh, long baseIdLow, long index) {
        putId(baseIdHigh, baseIdLow, index);
        timestamps.putLong(rowCount, cursor.timestampMs());
        putKey(cursor.bytes(), cursor.keyPosition(), cursor.keyLength());
        if (cursor.headerCount() > 0) {
            putHeaders(headers(cursor));
        }
        putValue(cursor.bytes(), cursor.valuePosition(), cursor.valueLength());
        rowCount++;
    }

    private void putKey(byte[] bytes, int position, int length) {
        if (length >= 0) {
            keys.putBytes(rowCount, bytes, position, length);
            payloadBytes += length;
        }
    }

    private void putValue(byte[] bytes, int position, int length) {
        if (length >= 0) {
            values.putBytes(rowCount, bytes, position, length);
            payloadBytes += length;
            if (format.json() || !format.rows().isEmpty()) {
                fields.decode(bytes, position, length, rowCount);
            }
        }
    }

    private void putId(long baseIdHigh, long baseIdLow, long index) {
        long low = baseIdLow + index;
        long carry = Long.compareUnsigned(low, baseIdLow) < 0 ? 1 : 0;
        ids.putId(rowCount, baseIdHigh + carry, low);
    }

    private static List<Header> headers(RecordCursor cursor) {
        List<Header> list = new ArrayList<>(cursor.headerCount());
        cursor.forEachHeader((bytes, keyPosition, keyLength, valuePosition, valueLength) -> list.add(new Header(
                new String(bytes, keyPosition, keyLength, StandardCharsets.UTF_8),
                valueLength < 0 ? null : Arrays.copyOfRange(bytes, valuePosition, valuePosition + valueLength))));
        return list;
    }

    private void putHeaders(List<Header> list) {
        if (!list.isEmpty()) {
            byte[] json = RecordHeaders.write(list);
            headers.putBytes(rowCount, json, 0, json.length);
            payloadBytes += json.length;
        }
    }

    public long firstOffset() {
        return firstOffset;
    }

    /** The offset that the next row will have. */
    public long nextOffset() {
        return firstOffset + rowCount;
    }

    public int rowCount() {
        return rowCount;
    }

    public boolean isFull() {
        return rowCount >= MAX_ROWS || expectedBytes() >= MAX_BYTES;
    }

    /** About what {@link #estimatedBytes} says, without a look at each column. */
    public long expectedBytes() {
        long columnCount = fields.columns().size();
        return 2 * payloadBytes + columnCount * (BYTES_PER_COLUMN + (long) BYTES_PER_VALUE * rowCount);
    }

    /** Bytes of memory held, snapshots included: they share it. */
    public long estimatedBytes() {
        long bytes = (long) BYTES_PER_COLUMN * fields.columns().size();
        for (ColumnBuilder column : List.of(ids, timestamps, keys, values, headers)) {
            bytes += column.estimatedBytes();
        }
        for (FieldColumn field : fields.columns()) {
            bytes += field.builder().estimatedBytes();
        }
        return bytes;
    }

    /** Gives back what decoding takes beside the rows: several times the largest record, which many partitions may keep a while. */
    public void trim() {
        cursor = new RecordCursor();
        fields.trim();
    }

    /** The rows so far, immutable; cheap, as it shares their memory. */
    public MemoryChunk snapshot() {
        List<ColumnSchema> schema = new ArrayList<>(format.systemColumns());
        List<@Nullable Column> columns = new ArrayList<>();
        for (ColumnSchema column : schema) {
            columns.add(systemColumn(column.name()));
        }
        for (FieldColumn field : fields.columns()) {
            schema.add(new ColumnSchema(field.name(), field.builder().type()));
            columns.add(field.builder().snapshot(rowCount));
        }
        byte[] hiddenRows = hidden == null ? null : Memory.grow(hidden, Memory.bitBytes(rowCount));
        return new MemoryChunk(
                new TableSchema(schema), partition, firstOffset, rowCount, columns, hiddenRows, estimatedBytes());
    }

    /** Null for the columns that follow from the row's place. */
    private @Nullable Column systemColumn(String name) {
        return switch (name) {
            case SystemColumns.ID -> ids.snapshot(rowCount);
            case SystemColumns.TIMESTAMP -> timestamps.snapshot(rowCount);
            case SystemColumns.KEY -> keys.snapshot(rowCount);
            case SystemColumns.VALUE -> values.snapshot(rowCount);
            case SystemColumns.HEADERS -> headers.snapshot(rowCount);
            default -> null;
        };
    }
}
