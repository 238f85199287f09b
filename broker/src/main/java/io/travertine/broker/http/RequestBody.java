package io.travertine.broker.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A request's body as a stream. The event loop puts chunks in, the request's virtual thread takes them out. At most
 * {@link #WINDOW} chunks are asked for or waiting: when the reader is slow the socket is not read, and TCP slows the client.
 */
final class RequestBody extends InputStream {
    private static final int WINDOW = 4;
    private static final Object END = new Object();
    private static final byte[] NOTHING = {};

    private final HttpServerRequest request;
    private final Context context;
    private final long timeoutMs;
    private final LinkedBlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
    private boolean started;
    private boolean ended;
    private byte[] chunk = NOTHING;
    private int position;

    /** On the event loop; the request stays paused until the first read. */
    RequestBody(HttpServerRequest request, Context context, Duration timeout) {
        this.request = request;
        this.context = context;
        this.timeoutMs = timeout.toMillis();
        request.pause();
        request.handler(arrived::add);
        request.endHandler(end -> arrived.add(END));
        request.exceptionHandler(arrived::add);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        while (position == chunk.length) {
            if (!nextChunk()) {
                return -1;
            }
        }
        int count = Math.min(length, chunk.length - position);
        System.arraycopy(chunk, position, target, offset, count);
        position += count;
        return count;
    }

    private boolean nextChunk() throws IOException {
        if (ended) {
            return false;
        }
        if (!started) {
            started = true;
            fetch(WINDOW);
        }
        Object next = take();
        if (next instanceof Buffer buffer) {
            fetch(1);
            chunk = buffer.getBytes();
            position = 0;
            return true;
        }
        ended = true;
        if (next instanceof Throwable failure) {
            throw new ClientGoneException("the body broke off: " + failure.getMessage());
        }
        return false;
    }

    private Object take() throws IOException {
        @Nullable Object next;
        try {
            next = arrived.poll(timeoutMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ClientGoneException("interrupted");
        }
        if (next == null) {
            throw new StalledBodyException(timeoutMs);
        }
        return next;
    }

    private void fetch(int count) {
        context.runOnContext(now -> request.fetch(count));
    }

    /** The client sent nothing of a body it announced. */
    static final class StalledBodyException extends IOException {
        StalledBodyException(long timeoutMs) {
            super("nothing of the body arrived for " + timeoutMs + " ms");
        }
    }
}
