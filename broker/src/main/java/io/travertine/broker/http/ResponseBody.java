package io.travertine.broker.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A response's body as a stream. What fits into one chunk is kept until the end, so that a failure before it can still become
 * a problem response; beyond it chunks leave as they fill up. At most {@link #WINDOW} chunks are under way to the socket: a
 * slow client makes the writer wait.
 */
final class ResponseBody extends OutputStream {
    private static final int CHUNK = 64 * 1024;
    private static final int WINDOW = 4;

    private final HttpServerResponse response;
    private final Context context;
    private final long timeoutMs;
    private final Semaphore room = new Semaphore(WINDOW);
    private volatile boolean broken;
    private boolean committed;
    private boolean closed;
    private byte[] chunk = new byte[1024];
    private int size;

    ResponseBody(HttpServerResponse response, Context context, Duration timeout) {
        this.response = response;
        this.context = context;
        this.timeoutMs = timeout.toMillis();
    }

    /** Whether the status has left, so that no other answer can be given. */
    boolean committed() {
        return committed;
    }

    /** Forgets what was written; only before it is committed. */
    void reset() {
        assert !committed;
        size = 0;
    }

    /** On the event loop, when the connection is closed: the writer fails at its next chunk. */
    private void breakOff() {
        broken = true;
        room.release(WINDOW);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, source.length);
        int from = offset;
        int left = length;
        while (left > 0) {
            if (size == CHUNK) {
                sendChunk();
            }
            int count = Math.min(left, CHUNK - size);
            ensure(size + count);
            System.arraycopy(source, from, chunk, size, count);
            size += count;
            from += count;
            left -= count;
        }
    }

    /** Does nothing: chunks leave when they are full. */
    @Override
    public void flush() {}

    /** Sends the rest and waits until the socket has taken it. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        awaitRoom(1);
        Buffer rest = Buffer.buffer(Arrays.copyOf(chunk, size));
        committed = true;
        context.runOnContext(now -> {
            if (!response.closed()) {
                response.end(rest).onComplete(sent -> room.release());
            } else {
                breakOff();
            }
        });
        awaitRoom(WINDOW);
    }

    private void ensure(int needed) {
        if (chunk.length < needed) {
            chunk = Arrays.copyOf(chunk, Math.min(CHUNK, Math.max(needed, 2 * chunk.length)));
        }
    }

    private void sendChunk() throws IOException {
        awaitRoom(1);
        Buffer full = Buffer.buffer(chunk);
        boolean first = !committed;
        committed = true;
        chunk = new byte[CHUNK];
        size = 0;
        context.runOnContext(now -> {
            if (response.closed()) {
                breakOff();
                return;
            }
            if (first) {
                response.setChunked(true);
            }
            response.write(full).onComplete(sent -> room.release());
        });
    }

    private void awaitRoom(int permits) throws IOException {
        boolean taken;
        try {
            taken = room.tryAcquire(permits, timeoutMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ClientGoneException("interrupted");
        }
        if (broken) {
            throw new ClientGoneException("the client closed the connection");
        }
        if (!taken) {
            throw new ClientGoneException("the client took nothing for " + timeoutMs + " ms");
        }
    }
}
