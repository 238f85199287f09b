package io.travertine.storage.batch;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The header of a record batch v2, read and written where it lies. All integers are big-endian.
 *
 * <pre>
 *  offset  size  field
 *       0     8  base offset             of the first record; not covered by the checksum
 *       8     4  length                  bytes that follow this field
 *      12     4  partition leader epoch  not covered by the checksum
 *      16     1  magic                   2
 *      17     4  crc                     CRC32C of everything from the attributes to the end
 *      21     2  attributes              bits 0-2 compression, 3 log append time, 4 transactional, 5 control
 *      23     4  last offset delta       record count - 1
 *      27     8  base timestamp          milliseconds; the records hold differences from it
 *      35     8  max timestamp
 *      43     8  producer id             -1 when not idempotent
 *      51     2  producer epoch
 *      53     4  base sequence
 *      57     4  record count
 *      61        records                 compressed as a whole, as the attributes say
 * </pre>
 *
 * <p>The accessors take any position and check nothing; {@link #check} does.
 */
public final class RecordBatchHeader {
    public static final int BASE_OFFSET_AT = 0;
    public static final int LENGTH_AT = BASE_OFFSET_AT + Long.BYTES;
    public static final int LEADER_EPOCH_AT = LENGTH_AT + Integer.BYTES;
    public static final int MAGIC_AT = LEADER_EPOCH_AT + Integer.BYTES;
    public static final int CRC_AT = MAGIC_AT + Byte.BYTES;
    public static final int ATTRIBUTES_AT = CRC_AT + Integer.BYTES;
    public static final int LAST_OFFSET_DELTA_AT = ATTRIBUTES_AT + Short.BYTES;
    public static final int BASE_TIMESTAMP_AT = LAST_OFFSET_DELTA_AT + Integer.BYTES;
    public static final int MAX_TIMESTAMP_AT = BASE_TIMESTAMP_AT + Long.BYTES;
    public static final int PRODUCER_ID_AT = MAX_TIMESTAMP_AT + Long.BYTES;
    public static final int PRODUCER_EPOCH_AT = PRODUCER_ID_AT + Long.BYTES;
    public static final int BASE_SEQUENCE_AT = PRODUCER_EPOCH_AT + Short.BYTES;
    public static final int RECORD_COUNT_AT = BASE_SEQUENCE_AT + Integer.BYTES;
    public static final int HEADER_BYTES = RECORD_COUNT_AT + Integer.BYTES;

    /** The bytes before what the length field counts. */
    public static final int LENGTH_OVERHEAD_BYTES = LENGTH_AT + Integer.BYTES;

    public static final byte MAGIC = 2;

    static final int COMPRESSION_MASK = 0b111;
    static final int LOG_APPEND_TIME_FLAG = 1 << 3;
    static final int TRANSACTIONAL_FLAG = 1 << 4;
    static final int CONTROL_FLAG = 1 << 5;

    /** Length, attributes, two differences, two lengths and a header count, one byte each. */
    static final int MIN_RECORD_BYTES = 7;
    /** More could not be uncompressed; a small batch that claims more would only use up offsets. */
    static final int MAX_RECORDS = RecordCursor.DEFAULT_MAX_UNCOMPRESSED_BYTES / MIN_RECORD_BYTES;

    private static final ThreadLocal<CRC32C> CHECKSUM = ThreadLocal.withInitial(CRC32C::new);

    private RecordBatchHeader() {}

    public static long baseOffset(ByteBuffer batch, int position) {
        return batch.getLong(position + BASE_OFFSET_AT);
    }

    public static void setBaseOffset(ByteBuffer batch, int position, long baseOffset) {
        batch.putLong(position + BASE_OFFSET_AT, baseOffset);
    }

    /** The value of the length field; see {@link #sizeInBytes} for the whole. */
    public static int length(ByteBuffer batch, int position) {
        return batch.getInt(position + LENGTH_AT);
    }

    /** The size of the whole batch, header included. */
    public static int sizeInBytes(ByteBuffer batch, int position) {
        return length(batch, position) + LENGTH_OVERHEAD_BYTES;
    }

    public static void setLeaderEpoch(ByteBuffer batch, int position, int leaderEpoch) {
        batch.putInt(position + LEADER_EPOCH_AT, leaderEpoch);
    }

    public static byte magic(ByteBuffer batch, int position) {
        return batch.get(position + MAGIC_AT);
    }

    public static int crc(ByteBuffer batch, int position) {
        return batch.getInt(position + CRC_AT);
    }

    public static short attributes(ByteBuffer batch, int position) {
        return batch.getShort(position + ATTRIBUTES_AT);
    }

    /** How the records are compressed. Fails with IllegalArgumentException for a code that {@link #check} would refuse. */
    public static Compression compression(ByteBuffer batch, int position) {
        return Compression.ofCode(attributes(batch, position) & COMPRESSION_MASK);
    }

    /** Whether every record has the time at which the broker took the batch, which is then the max timestamp. */
    public static boolean isLogAppendTime(ByteBuffer batch, int position) {
        return (attributes(batch, position) & LOG_APPEND_TIME_FLAG) != 0;
    }

    public static boolean isTransactional(ByteBuffer batch, int position) {
        return (attributes(batch, position) & TRANSACTIONAL_FLAG) != 0;
    }

    public static boolean isControl(ByteBuffer batch, int position) {
        return (attributes(batch, position) & CONTROL_FLAG) != 0;
    }

    public static int lastOffsetDelta(ByteBuffer batch, int position) {
        return batch.getInt(position + LAST_OFFSET_DELTA_AT);
    }

    public static long lastOffset(ByteBuffer batch, int position) {
        return baseOffset(batch, position) + lastOffsetDelta(batch, position);
    }

    public static long baseTimestamp(ByteBuffer batch, int position) {
        return batch.getLong(position + BASE_TIMESTAMP_AT);
    }

    public static long maxTimestamp(ByteBuffer batch, int position) {
        return batch.getLong(position + MAX_TIMESTAMP_AT);
    }

    public static long producerId(ByteBuffer batch, int position) {
        return batch.getLong(position + PRODUCER_ID_AT);
    }

    public static short producerEpoch(ByteBuffer batch, int position) {
        return batch.getShort(position + PRODUCER_EPOCH_AT);
    }

    public static int baseSequence(ByteBuffer batch, int position) {
        return batch.getInt(position + BASE_SEQUENCE_AT);
    }

    public static int recordCount(ByteBuffer batch, int position) {
        return batch.getInt(position + RECORD_COUNT_AT);
    }

    /**
     * Checks that a whole batch lies between the position and the limit, and that header and checksum are right. Looks at
     * no record: {@link RecordCursor} does. Allocates nothing when the batch is valid. Position and limit of the buffer are
     * moved during the call and put back, so no other thread may use this very buffer object meanwhile.
     */
    public static void check(ByteBuffer batch, int position, int limit) throws InvalidBatchException {
        int size = checkSize(batch, position, limit);
        checkFields(batch, position, size);
        int stored = crc(batch, position);
        int actual = checksum(batch, position, size);
        if (stored != actual) {
            throw invalid(
                    position,
                    CRC_AT,
                    "checksum 0x" + Integer.toHexString(stored),
                    "0x" + Integer.toHexString(actual) + ", the CRC32C of its bytes");
        }
    }

    private static int checkSize(ByteBuffer batch, int position, int limit) throws InvalidBatchException {
        int available = limit - position;
        if (available < HEADER_BYTES) {
            throw invalid(position, 0, available + " bytes", "a header of " + HEADER_BYTES + " bytes");
        }
        byte magic = magic(batch, position);
        if (magic != MAGIC) {
            throw invalid(position, MAGIC_AT, "magic " + magic, "magic " + MAGIC);
        }
        int length = length(batch, position);
        if (length < HEADER_BYTES - LENGTH_OVERHEAD_BYTES || length > available - LENGTH_OVERHEAD_BYTES) {
            throw invalid(
                    position,
                    LENGTH_AT,
                    "length " + length,
                    (HEADER_BYTES - LENGTH_OVERHEAD_BYTES) + " to " + (available - LENGTH_OVERHEAD_BYTES)
                            + ", the bytes that are there");
        }
        return length + LENGTH_OVERHEAD_BYTES;
    }

    private static void checkFields(ByteBuffer batch, int position, int size) throws InvalidBatchException {
        int compression = attributes(batch, position) & COMPRESSION_MASK;
        if (!Compression.isKnown(compression)) {
            throw invalid(position, ATTRIBUTES_AT, "compression " + compression, "0 to " + Compression.ZSTD.code());
        }
        int count = recordCount(batch, position);
        if (count < 1) {
            throw invalid(position, RECORD_COUNT_AT, "record count " + count, "at least 1");
        }
        int lastOffsetDelta = lastOffsetDelta(batch, position);
        if (lastOffsetDelta != count - 1) {
            throw invalid(
                    position,
                    LAST_OFFSET_DELTA_AT,
                    "last offset delta " + lastOffsetDelta,
                    (count - 1) + ", one less than the record count");
        }
        if (compression == Compression.NONE.code() && count > (size - HEADER_BYTES) / MIN_RECORD_BYTES) {
            throw invalid(
                    position,
                    RECORD_COUNT_AT,
                    "record count " + count,
                    "at most " + (size - HEADER_BYTES) / MIN_RECORD_BYTES + " in the bytes that are there");
        }
        if (count > MAX_RECORDS) {
            throw invalid(position, RECORD_COUNT_AT, "record count " + count, "at most " + MAX_RECORDS);
        }
        checkAtLeast(position, BASE_OFFSET_AT, "base offset", baseOffset(batch, position), 0);
        checkAtLeast(position, PRODUCER_ID_AT, "producer id", producerId(batch, position), -1);
        checkAtLeast(position, PRODUCER_EPOCH_AT, "producer epoch", producerEpoch(batch, position), -1);
        checkAtLeast(position, BASE_SEQUENCE_AT, "base sequence", baseSequence(batch, position), -1);
    }

    private static void checkAtLeast(int position, int field, String name, long found, long least)
            throws InvalidBatchException {
        if (found < least) {
            throw invalid(position, field, name + " " + found, "at least " + least);
        }
    }

    /** The CRC32C that a batch of this size should carry. */
    static int checksum(ByteBuffer batch, int position, int sizeInBytes) {
        CRC32C checksum = CHECKSUM.get();
        checksum.reset();
        int oldPosition = batch.position();
        int oldLimit = batch.limit();
        try {
            batch.limit(position + sizeInBytes).position(position + ATTRIBUTES_AT);
            checksum.update(batch);
        } finally {
            batch.limit(oldLimit).position(oldPosition);
        }
        return (int) checksum.getValue();
    }

    private static InvalidBatchException invalid(int position, int field, String found, String expected) {
        return new InvalidBatchException("the record batch at " + position + " is not valid: found " + found
                + " at its byte " + field + ", expected " + expected);
    }
}
