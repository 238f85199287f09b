package io.travertine.broker.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelPipeline;
import io.travertine.broker.kafka.group.Groups;
import io.travertine.broker.kafka.net.ByteBudget;
import io.travertine.broker.kafka.net.Connection;
import io.travertine.broker.kafka.net.ConnectionLimits;
import io.travertine.broker.kafka.net.KafkaMetrics;
import io.travertine.broker.kafka.net.RequestHandlers;
import io.travertine.engine.Engine;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves Kafka clients. Connections live on the event loop of the shard, so that an append needs no hand-over; what may block runs
 * on threads of its own.
 */
public final class KafkaServer {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaServer.class);
    private static final long SWEEP_MS = 1_000;
    private static final long TOPIC_REFRESH_MS = 1_000;
    private static final long DRAIN_MS = 5_000;

    /** The name of Vert.x's own handler, which must not see the bytes. */
    private static final String VERTX_HANDLER = "handler";

    private final Vertx vertx;
    private final Context loop;
    private final KafkaOptions options;
    private final Workers workers;
    private final Groups groups;
    private final NetServer server;
    private final KafkaMetrics metrics;
    private final ConnectionLimits limits;
    private final ByteBudget requestMemory;
    private final ByteBudget fetchMemory;
    private final RequestHandlers handlers;
    private final Set<Connection> connections = new HashSet<>();

    private List<Long> timers = List.of();
    private boolean closing;
    private final Promise<Void> drained = Promise.promise();
    private @Nullable Future<Void> closed;

    private KafkaServer(
            Vertx vertx,
            Context loop,
            Engine engine,
            KafkaOptions options,
            MeterRegistry meters,
            Workers workers,
            Groups groups) {
        this.vertx = vertx;
        this.loop = loop;
        this.options = options;
        this.workers = workers;
        this.groups = groups;
        metrics = new KafkaMetrics(meters);
        limits = new ConnectionLimits(
                options.maxRequestBytes(),
                options.maxPipelined(),
                options.requestTimeoutMs(),
                options.stallTimeoutMs());
        requestMemory = new ByteBudget(options.requestMemoryBytes());
        fetchMemory = new ByteBudget(options.fetchMemoryBytes());
        metrics.watch("requests", requestMemory);
        metrics.watch("answers", fetchMemory);
        server = vertx.createNetServer(new NetServerOptions()
                        .setHost(options.host())
                        .setPort(options.port())
                        .setIdleTimeout(options.idleTimeoutSeconds())
                        .setTcpKeepAlive(true))
                .connectHandler(this::connected);
        handlers = Handlers.of(engine, options, server::actualPort, groups, workers, fetchMemory);
    }

    /**
     * Opens the groups, then listens; the future completes when clients can connect.
     *
     * @param shardContext of the event loop on which the engine's partitions are written
     */
    public static Future<KafkaServer> start(
            Vertx vertx, Context shardContext, Engine engine, KafkaOptions options, MeterRegistry meters) {
        Workers workers = new Workers(options.readerThreads());
        Future<Groups> groups = vertx.executeBlocking(() -> Groups.start(
                engine,
                options.offsetsPartitions(),
                options.offsetsCompactionRecords(),
                options.groupSettings(),
                workers.administrator()));
        return groups.onFailure(failure -> workers.close())
                .compose(started ->
                        new KafkaServer(vertx, shardContext, engine, options, meters, workers, started).listen());
    }

    /** The port listened on. */
    public int port() {
        return server.actualPort();
    }

    /** Stops taking requests, answers the producers whose batches are being written, then closes. The engine stays open. */
    public synchronized Future<Void> close() {
        if (closed == null) {
            loop.runOnContext(_ -> drain());
            closed = drained.future()
                    .compose(_ -> server.close())
                    .eventually(() -> vertx.executeBlocking(() -> {
                        groups.close();
                        workers.close();
                        return null;
                    }));
        }
        return closed;
    }

    private Future<KafkaServer> listen() {
        Promise<KafkaServer> listening = Promise.promise();
        loop.runOnContext(_ -> server.listen().onComplete(result -> {
            if (result.succeeded()) {
                timers = List.of(
                        vertx.setPeriodic(SWEEP_MS, _ -> sweep()),
                        vertx.setPeriodic(
                                TOPIC_REFRESH_MS, _ -> workers.administrator().execute(groups::refreshTopics)));
                LOG.info("serving Kafka clients on {}:{}", options.host(), port());
                listening.complete(this);
            } else {
                close().onComplete(closed -> listening.fail(result.cause()));
            }
        }));
        return listening.future();
    }

    /** On the loop. */
    private void connected(NetSocket socket) {
        if (closing || connections.size() >= options.maxConnections()) {
            LOG.debug("refusing {}: {} connections are open", socket.remoteAddress(), connections.size());
            metrics.refused();
            socket.close();
            return;
        }
        Connection connection = new Connection(handlers, limits, requestMemory, metrics);
        connections.add(connection);
        metrics.opened();
        connection.whenClosed(() -> closed(connection));
        ChannelPipeline pipeline =
                ((NetSocketInternal) socket).channelHandlerContext().pipeline();
        pipeline.addBefore(VERTX_HANDLER, "kafka", connection);
    }

    private void closed(Connection connection) {
        connections.remove(connection);
        metrics.closed();
        if (closing && connections.isEmpty()) {
            drained.tryComplete();
        }
    }

    private void sweep() {
        long nowNanos = System.nanoTime();
        boolean answerMemoryShort = fetchMemory.exhausted();
        List.copyOf(connections).forEach(connection -> connection.sweep(nowNanos, answerMemoryShort));
    }

    private void drain() {
        if (closing) {
            return;
        }
        closing = true;
        timers.forEach(vertx::cancelTimer);
        List.copyOf(connections).forEach(Connection::drain);
        if (connections.isEmpty()) {
            drained.tryComplete();
        } else {
            vertx.setTimer(DRAIN_MS, _ -> drained.tryComplete());
        }
    }
}
