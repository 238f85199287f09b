package io.travertine.storage.lsm.table;

import io.travertine.storage.CorruptFileException;
import io.travertine.storage.file.StoreFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/**
 * The blocks of a table, from the cache or the file. A block is given as an array that has {@value TableFormat#TRAILER_BYTES} bytes more than
 * the block: so one that is not compressed is what was read, and is not copied. Any thread.
 */
final class TableBlocks {
    private static final LZ4SafeDecompressor LZ4 = LZ4Factory.fastestInstance().safeDecompressor();

    private final StoreFile file;
    private final long end;
    private final BlockCache cache;
    private final long table;

    /** @param end of all blocks */
    TableBlocks(StoreFile file, long end, BlockCache cache) {
        this.file = file;
        this.end = end;
        this.cache = cache;
        this.table = cache.newTable();
    }

    Path path() {
        return file.path();
    }

    /** Where the last block ends. */
    long end() {
        return end;
    }

    /** Bytes of the block in an array. */
    static int length(byte[] block) {
        return block.length - TableFormat.TRAILER_BYTES;
    }

    byte[] get(BlockHandle handle, boolean fillCache) throws IOException {
        byte[] cached = fillCache ? cache.get(table, handle.position()) : cache.peek(table, handle.position());
        if (cached != null) {
            return cached;
        }
        byte[] block = load(handle);
        if (fillCache) {
            cache.put(table, handle.position(), block);
        }
        return block;
    }

    /** Reads a block from the file, whether or not it is in the cache. */
    byte[] load(BlockHandle handle) throws IOException {
        long position = handle.position();
        int length = handle.length();
        if (position < 0 || length < 0 || position > end - length - TableFormat.TRAILER_BYTES) {
            throw new CorruptFileException(
                    path(),
                    position,
                    "a block of " + length + " bytes at byte " + position,
                    "a block within the first " + end + " bytes");
        }
        byte[] stored = new byte[length + TableFormat.TRAILER_BYTES];
        read(file, stored, position);
        int expected = TableFormat.getInt(stored, length + 1);
        int checksum = TableFormat.checksum(stored, length + 1, position);
        if (checksum != expected) {
            throw new CorruptFileException(
                    path(),
                    position,
                    "a block with checksum " + Integer.toHexString(checksum),
                    "the stored checksum " + Integer.toHexString(expected));
        }
        return switch (stored[length]) {
            case 0 -> stored;
            case 1 -> decompress(stored, length, position);
            default ->
                throw new CorruptFileException(
                        path(), position, "a block of compression " + stored[length], "0 (none) or 1 (LZ4)");
        };
    }

    /** Fills the array from the file, in pieces. */
    static void read(StoreFile file, byte[] target, long position) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(target);
        try {
            while (buffer.position() < target.length) {
                buffer.limit(Math.min(target.length, buffer.position() + TableFormat.MAX_TRANSFER_BYTES));
                file.readFully(buffer, position + buffer.position());
            }
        } catch (EOFException cut) {
            CorruptFileException corrupt = new CorruptFileException(
                    file.path(), position, "the end of the file", target.length + " bytes more");
            corrupt.initCause(cut);
            throw corrupt;
        }
    }

    private byte[] decompress(byte[] stored, int length, long position) throws CorruptFileException {
        int compressed = length - Integer.BYTES;
        int raw = compressed < 0 ? -1 : TableFormat.getInt(stored, 0);
        if (raw < 0 || raw > TableFormat.MAX_COMPRESSED_BYTES) {
            throw new CorruptFileException(
                    path(), position, "an LZ4 block of " + length + " bytes for " + raw, "a length that can be");
        }
        byte[] block = new byte[raw + TableFormat.TRAILER_BYTES];
        try {
            int got = LZ4.decompress(stored, Integer.BYTES, compressed, block, 0, raw);
            if (got == raw) {
                return block;
            }
            throw new CorruptFileException(path(), position, "an LZ4 block of " + got + " bytes", raw + " bytes");
        } catch (LZ4Exception broken) {
            CorruptFileException corrupt =
                    new CorruptFileException(path(), position, "no LZ4 block: " + broken.getMessage(), "one");
            corrupt.initCause(broken);
            throw corrupt;
        }
    }

    void close() throws IOException {
        try {
            file.close();
        } finally {
            cache.drop(table);
        }
    }
}
