package io.travertine.broker.http.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.OutputStream;
import java.util.Arrays;

/** Bytes in memory, up to a limit. Reused. */
final class BoundedBytes extends OutputStream {
    private final int maxBytes;
    private byte[] bytes = new byte[1024];
    private int size;

    BoundedBytes(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    void reset() {
        size = 0;
    }

    @Override
    public void write(int value) throws FullException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws FullException {
        if (size + length > maxBytes) {
            throw new FullException(maxBytes);
        }
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + length, 2 * bytes.length));
        }
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    /** More was written than may be. */
    static final class FullException extends JsonProcessingException {
        FullException(int maxBytes) {
            super("the value is larger than " + maxBytes + " bytes, the topic's max.message.bytes");
        }
    }
}
