package io.travertine.storage.log;

/**
 * One entry: where a batch is and what it holds. The same 56 bytes in the table of a group, in memory and in the footer.
 *
 * <pre>
 *  0  u32  partition
 *  4  u32  length of the batch in bytes
 *  8  u64  id of the first record, upper half
 * 16  u64  id of the first record, lower half
 * 24  u64  offset of the first record
 * 32  u32  record count
 * 36  u32  CRC32C of the whole batch, as stored
 * 40  i64  largest timestamp, ms since 1970
 * 48  u64  position of the batch in the file
 * </pre>
 */
final class EntryLayout {
    static final int PARTITION = 0;
    static final int LENGTH = 4;
    static final int ID_HIGH = 8;
    static final int ID_LOW = 16;
    static final int BASE_OFFSET = 24;
    static final int RECORD_COUNT = 32;
    static final int CRC = 36;
    static final int MAX_TIMESTAMP = 40;
    static final int POSITION = 48;
    static final int BYTES = 56;

    /** What the log looks at in a Kafka batch. */
    static final int BATCH_BASE_OFFSET = 0;

    static final int BATCH_LENGTH = 8;
    static final int BATCH_LENGTH_END = 12;
    static final int MIN_BATCH_BYTES = 61;

    private EntryLayout() {}
}
