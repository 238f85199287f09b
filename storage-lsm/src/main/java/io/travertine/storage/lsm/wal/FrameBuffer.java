package io.travertine.storage.lsm.wal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Frames that are gathered to be written at once. One thread at a time. */
final class FrameBuffer {
    private static final int FIRST_BYTES = 256 << 10;
    private static final int MAX_BYTES = Integer.MAX_VALUE - 8;
    /** A buffer that grew beyond this is not kept. */
    private static final int KEPT_BYTES = 4 << 20;

    private final CRC32C crc = new CRC32C();
    private ByteBuffer bytes = allocate(FIRST_BYTES);
    private long firstSequence;
    private long lastSequence;

    private static ByteBuffer allocate(int size) {
        return ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    void add(int epoch, long first, int operations, long durable, byte[] payload, int length) {
        ensure(LogFormat.FRAME_HEADER_BYTES + length);
        int start = bytes.position();
        if (start == 0) {
            firstSequence = first;
        }
        bytes.position(start + LogFormat.LENGTH);
        bytes.putInt(length).putInt(epoch).putInt(operations).putLong(first).putLong(durable);
        bytes.put(payload, 0, length);
        crc.reset();
        crc.update(bytes.slice(start + LogFormat.LENGTH, bytes.position() - start - LogFormat.LENGTH));
        bytes.putInt(start, (int) crc.getValue());
        lastSequence = first + operations - 1;
    }

    private void ensure(int needed) {
        if (bytes.remaining() < needed) {
            long least = (long) bytes.position() + needed;
            if (least > MAX_BYTES) {
                throw new IllegalStateException(least + " bytes would wait to be written, at most " + MAX_BYTES
                        + " may; use smaller batches, or fewer threads");
            }
            long size = Math.max(least, 2L * bytes.capacity());
            ByteBuffer longer = allocate((int) Math.min(size, MAX_BYTES));
            longer.put(bytes.flip());
            bytes = longer;
        }
    }

    boolean isEmpty() {
        return bytes.position() == 0;
    }

    int size() {
        return bytes.position();
    }

    /** Of the first frame. */
    long firstSequence() {
        return firstSequence;
    }

    /** Of the last operation. */
    long lastSequence() {
        return lastSequence;
    }

    /** The frames, to write. */
    ByteBuffer frames() {
        return bytes.duplicate().flip();
    }

    void clear() {
        bytes.clear();
        if (bytes.capacity() > KEPT_BYTES) {
            bytes = allocate(FIRST_BYTES);
        }
    }
}
