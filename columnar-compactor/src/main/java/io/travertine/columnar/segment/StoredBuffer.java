package io.travertine.columnar.segment;

/**
 * Where a buffer of a column lies in the Arrow file.
 *
 * @param storedLength bytes there, 0 for a buffer that is empty or absent
 * @param length bytes when decompressed
 * @param checksum CRC32C of the stored bytes
 */
record StoredBuffer(long position, int storedLength, int length, int checksum) {
    static final StoredBuffer NONE = new StoredBuffer(0, 0, 0, 0);
}
