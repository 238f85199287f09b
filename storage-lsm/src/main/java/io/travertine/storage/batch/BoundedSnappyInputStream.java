package io.travertine.storage.batch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.xerial.snappy.Snappy;

/**
 * Uncompresses the framing that Kafka's clients put around Snappy, and takes no memory on the word of a block that claims
 * to be larger than the bound. Big-endian:
 *
 * <pre>
 *  offset  size  field
 *       0     8  magic           0x82 'SNAPPY' 0x00
 *       8     4  version
 *      12     4  lowest version that can read it
 *      16        blocks, each: length (4), then so many bytes of one Snappy block
 * </pre>
 *
 * Without the magic the whole source is one Snappy block.
 */
final class BoundedSnappyInputStream extends InputStream {
    private static final byte[] MAGIC = {(byte) 0x82, 'S', 'N', 'A', 'P', 'P', 'Y', 0};
    private static final int HEADER_BYTES = MAGIC.length + 2 * Integer.BYTES;

    private final byte[] source;
    private final int maxBlockBytes;
    private int sourcePosition;
    private byte[] block = new byte[0];
    private int blockPosition;
    private int blockLength;

    BoundedSnappyInputStream(InputStream source, int maxBlockBytes) throws IOException {
        this.source = source.readAllBytes();
        this.maxBlockBytes = maxBlockBytes;
        if (isFramed()) {
            sourcePosition = HEADER_BYTES;
        } else {
            uncompress(this.source.length);
        }
    }

    private boolean isFramed() {
        return source.length >= HEADER_BYTES && Arrays.equals(source, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    @Override
    public int read() throws IOException {
        return nextBlock() ? block[blockPosition++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!nextBlock()) {
            return -1;
        }
        int count = Math.min(length, blockLength - blockPosition);
        System.arraycopy(block, blockPosition, target, offset, count);
        blockPosition += count;
        return count;
    }

    /** Whether there is a byte to read, after uncompressing blocks until there is. */
    private boolean nextBlock() throws IOException {
        while (blockPosition == blockLength) {
            if (sourcePosition == source.length) {
                return false;
            }
            uncompress(readBlockLength());
        }
        return true;
    }

    private int readBlockLength() throws IOException {
        if (source.length - sourcePosition < Integer.BYTES) {
            throw new EOFException("the Snappy source ends within a block length, at byte " + sourcePosition);
        }
        int length = ByteBuffer.wrap(source).getInt(sourcePosition);
        sourcePosition += Integer.BYTES;
        if (length < 1 || length > source.length - sourcePosition) {
            throw new IOException("found a Snappy block of " + length + " bytes at byte " + sourcePosition
                    + ", expected 1 to " + (source.length - sourcePosition));
        }
        return length;
    }

    private void uncompress(int compressedLength) throws IOException {
        int length = Snappy.uncompressedLength(source, sourcePosition, compressedLength);
        if (length < 0 || length > maxBlockBytes) {
            throw new IOException("found a Snappy block of " + length + " bytes, expected at most " + maxBlockBytes);
        }
        if (length > block.length) {
            block = new byte[length];
        }
        blockLength = Snappy.uncompress(source, sourcePosition, compressedLength, block, 0);
        blockPosition = 0;
        sourcePosition += compressedLength;
    }
}
