package io.travertine.broker.kafka.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what arrives on a connection into requests.
 *
 * <pre>
 *   0        4                 4 + size
 *   +--------+------------------+
 *   | size   | header and body  |   size: big-endian, at least 8
 *   +--------+------------------+
 * </pre>
 *
 * A request that lies whole in what was received is a slice of it; another is gathered in a buffer of its own. The bytes of a
 * request are reserved from the budget when its size is known; while they are not granted, nothing is cut. Only on the loop.
 */
final class FrameReader {
    /** Key, version and correlation id of the shortest header. */
    private static final int MIN_BYTES = 8;

    private static final int SIZE_BYTES = 4;

    private final int maxBytes;
    private final ByteBudget budget;
    private final ByteBufAllocator allocator;
    private final Consumer<ByteBuf> frames;
    private final Runnable resumed;
    private final Runnable granted = this::granted;
    private final ArrayDeque<ByteBuf> received = new ArrayDeque<>();

    private int sizeBytesRead;
    private int size;
    private boolean sizeKnown;
    private boolean waitingForMemory;
    private boolean closed;
    private @Nullable ByteBuf partial;
    private long startedNanos;

    /**
     * @param frames takes each request and its reservation of as many bytes from the budget
     * @param resumed called when memory was granted: {@link #read} can go on with what was received before
     */
    FrameReader(
            int maxBytes, ByteBudget budget, ByteBufAllocator allocator, Consumer<ByteBuf> frames, Runnable resumed) {
        this.maxBytes = maxBytes;
        this.budget = budget;
        this.allocator = allocator;
        this.frames = frames;
        this.resumed = resumed;
    }

    /** Takes ownership of the buffer. */
    void read(ByteBuf bytes) throws MalformedRequestException {
        received.add(bytes);
        cut();
    }

    /** Cuts what was received while memory was short. */
    void cut() throws MalformedRequestException {
        ByteBuf first;
        while (!closed && !waitingForMemory && (first = received.peek()) != null) {
            if (first.isReadable()) {
                step(first);
            } else {
                received.remove().release();
            }
        }
    }

    boolean waitingForMemory() {
        return waitingForMemory;
    }

    /** How long the peer has been sending the request that is not complete yet; 0 when there is none, or when it waits for us. */
    long unfinishedNanos(long nowNanos) {
        return sizeBytesRead > 0 && !waitingForMemory ? nowNanos - startedNanos : 0;
    }

    void close() {
        closed = true;
        if (waitingForMemory) {
            budget.cancel(granted);
        } else if (sizeKnown) {
            budget.release(size);
        }
        if (partial != null) {
            partial.release();
            partial = null;
        }
        received.forEach(ByteBuf::release);
        received.clear();
    }

    private void step(ByteBuf in) throws MalformedRequestException {
        if (!sizeKnown) {
            readSize(in);
            return;
        }
        if (partial == null && in.readableBytes() >= size) {
            complete(in.readRetainedSlice(size));
            return;
        }
        ByteBuf gathered = partial;
        if (gathered == null) {
            gathered = partial = allocator.directBuffer(size, size);
        }
        gathered.writeBytes(in, Math.min(gathered.writableBytes(), in.readableBytes()));
        if (!gathered.isWritable()) {
            partial = null;
            complete(gathered);
        }
    }

    private void readSize(ByteBuf in) throws MalformedRequestException {
        if (sizeBytesRead == 0) {
            startedNanos = System.nanoTime();
            size = 0;
        }
        while (sizeBytesRead < SIZE_BYTES && in.isReadable()) {
            size = size << 8 | in.readUnsignedByte();
            sizeBytesRead++;
        }
        if (sizeBytesRead < SIZE_BYTES) {
            return;
        }
        if (size < MIN_BYTES || size > maxBytes) {
            throw new MalformedRequestException("size " + size + " of a request is not in [" + MIN_BYTES + ", "
                    + maxBytes + "]: the peer speaks another protocol, or the request is larger than the broker takes");
        }
        sizeKnown = true;
        waitingForMemory = !budget.reserve(size, granted);
    }

    private void granted() {
        waitingForMemory = false;
        startedNanos = System.nanoTime();
        resumed.run();
    }

    private void complete(ByteBuf frame) {
        sizeKnown = false;
        sizeBytesRead = 0;
        frames.accept(frame);
    }
}
