package io.travertine.columnar.segment;

import io.travertine.columnar.vector.Memory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG;

/**
 * Arrow's buffer compression.
 *
 * <pre>
 *   0  i64  length of the buffer, or -1 when it follows as it is
 *   8       an LZ4 frame, or the buffer itself
 * </pre>
 *
 * An empty buffer is nothing at all.
 */
final class BufferCodec {
    static final int PREFIX_BYTES = Long.BYTES;
    private static final long UNCOMPRESSED = -1;
    /** LZ4 cannot make more of a byte than this. */
    private static final int MAX_EXPANSION = 255;

    private BufferCodec() {}

    /** Appends the stored form of the first bytes of a buffer. */
    static void write(byte[] source, int length, ByteSink sink) {
        if (length == 0) {
            return;
        }
        int begin = sink.size();
        sink.putLong(length);
        BLOCKSIZE blockSize = length <= 64 << 10 ? BLOCKSIZE.SIZE_64KB : BLOCKSIZE.SIZE_256KB;
        try {
            LZ4FrameOutputStream frame = new LZ4FrameOutputStream(sink, blockSize, FLG.Bits.BLOCK_INDEPENDENCE);
            frame.write(source, 0, length);
            frame.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (sink.size() - begin >= length + PREFIX_BYTES) {
            sink.truncate(begin);
            sink.putLong(UNCOMPRESSED);
            sink.write(source, 0, length);
        }
    }

    /** Whether a buffer of that length can have been stored in so many bytes: bounds what is allocated for it. */
    static boolean isPlausible(int length, int storedLength) {
        return length == 0
                ? storedLength == 0
                : length > 0
                        && storedLength > PREFIX_BYTES
                        && length <= (long) MAX_EXPANSION * (storedLength - PREFIX_BYTES);
    }

    /**
     * Reads a buffer back.
     *
     * @param target as long as the buffer at least
     * @throws IOException when the stored form is not that of a buffer of this length
     */
    static void read(byte[] stored, int storedLength, byte[] target, int length) throws IOException {
        if (length == 0) {
            return;
        }
        long prefix = Memory.getLong(stored, 0);
        int bodyLength = storedLength - PREFIX_BYTES;
        if (prefix == UNCOMPRESSED && bodyLength == length) {
            System.arraycopy(stored, PREFIX_BYTES, target, 0, length);
            return;
        }
        if (prefix != length) {
            throw new IOException("a buffer of " + prefix + " bytes in " + storedLength);
        }
        try (LZ4FrameInputStream frame =
                new LZ4FrameInputStream(new ByteArrayInputStream(stored, PREFIX_BYTES, bodyLength))) {
            int read = frame.readNBytes(target, 0, length);
            if (read != length || frame.read() >= 0) {
                throw new IOException("an LZ4 frame of another length than " + length + " bytes");
            }
        }
    }
}
