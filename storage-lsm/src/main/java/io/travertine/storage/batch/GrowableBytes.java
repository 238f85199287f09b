package io.travertine.storage.batch;

import java.io.OutputStream;
import java.util.Arrays;

/** Bytes that grow at their end and are kept for the next use. One thread. */
final class GrowableBytes extends OutputStream {
    private final int maxBytes;
    private byte[] bytes;
    private int size;

    GrowableBytes(int initialBytes) {
        this(initialBytes, Integer.MAX_VALUE - 8);
    }

    /** @param maxBytes room is made for no more than so many, unless as many are written */
    GrowableBytes(int initialBytes, int maxBytes) {
        bytes = new byte[initialBytes];
        this.maxBytes = maxBytes;
    }

    /** The bytes; valid until the next write. */
    byte[] array() {
        return bytes;
    }

    int size() {
        return size;
    }

    /** Forgets all but the first bytes, or takes in bytes whose content is of no matter yet. */
    void setSize(int newSize) {
        if (newSize > size) {
            reserve(newSize - size);
        }
        size = newSize;
    }

    @Override
    public void write(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int position, int length) {
        reserve(length);
        System.arraycopy(source, position, bytes, size, length);
        size += length;
    }

    void writeVarint(int value) {
        writeUnsigned(Integer.toUnsignedLong(Varint.zigzag(value)));
    }

    void writeVarlong(long value) {
        writeUnsigned(Varint.zigzag(value));
    }

    /** A length and so many bytes, or the length -1 alone for null. */
    void writeNullable(byte[] source, int position, int length) {
        writeVarint(length);
        if (length > 0) {
            write(source, position, length);
        }
    }

    private void writeUnsigned(long value) {
        reserve(Varint.MAX_LONG_BYTES);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(maxBytes, bytes.length * 2L)));
        }
    }
}
