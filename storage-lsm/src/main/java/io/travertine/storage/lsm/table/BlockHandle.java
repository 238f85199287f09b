package io.travertine.storage.lsm.table;

/** Where a block is: its position in the file, and the bytes of its stored payload. */
record BlockHandle(long position, int length) {
    /** Of a filter, where there is none. */
    static final BlockHandle NONE = new BlockHandle(0, 0);

    /** Bytes that a handle takes at most. */
    static final int MAX_BYTES = 15;

    int put(byte[] bytes, int at) {
        return TableFormat.putVarint(bytes, TableFormat.putVarint(bytes, at, position), length);
    }

    /** Where the next block begins. */
    long end() {
        return position + length + TableFormat.TRAILER_BYTES;
    }
}
