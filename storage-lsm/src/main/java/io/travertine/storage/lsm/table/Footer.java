package io.travertine.storage.lsm.table;

import io.travertine.storage.CorruptFileException;
import io.travertine.storage.UnsupportedFormatException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The last bytes of a table.
 *
 * <pre>
 *  0  u64  position of the top index           36  u32  0
 *  8  u32  bytes of its payload                40  u32  format version
 * 12  u64  position of the range deletions     44  u32  checksum of bytes 0 to 43
 * 20  u32  bytes of their payload              48  u64  magic
 * 24  u64  position of the properties
 * 32  u32  bytes of their payload
 * </pre>
 */
record Footer(BlockHandle topIndex, BlockHandle rangeDeletions, BlockHandle properties) {
    static final int BYTES = 56;

    private static final int VERSION = 40;
    private static final int CHECKSUM = 44;
    private static final int MAGIC = 48;

    byte[] encode(long position) {
        byte[] bytes = new byte[BYTES];
        put(bytes, 0, topIndex);
        put(bytes, 12, rangeDeletions);
        put(bytes, 24, properties);
        TableFormat.putInt(bytes, VERSION, TableFormat.FORMAT_VERSION);
        TableFormat.putInt(bytes, CHECKSUM, TableFormat.checksum(bytes, CHECKSUM, position));
        TableFormat.putLong(bytes, MAGIC, TableFormat.MAGIC);
        return bytes;
    }

    private static void put(byte[] bytes, int at, BlockHandle handle) {
        TableFormat.putLong(bytes, at, handle.position());
        TableFormat.putInt(bytes, at + Long.BYTES, handle.length());
    }

    static Footer decode(byte[] bytes, Path file, long position) throws IOException {
        if (TableFormat.getLong(bytes, MAGIC) != TableFormat.MAGIC) {
            throw new CorruptFileException(
                    file,
                    position + MAGIC,
                    "magic " + Long.toHexString(TableFormat.getLong(bytes, MAGIC)),
                    "the magic of a table, " + Long.toHexString(TableFormat.MAGIC));
        }
        int stored = TableFormat.getInt(bytes, CHECKSUM);
        int checksum = TableFormat.checksum(bytes, CHECKSUM, position);
        if (stored != checksum) {
            throw new CorruptFileException(
                    file,
                    position,
                    "a footer with checksum " + Integer.toHexString(checksum),
                    "the stored checksum " + Integer.toHexString(stored));
        }
        int version = TableFormat.getInt(bytes, VERSION);
        if (version != TableFormat.FORMAT_VERSION) {
            throw new UnsupportedFormatException(file, version, TableFormat.FORMAT_VERSION, TableFormat.FORMAT_VERSION);
        }
        return new Footer(get(bytes, 0), get(bytes, 12), get(bytes, 24));
    }

    private static BlockHandle get(byte[] bytes, int at) {
        return new BlockHandle(TableFormat.getLong(bytes, at), TableFormat.getInt(bytes, at + Long.BYTES));
    }
}
