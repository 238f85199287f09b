package io.travertine.columnar.segment;

import io.travertine.columnar.vector.Memory;
import io.travertine.storage.CorruptFileException;
import io.travertine.storage.file.StoreFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads buffers of an Arrow file, checks and decompresses them. One thread. */
final class BufferReader {
    private final StoreFile file;
    private byte[] stored = Memory.EMPTY;
    private long bytesRead;

    BufferReader(StoreFile file) {
        this.file = file;
    }

    long bytesRead() {
        return bytesRead;
    }

    /**
     * Reads a buffer.
     *
     * @param reusable memory to use if it is long enough
     * @param expectedLength how long the buffer must be, or -1 when any length will do
     * @return memory that begins with the buffer
     */
    byte[] read(StoredBuffer buffer, byte[] reusable, long expectedLength) throws IOException {
        if (expectedLength >= 0 && buffer.length() != expectedLength) {
            throw corrupt(buffer, "a buffer of " + buffer.length() + " bytes", expectedLength + " bytes");
        }
        byte[] target = Memory.reuse(reusable, buffer.length());
        if (buffer.length() == 0) {
            return target;
        }
        stored = Memory.reuse(stored, buffer.storedLength());
        try {
            file.readFully(ByteBuffer.wrap(stored, 0, buffer.storedLength()), buffer.position());
        } catch (EOFException e) {
            throw corrupt(buffer, "the end of the file", buffer.storedLength() + " bytes");
        }
        bytesRead += buffer.storedLength();
        int checksum = ZonesFormat.checksum(stored, 0, buffer.storedLength());
        if (checksum != buffer.checksum()) {
            throw corrupt(
                    buffer,
                    "a buffer with checksum " + ZonesFormat.hex(checksum),
                    "checksum " + ZonesFormat.hex(buffer.checksum()));
        }
        decompress(buffer, target);
        return target;
    }

    private void decompress(StoredBuffer buffer, byte[] target) throws IOException {
        try {
            BufferCodec.read(stored, buffer.storedLength(), target, buffer.length());
        } catch (IOException | RuntimeException e) {
            throw corrupt(
                    buffer, String.valueOf(e.getMessage()), "a compressed buffer of " + buffer.length() + " bytes");
        }
    }

    CorruptFileException corrupt(StoredBuffer buffer, String found, String expected) {
        return new CorruptFileException(file.path(), buffer.position(), found, expected);
    }
}
