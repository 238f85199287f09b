package io.travertine.storage.log;

/**
 * A line of the directory in a footer: one partition.
 *
 * <pre>
 *  0  u32  partition
 *  4  u32  entry count
 *  8  u32  number of its first ordinal in the ordinals section
 * 12  u32  0
 * 16  u64  offset of its first record
 * 24  u64  offset behind its last record
 * 32  i64  largest timestamp, ms since 1970
 * </pre>
 */
final class DirectoryLayout {
    static final int PARTITION = 0;
    static final int ENTRY_COUNT = 4;
    static final int FIRST_ORDINAL = 8;
    static final int FIRST_OFFSET = 16;
    static final int END_OFFSET = 24;
    static final int MAX_TIMESTAMP = 32;
    static final int BYTES = 40;

    private DirectoryLayout() {}
}
