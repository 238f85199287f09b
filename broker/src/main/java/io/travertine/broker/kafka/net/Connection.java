package io.travertine.broker.kafka.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.network.ClientInformation;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.RequestContext;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last handler of a connection's pipeline that sees its bytes: requests come in, answers go out, in the order of the requests.
 *
 * <p>Produce requests are handled as they arrive, so that one fsync covers many of them. Every other request waits until those
 * before it are answered, and those behind it wait for it: a client that sends several at a time sees them happen one after
 * another, as with Kafka.
 *
 * <p>The connection is not read while too many requests wait, while memory for requests is short, while the peer does not take
 * its answers, or while a producer is to wait. Everything here happens on the connection's loop.
 */
public final class Connection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final ListenerName LISTENER = ListenerName.forSecurityProtocol(SecurityProtocol.PLAINTEXT);

    /** Parsed, such a request takes up to 30 times as much. The largest of large clusters have a tenth of this. */
    private static final int MAX_BYTES_WITHOUT_RECORDS = 4 << 20;

    private final RequestHandlers handlers;
    private final ConnectionLimits limits;
    private final ByteBudget requestMemory;
    private final KafkaMetrics metrics;

    private final ArrayDeque<ByteBuf> waiting = new ArrayDeque<>();
    private final ArrayDeque<Exchange> inFlight = new ArrayDeque<>();
    private @Nullable SerialExecutor serial;

    @SuppressWarnings("NullAway.Init") // set when the handler is added, before anything else happens
    private ChannelHandlerContext channel;

    @SuppressWarnings("NullAway.Init")
    private FrameReader reader;

    private InetAddress clientAddress = InetAddress.getLoopbackAddress();
    private String id = "";
    private boolean pumping;

    /** Answers whose records are being sent from files. */
    private int sendingRegions;

    private boolean flushScheduled;
    private boolean muted;
    private boolean draining;
    private boolean closed;
    private long unwritableSinceNanos;
    private @Nullable Runnable whenClosed;

    public Connection(
            RequestHandlers handlers, ConnectionLimits limits, ByteBudget requestMemory, KafkaMetrics metrics) {
        this.handlers = handlers;
        this.limits = limits;
        this.requestMemory = requestMemory;
        this.metrics = metrics;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context;
        if (context.channel().remoteAddress() instanceof InetSocketAddress address && address.getAddress() != null) {
            clientAddress = address.getAddress();
        }
        id = context.channel().remoteAddress() + "-" + context.channel().id().asShortText();
        reader = new FrameReader(
                limits.maxRequestBytes(),
                requestMemory,
                context.alloc(),
                this::received,
                () -> loop().execute(this::memoryGranted));
    }

    /** Called on the loop, once, when the connection is gone. */
    public void whenClosed(Runnable action) {
        whenClosed = action;
    }

    /** Takes no more requests; closes when the produce requests under way are answered. */
    public void drain() {
        draining = true;
        closeIfDrained();
    }

    /** Closes a connection whose peer sends or takes so slowly that it holds memory from others. */
    public void sweep(long nowNanos, boolean answerMemoryShort) {
        if (reader.unfinishedNanos(nowNanos) > TimeUnit.MILLISECONDS.toNanos(limits.requestTimeoutMs())) {
            close("a request did not arrive whole within " + limits.requestTimeoutMs() + " ms of its first byte");
        } else if (answerMemoryShort
                && unwritableSinceNanos != 0
                && nowNanos - unwritableSinceNanos > TimeUnit.MILLISECONDS.toNanos(limits.stallTimeoutMs())) {
            metrics.stalled();
            close("the peer took nothing of its answers for " + limits.stallTimeoutMs()
                    + " ms, and others need the memory");
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (closed) {
            bytes.release();
            return;
        }
        metrics.received(bytes.readableBytes());
        try {
            reader.read(bytes);
        } catch (MalformedRequestException e) {
            malformed(e);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        updateReading();
        context.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        unwritableSinceNanos = context.channel().isWritable() ? 0 : System.nanoTime();
        pump();
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        released();
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        released();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("connection {} broke: {}", id, cause.getMessage());
        } else {
            LOG.error("connection {} failed", id, cause);
        }
        var _ = context.close();
    }

    EventLoop loop() {
        return channel.channel().eventLoop();
    }

    KafkaMetrics metrics() {
        return metrics;
    }

    /** Runs tasks on a pool in the order in which they come; on the loop. */
    Executor inOrder(Executor pool) {
        SerialExecutor known = serial;
        if (known == null) {
            known = new SerialExecutor(pool);
            serial = known;
        }
        return known;
    }

    void onLoop(Runnable task) {
        if (loop().inEventLoop()) {
            task.run();
        } else {
            loop().execute(task);
        }
    }

    void close(String reason) {
        if (!closed) {
            LOG.info("closing connection {}: {}", id, reason);
            var _ = channel.close();
        }
    }

    /** An exchange has its answer; writes it and those behind it, as far as they are complete and none before is missing. */
    void answered() {
        if (closed) {
            return;
        }
        Exchange first;
        while ((first = inFlight.peek()) != null && first.answered()) {
            inFlight.remove();
            write(first);
        }
        pump();
        closeIfDrained();
    }

    private void received(ByteBuf frame) {
        waiting.add(frame);
        pump();
    }

    private void memoryGranted() {
        try {
            reader.cut();
        } catch (MalformedRequestException e) {
            malformed(e);
        }
        updateReading();
    }

    /** Handles the requests whose turn has come. */
    private void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        try {
            ByteBuf next;
            while ((next = waiting.peek()) != null && mayHandle(next)) {
                waiting.remove();
                handle(next);
            }
        } finally {
            pumping = false;
        }
        updateReading();
    }

    private boolean mayHandle(ByteBuf frame) {
        if (closed || muted || draining || inFlight.size() >= limits.maxPipelined() || !takesAnswers()) {
            return false;
        }
        Exchange last = inFlight.peekLast();
        return last == null
                || (last.api() == ApiKeys.PRODUCE && frame.getShort(frame.readerIndex()) == ApiKeys.PRODUCE.id);
    }

    /** The channel does not count what is sent from files, so that this does. */
    private boolean takesAnswers() {
        return sendingRegions == 0 && channel.channel().isWritable();
    }

    private void handle(ByteBuf frame) {
        int bytes = frame.readableBytes();
        try {
            parseAndHandle(frame);
        } catch (InvalidRequestException | MalformedRequestException e) {
            malformed(e);
        } finally {
            frame.release();
            requestMemory.release(bytes);
        }
    }

    private void parseAndHandle(ByteBuf frame) throws MalformedRequestException {
        long receivedNanos = System.nanoTime();
        ByteBuffer bytes = frame.nioBuffer();
        RequestHeader header = RequestHeader.parse(bytes);
        ApiKeys api = header.apiKey();
        if (!handlers.apis().contains(api)) {
            throw new MalformedRequestException("request " + api + " is not offered by this broker");
        }
        if (api != ApiKeys.API_VERSIONS && !api.isVersionEnabled(header.apiVersion(), false)) {
            throw new MalformedRequestException("version " + header.apiVersion() + " of " + api + " is not in ["
                    + api.oldestVersion() + ", " + api.latestVersion(false) + "]");
        }
        RequestContext context = new RequestContext(
                header,
                id,
                clientAddress,
                KafkaPrincipal.ANONYMOUS,
                LISTENER,
                SecurityProtocol.PLAINTEXT,
                ClientInformation.EMPTY,
                false);
        if (api != ApiKeys.PRODUCE && frame.readableBytes() > MAX_BYTES_WITHOUT_RECORDS) {
            throw new MalformedRequestException(api + " of " + frame.readableBytes()
                    + " bytes: requests without records have at most " + MAX_BYTES_WITHOUT_RECORDS);
        }
        var request = context.parseRequest(bytes).request;
        Exchange exchange = new Exchange(this, context, request, frame, receivedNanos);
        inFlight.add(exchange);
        handlers.handle(request, exchange);
    }

    private void write(Exchange exchange) {
        AbstractResponse response = exchange.response();
        if (response == null) {
            metrics.answered(exchange.api(), System.nanoTime() - exchange.receivedNanos(), 0);
            exchange.finish();
            return;
        }
        ResponseEncoder.Encoded encoded = encode(exchange, response);
        metrics.answered(exchange.api(), System.nanoTime() - exchange.receivedNanos(), encoded.bytes());
        if (encoded.hasRegions()) {
            sendingRegions++;
        }
        write(encoded).addListener(written -> {
            exchange.finish();
            if (encoded.hasRegions()) {
                sendingRegions--;
                pump();
            }
        });
        scheduleFlush();
        if (exchange.throttleMs() > 0) {
            mute(exchange.throttleMs());
        }
    }

    private ChannelFuture write(ResponseEncoder.Encoded encoded) {
        int last = encoded.parts().size() - 1;
        for (int i = 0; i < last; i++) {
            var _ = channel.write(encoded.parts().get(i));
        }
        return channel.write(encoded.parts().get(last));
    }

    private ResponseEncoder.Encoded encode(Exchange exchange, AbstractResponse response) {
        if (exchange.api() != ApiKeys.PRODUCE && exchange.api() != ApiKeys.FETCH) {
            response.errorCounts().keySet().forEach(metrics::error);
        }
        try {
            return ResponseEncoder.encode(exchange.context(), response);
        } catch (RuntimeException e) {
            LOG.error("answer to {} v{} of {} can't be written", exchange.api(), exchange.version(), id, e);
            return ResponseEncoder.encode(exchange.context(), exchange.errorResponse(e));
        }
    }

    /** One flush, one system call, for all that this turn of the loop answers. */
    private void scheduleFlush() {
        if (!flushScheduled) {
            flushScheduled = true;
            loop().execute(() -> {
                flushScheduled = false;
                channel.flush();
            });
        }
    }

    private void mute(int milliseconds) {
        if (muted) {
            return;
        }
        muted = true;
        var _ = loop().schedule(
                        () -> {
                            muted = false;
                            pump();
                        },
                        milliseconds,
                        TimeUnit.MILLISECONDS);
    }

    private void updateReading() {
        if (closed) {
            return;
        }
        boolean read = !muted
                && !draining
                && !reader.waitingForMemory()
                && waiting.size() < limits.maxPipelined()
                && takesAnswers();
        if (channel.channel().config().isAutoRead() != read) {
            channel.channel().config().setAutoRead(read);
        }
    }

    private void closeIfDrained() {
        if (draining && !closed && inFlight.stream().noneMatch(each -> each.api() == ApiKeys.PRODUCE)) {
            channel.flush();
            var _ = channel.close();
        }
    }

    private void malformed(Exception what) {
        metrics.malformed();
        Throwable cause = what.getCause();
        close(cause == null ? String.valueOf(what.getMessage()) : what.getMessage() + " (" + cause + ")");
    }

    /** The connection is gone: gives back what it holds. */
    private void released() {
        if (closed) {
            return;
        }
        closed = true;
        reader.close();
        ByteBuf frame;
        while ((frame = waiting.poll()) != null) {
            requestMemory.release(frame.readableBytes());
            frame.release();
        }
        inFlight.forEach(Exchange::finish);
        inFlight.clear();
        if (whenClosed != null) {
            whenClosed.run();
        }
    }
}
