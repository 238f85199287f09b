package io.travertine.broker.kafka.net;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Future;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.RequestContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request and the answer to it. It is answered once, by one of the four methods that say so, from any thread. */
public final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final Connection connection;
    private final RequestContext context;
    private final AbstractRequest request;
    private final ByteBuf frame;
    private final int requestBytes;
    private final long receivedNanos;

    private boolean answered;
    private @Nullable AbstractResponse response;
    private int throttleMs;
    private @Nullable Runnable finished;

    Exchange(
            Connection connection, RequestContext context, AbstractRequest request, ByteBuf frame, long receivedNanos) {
        this.connection = connection;
        this.context = context;
        this.request = request;
        this.frame = frame;
        this.requestBytes = frame.readableBytes();
        this.receivedNanos = receivedNanos;
    }

    public RequestContext context() {
        return context;
    }

    /** The version of the request, and so of the answer. */
    public short version() {
        return context.apiVersion();
    }

    ApiKeys api() {
        return request.apiKey();
    }

    /** Answers. */
    public void answer(AbstractResponse response) {
        onLoop(() -> complete(response));
    }

    /** Completes without an answer, as a producer asked for. */
    public void answerNothing() {
        onLoop(() -> complete(null));
    }

    /** Answers with an error, in the form that the request has for it. */
    public void fail(Throwable failure) {
        Throwable cause = ErrorCodes.cause(failure);
        Errors error = ErrorCodes.of(cause);
        if (error == Errors.UNKNOWN_SERVER_ERROR || error == Errors.KAFKA_STORAGE_ERROR) {
            LOG.error("{} v{} of {} failed", api(), version(), context.connectionId(), cause);
        }
        AbstractResponse response;
        try {
            response = request.getErrorResponse(0, error.exception(cause.getMessage()));
        } catch (RuntimeException unanswerable) {
            closeConnection(api() + " is so malformed that its error has no form: " + cause.getMessage());
            return;
        }
        answer(response);
    }

    /** How large the request came. */
    public int requestBytes() {
        return requestBytes;
    }

    /** Closes the connection, for want of a better answer. */
    public void closeConnection(String reason) {
        onLoop(() -> connection.close(reason));
    }

    /** Answers with what the stage brings, or with its failure. */
    public <T> void answerWith(CompletionStage<T> stage, Function<T, AbstractResponse> toResponse) {
        stage.thenApply(toResponse).whenComplete((response, failure) -> {
            if (failure != null) {
                fail(failure);
            } else {
                answer(response);
            }
        });
    }

    /** Answers with what the work brings, which may block; it runs on the executor. */
    public void answerBlocking(Executor executor, Callable<? extends AbstractResponse> work) {
        executor.execute(() -> {
            try {
                answer(work.call());
            } catch (Exception e) {
                fail(e);
            }
        });
    }

    /** Runs on a thread of the pool, behind what this connection had run there before. On the loop. */
    public void inOrder(Executor pool, Runnable task) {
        connection.inOrder(pool).execute(task);
    }

    /** Asks the client to wait so long after the answer, and does not read from it meanwhile. Before the answer. */
    public void throttle(int milliseconds) {
        throttleMs = milliseconds;
    }

    /** Called on the loop, once, when the answer was written out, or never will be because the connection is gone. */
    public void whenFinished(Runnable action) {
        Runnable earlier = finished;
        finished = earlier == null
                ? action
                : () -> {
                    earlier.run();
                    action.run();
                };
    }

    /** Keeps the buffers of the request until {@link #releaseRequest}; for a handler that hands them to another loop. */
    public void retainRequest() {
        frame.retain();
    }

    public void releaseRequest() {
        frame.release();
    }

    /** Runs on the connection's loop; at once when the caller is on it. */
    public void onLoop(Runnable task) {
        connection.onLoop(task);
    }

    /** Runs on the connection's loop after a while. */
    public Future<?> schedule(Runnable task, long delayMs) {
        return connection.loop().schedule(task, delayMs, TimeUnit.MILLISECONDS);
    }

    public KafkaMetrics metrics() {
        return connection.metrics();
    }

    boolean answered() {
        return answered;
    }

    @Nullable AbstractResponse response() {
        return response;
    }

    int throttleMs() {
        return throttleMs;
    }

    long receivedNanos() {
        return receivedNanos;
    }

    void finish() {
        Runnable action = finished;
        finished = null;
        if (action != null) {
            action.run();
        }
    }

    /** The answer for when the first one can't be written in the version that the client speaks. */
    AbstractResponse errorResponse(Throwable failure) {
        return request.getErrorResponse(0, failure);
    }

    private void complete(@Nullable AbstractResponse response) {
        if (answered) {
            return;
        }
        answered = true;
        this.response = response;
        connection.answered();
    }
}
