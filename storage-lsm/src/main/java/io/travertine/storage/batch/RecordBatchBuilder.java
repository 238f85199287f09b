package io.travertine.storage.batch;

import static io.travertine.storage.batch.RecordBatchHeader.HEADER_BYTES;
import static io.travertine.storage.batch.RecordBatchHeader.LENGTH_OVERHEAD_BYTES;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * Makes record batches without a producer id, one after another, in the same bytes. One thread. The order of calls:
 * {@link #reset}, then for each record its headers and {@link #append}, then {@link #build}.
 */
public final class RecordBatchBuilder {
    private static final int INITIAL_BYTES = 16 * 1024;
    private static final byte[] NO_BYTES = {};

    private final GrowableBytes records = new GrowableBytes(INITIAL_BYTES);
    private final GrowableBytes compressed = new GrowableBytes(0);
    private final GrowableBytes headers = new GrowableBytes(0);

    private Compression compression = Compression.NONE;
    private long baseOffset;
    private long baseTimestamp;
    private long maxTimestamp;
    private int recordCount;
    private int headerCount;

    /** Starts a new batch. What {@link #build} returned before is not valid any more. */
    public void reset(long newBaseOffset, Compression newCompression) {
        if (newBaseOffset < 0) {
            throw new IllegalArgumentException("baseOffset is " + newBaseOffset + ", expected at least 0");
        }
        baseOffset = newBaseOffset;
        compression = newCompression;
        recordCount = 0;
        records.setSize(HEADER_BYTES);
        clearHeaders();
    }

    /** Adds a header to the record that is appended next. A valueLength of -1 makes its value null. */
    public void addHeader(
            byte[] key, int keyPosition, int keyLength, byte[] value, int valuePosition, int valueLength) {
        if (keyLength < 0) {
            throw new IllegalArgumentException(
                    "keyLength is " + keyLength + ", expected at least 0: a header has a key");
        }
        checkLength("valueLength", valueLength);
        headers.writeNullable(key, keyPosition, keyLength);
        headers.writeNullable(value, valuePosition, valueLength);
        headerCount++;
    }

    /** Adds headers in their form on the wire, as a {@link RecordCursor} shows them, to the record that is appended next. */
    public void addEncodedHeaders(byte[] encoded, int position, int length, int count) {
        headers.write(encoded, position, length);
        headerCount += count;
    }

    /** Appends a record at the next offset. A length of -1 makes key or value null; the bytes are copied. */
    public void append(
            long timestampMs,
            byte[] key,
            int keyPosition,
            int keyLength,
            byte[] value,
            int valuePosition,
            int valueLength) {
        checkLength("keyLength", keyLength);
        checkLength("valueLength", valueLength);
        if (recordCount == 0) {
            baseTimestamp = timestampMs;
            maxTimestamp = timestampMs;
        }
        maxTimestamp = Math.max(maxTimestamp, timestampMs);
        long timestampDifference = timestampMs - baseTimestamp;
        records.writeVarint(bodySize(timestampDifference, keyLength, valueLength));
        records.write(0);
        records.writeVarlong(timestampDifference);
        records.writeVarint(recordCount);
        records.writeNullable(key, keyPosition, keyLength);
        records.writeNullable(value, valuePosition, valueLength);
        records.writeVarint(headerCount);
        records.write(headers.array(), 0, headers.size());
        recordCount++;
        clearHeaders();
    }

    /** Appends a record without a key. */
    public void append(long timestampMs, byte[] value) {
        append(timestampMs, NO_BYTES, 0, -1, value, 0, value.length);
    }

    private int bodySize(long timestampDifference, int keyLength, int valueLength) {
        long size = 1L
                + Varint.size(timestampDifference)
                + Varint.size(recordCount)
                + Varint.size(keyLength)
                + Math.max(keyLength, 0)
                + Varint.size(valueLength)
                + Math.max(valueLength, 0)
                + Varint.size(headerCount)
                + headers.size();
        return Math.toIntExact(size);
    }

    public int recordCount() {
        return recordCount;
    }

    /** The size of the batch so far, before compression. */
    public int sizeInBytes() {
        return records.size();
    }

    /** The batch, valid until the next {@link #reset}. Fails with IllegalStateException when it has no records. */
    public ByteBuffer build() {
        if (recordCount == 0) {
            throw new IllegalStateException("a record batch needs at least one record");
        }
        GrowableBytes whole = compression == Compression.NONE ? records : compress();
        ByteBuffer batch = ByteBuffer.wrap(whole.array(), 0, whole.size());
        writeHeader(batch);
        return batch;
    }

    private GrowableBytes compress() {
        compressed.setSize(HEADER_BYTES);
        try (OutputStream stream = compression.compress(compressed)) {
            stream.write(records.array(), HEADER_BYTES, records.size() - HEADER_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException("a target in memory refused bytes", e);
        }
        return compressed;
    }

    private void writeHeader(ByteBuffer batch) {
        int size = batch.limit();
        batch.putLong(RecordBatchHeader.BASE_OFFSET_AT, baseOffset)
                .putInt(RecordBatchHeader.LENGTH_AT, size - LENGTH_OVERHEAD_BYTES)
                .putInt(RecordBatchHeader.LEADER_EPOCH_AT, 0)
                .put(RecordBatchHeader.MAGIC_AT, RecordBatchHeader.MAGIC)
                .putShort(RecordBatchHeader.ATTRIBUTES_AT, (short) compression.code())
                .putInt(RecordBatchHeader.LAST_OFFSET_DELTA_AT, recordCount - 1)
                .putLong(RecordBatchHeader.BASE_TIMESTAMP_AT, baseTimestamp)
                .putLong(RecordBatchHeader.MAX_TIMESTAMP_AT, maxTimestamp)
                .putLong(RecordBatchHeader.PRODUCER_ID_AT, -1)
                .putShort(RecordBatchHeader.PRODUCER_EPOCH_AT, (short) -1)
                .putInt(RecordBatchHeader.BASE_SEQUENCE_AT, -1)
                .putInt(RecordBatchHeader.RECORD_COUNT_AT, recordCount);
        batch.putInt(RecordBatchHeader.CRC_AT, RecordBatchHeader.checksum(batch, 0, size));
    }

    private void clearHeaders() {
        headers.setSize(0);
        headerCount = 0;
    }

    private static void checkLength(String name, int length) {
        if (length < -1) {
            throw new IllegalArgumentException(
                    name + " is " + length + ", expected at least -1, which stands for null");
        }
    }
}
