package io.travertine.benchmarks.storage;

import java.nio.ByteBuffer;

/** Bytes in the form that lmdbjava takes. */
final class LmdbBytes {
    private LmdbBytes() {}

    static ByteBuffer direct(byte[] bytes) {
        return fill(ByteBuffer.allocateDirect(bytes.length), bytes);
    }

    static ByteBuffer fill(ByteBuffer buffer, byte[] bytes) {
        buffer.put(0, bytes);
        return buffer;
    }

    static int compare(ByteBuffer a, ByteBuffer b) {
        for (int i = 0; i < Math.min(a.remaining(), b.remaining()); i++) {
            int order = Byte.compareUnsigned(a.get(a.position() + i), b.get(b.position() + i));
            if (order != 0) {
                return order;
            }
        }
        return a.remaining() - b.remaining();
    }
}
