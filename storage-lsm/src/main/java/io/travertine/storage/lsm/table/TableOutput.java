package io.travertine.storage.lsm.table;

import io.travertine.storage.file.FileSystem;
import io.travertine.storage.file.StoreFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;

/** Writes blocks behind each other, in large pieces. After a write that failed it takes nothing more. */
final class TableOutput implements Closeable {
    private static final int BUFFER_BYTES = 128 << 10;

    private final StoreFile file;
    private final LZ4Compressor lz4 = LZ4Factory.fastestInstance().fastCompressor();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private final byte[] trailer = new byte[TableFormat.TRAILER_BYTES];
    private byte[] compressed = {};
    private long written;
    private boolean failed;

    TableOutput(FileSystem files, Path path) throws IOException {
        file = files.create(path);
    }

    /** Where the next block begins: bytes of the file so far. */
    long position() {
        return written + buffer.position();
    }

    /** Writes a block; the array must have room for one byte more. */
    BlockHandle write(byte[] bytes, int length, TableCompression compression) throws IOException {
        if (compression == TableCompression.LZ4 && length <= TableFormat.MAX_COMPRESSED_BYTES) {
            int smaller = compress(bytes, length);
            if (smaller <= length - length / 8) {
                return writeStored(compressed, smaller, TableCompression.LZ4);
            }
        }
        return writeStored(bytes, length, TableCompression.NONE);
    }

    private int compress(byte[] bytes, int length) {
        int most = Integer.BYTES + lz4.maxCompressedLength(length) + 1;
        if (compressed.length < most) {
            compressed = new byte[most];
        }
        TableFormat.putInt(compressed, 0, length);
        return Integer.BYTES + lz4.compress(bytes, 0, length, compressed, Integer.BYTES);
    }

    @SuppressWarnings("EnumOrdinal") // the constants stand in the order of their codes
    private BlockHandle writeStored(byte[] bytes, int length, TableCompression compression) throws IOException {
        BlockHandle handle = new BlockHandle(position(), length);
        bytes[length] = (byte) compression.ordinal();
        trailer[0] = bytes[length];
        TableFormat.putInt(trailer, 1, TableFormat.checksum(bytes, length + 1, handle.position()));
        append(bytes, length);
        append(trailer, trailer.length);
        return handle;
    }

    /** Appends bytes as they are. */
    void append(byte[] bytes, int length) throws IOException {
        if (length > buffer.remaining()) {
            flush();
        }
        if (length <= buffer.remaining()) {
            buffer.put(bytes, 0, length);
            return;
        }
        for (int at = 0; at < length; at += TableFormat.MAX_TRANSFER_BYTES) {
            int count = Math.min(length - at, TableFormat.MAX_TRANSFER_BYTES);
            writeOut(ByteBuffer.wrap(bytes, at, count));
        }
    }

    private void flush() throws IOException {
        if (buffer.position() > 0) {
            writeOut(buffer.flip());
            buffer.clear();
        }
    }

    private void writeOut(ByteBuffer source) throws IOException {
        checkWhole();
        int count = source.remaining();
        failed = true;
        file.write(source, written);
        failed = false;
        written += count;
    }

    private void checkWhole() throws IOException {
        if (failed) {
            throw new IOException(file.path() + " cannot be written further: an earlier write failed");
        }
    }

    /** Makes all that was written durable. */
    void sync() throws IOException {
        flush();
        checkWhole();
        failed = true;
        file.sync();
        failed = false;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
