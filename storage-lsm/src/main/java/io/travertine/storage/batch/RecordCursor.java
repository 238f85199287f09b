package io.travertine.storage.batch;

import java.nio.ByteBuffer;

/**
 * Walks the records of one batch after another without garbage for a record. One thread. The integers are {@link Varint}s:
 *
 * <pre>
 *  record: length, attributes (1 byte), timestamp difference, offset difference,
 *          key length (-1 for null), key, value length (-1 for null), value, header count, headers
 *  header: key length, key, value length (-1 for null), value
 * </pre>
 *
 * <p>Strict: every length stays within its record, every record within the batch, nothing is left behind the last one, and
 * offsets are dense.
 */
public final class RecordCursor {
    public static final int DEFAULT_MAX_UNCOMPRESSED_BYTES = 64 * 1024 * 1024;

    private static final int MIN_HEADER_BYTES = 2;

    private final BatchBytes records;
    private byte[] bytes = new byte[0];
    private int size;
    private int position;
    private int recordEnd;

    private int index;
    private int recordCount;
    private long baseOffset;
    private long baseTimestamp;
    private long maxTimestamp;
    private boolean logAppendTime;

    private long timestampMs;
    private int keyPosition;
    private int keyLength;
    private int valuePosition;
    private int valueLength;
    private int headerCount;
    private int headersPosition;

    public RecordCursor() {
        this(DEFAULT_MAX_UNCOMPRESSED_BYTES);
    }

    /** A cursor that refuses a batch whose records take more than so many bytes, uncompressed. */
    public RecordCursor(int maxUncompressedBytes) {
        records = new BatchBytes(maxUncompressedBytes);
    }

    /**
     * Checks and uncompresses the batch that starts at the buffer's position, and stands before its first record. The buffer
     * is not needed any more afterwards; its position stays.
     */
    public void open(ByteBuffer batch) throws InvalidBatchException {
        int start = batch.position();
        recordCount = 0;
        index = -1;
        position = 0;
        size = 0;
        RecordBatchHeader.check(batch, start, batch.limit());
        records.load(batch, start);
        bytes = records.array();
        size = records.size();
        baseOffset = RecordBatchHeader.baseOffset(batch, start);
        baseTimestamp = RecordBatchHeader.baseTimestamp(batch, start);
        maxTimestamp = RecordBatchHeader.maxTimestamp(batch, start);
        logAppendTime = RecordBatchHeader.isLogAppendTime(batch, start);
        recordCount = RecordBatchHeader.recordCount(batch, start);
    }

    /** Goes to the next record; false after the last one. */
    public boolean next() throws InvalidBatchException {
        if (index + 1 >= recordCount) {
            if (position != size) {
                throw invalid("found " + (size - position) + " bytes behind the last record, expected none");
            }
            return false;
        }
        index++;
        recordEnd = size;
        int length = readLength("record length", RecordBatchHeader.MIN_RECORD_BYTES - 1);
        recordEnd = position + length;
        position++;
        readTimestamp();
        readOffset();
        keyLength = readLength("key length", -1);
        keyPosition = position;
        position += Math.max(keyLength, 0);
        valueLength = readLength("value length", -1);
        valuePosition = position;
        position += Math.max(valueLength, 0);
        readHeaders();
        if (position != recordEnd) {
            throw invalid("found " + (recordEnd - position) + " bytes behind the headers, expected none");
        }
        return true;
    }

    public long offset() {
        return baseOffset + index;
    }

    public long timestampMs() {
        return timestampMs;
    }

    /** The bytes in which keys, values and headers lie; valid until the next batch is opened. */
    public byte[] bytes() {
        return bytes;
    }

    public int keyPosition() {
        return keyPosition;
    }

    /** -1 when the key is null. */
    public int keyLength() {
        return keyLength;
    }

    public int valuePosition() {
        return valuePosition;
    }

    /** -1 when the value is null. */
    public int valueLength() {
        return valueLength;
    }

    public int headerCount() {
        return headerCount;
    }

    /** Where the headers start, in their form on the wire; see {@link RecordBatchBuilder#addEncodedHeaders}. */
    public int headersPosition() {
        return headersPosition;
    }

    public int headersLength() {
        return recordEnd - headersPosition;
    }

    public void forEachHeader(RecordHeaderVisitor visitor) {
        position = headersPosition;
        for (int i = 0; i < headerCount; i++) {
            int headerKeyLength = uncheckedVarint();
            int headerKeyPosition = position;
            position += headerKeyLength;
            int headerValueLength = uncheckedVarint();
            int headerValuePosition = position;
            position += Math.max(headerValueLength, 0);
            visitor.visit(bytes, headerKeyPosition, headerKeyLength, headerValuePosition, headerValueLength);
        }
    }

    private void readTimestamp() throws InvalidBatchException {
        long difference = readVarlong(Varint.MAX_LONG_BYTES);
        timestampMs = logAppendTime ? maxTimestamp : baseTimestamp + difference;
    }

    private void readOffset() throws InvalidBatchException {
        int difference = readVarint();
        if (difference != index) {
            throw invalid("found offset difference " + difference + ", expected " + index);
        }
    }

    private void readHeaders() throws InvalidBatchException {
        headerCount = readVarint();
        headersPosition = position;
        if (headerCount < 0 || headerCount > (recordEnd - position) / MIN_HEADER_BYTES) {
            throw invalid("found header count " + headerCount + ", expected 0 to "
                    + (recordEnd - position) / MIN_HEADER_BYTES);
        }
        for (int i = 0; i < headerCount; i++) {
            int headerKeyLength = readLength("header key length", 0);
            position += headerKeyLength;
            int headerValueLength = readLength("header value length", -1);
            position += Math.max(headerValueLength, 0);
        }
    }

    /** A length whose bytes are within the record. */
    private int readLength(String what, int least) throws InvalidBatchException {
        int length = readVarint();
        if (length < least || length > recordEnd - position) {
            throw invalid("found " + what + " " + length + ", expected " + least + " to " + (recordEnd - position));
        }
        return length;
    }

    private int readVarint() throws InvalidBatchException {
        if (position < recordEnd && bytes[position] >= 0) {
            return Varint.unzigzag((int) bytes[position++]);
        }
        long value = readVarlong(Varint.MAX_INT_BYTES);
        if (value != (int) value) {
            throw invalid("found " + value + ", expected a 32-bit number");
        }
        return (int) value;
    }

    private long readVarlong(int maxBytes) throws InvalidBatchException {
        int end = Math.min(recordEnd, position + maxBytes);
        long value = 0;
        for (int shift = 0; position < end; shift += 7) {
            byte next = bytes[position++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return Varint.unzigzag(value);
            }
        }
        throw invalid("found a number without an end, expected one of at most " + maxBytes + " bytes");
    }

    /** For what {@link #next} has checked. */
    private int uncheckedVarint() {
        int value = 0;
        int shift = 0;
        while (bytes[position] < 0) {
            value |= (bytes[position++] & 0x7F) << shift;
            shift += 7;
        }
        return Varint.unzigzag(value | bytes[position++] << shift);
    }

    private InvalidBatchException invalid(String what) {
        return new InvalidBatchException("record " + index + " of the batch with base offset " + baseOffset
                + " is not valid: " + what + ", at byte " + position + " of the uncompressed records");
    }
}
