package io.travertine.columnar.segment;

import io.travertine.columnar.vector.Memory;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Bytes that gather in memory, little-endian, to be written in one go. */
final class ByteSink extends OutputStream {
    private byte[] bytes = new byte[1024];
    private int size;

    int size() {
        return size;
    }

    byte[] array() {
        return bytes;
    }

    void clear() {
        size = 0;
    }

    ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes, 0, size);
    }

    @Override
    public void write(int value) {
        bytes = Memory.grow(bytes, size + 1L);
        bytes[size++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int position, int length) {
        bytes = Memory.grow(bytes, (long) size + length);
        System.arraycopy(source, position, bytes, size, length);
        size += length;
    }

    void putInt(int value) {
        bytes = Memory.grow(bytes, (long) size + Integer.BYTES);
        Memory.putInt(bytes, size, value);
        size += Integer.BYTES;
    }

    void putLong(long value) {
        bytes = Memory.grow(bytes, (long) size + Long.BYTES);
        Memory.putLong(bytes, size, value);
        size += Long.BYTES;
    }

    /** Adds zeros up to a multiple of a power of two. */
    void align(int unit) {
        while ((size & unit - 1) != 0) {
            write(0);
        }
    }

    /** Takes back what was written behind a position. */
    void truncate(int length) {
        size = length;
    }
}
