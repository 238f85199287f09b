package io.travertine.broker;

import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.travertine.broker.config.BrokerConfig;
import io.travertine.broker.config.BrokerConfig.Listener;
import io.travertine.broker.http.HttpApi;
import io.travertine.broker.kafka.KafkaServer;
import io.travertine.engine.Engine;
import io.travertine.query.QueryEngine;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server: one engine behind the Kafka protocol and HTTP. When {@link #start} returns it serves; what it acknowledged before
 * {@link #close} returns is kept.
 */
public final class Broker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Broker.class);

    private final BrokerConfig config;
    private final Closing closing = new Closing();
    private final KafkaServer kafka;
    private final HttpApi http;
    private volatile boolean ready;

    private Broker(BrokerConfig config) throws IOException {
        this.config = config;
        requireFree(config);
        try {
            PrometheusMeterRegistry meters = meters();
            closing.add("metrics", meters::close);
            Vertx vertx = Vertx.vertx();
            closing.addFuture("event loops", vertx::close);
            Context shardContext = vertx.getOrCreateContext();
            Engine engine = Engine.open(
                    OptionsOf.engine(config, shard -> VertxShardLoop.of(loop(vertx, shardContext, shard)), meters));
            closing.add("engine", engine);
            QueryEngine queries = new QueryEngine(engine, OptionsOf.query(config));
            closing.add("queries", queries);
            kafka = await(
                    KafkaServer.start(vertx, shardContext, engine, OptionsOf.kafka(config), meters),
                    config.kafka().listener(),
                    "kafka.port");
            closing.addFuture("Kafka", kafka::close);
            http = await(
                    HttpApi.start(
                            vertx,
                            engine,
                            queries::execute,
                            OptionsOf.http(config, this::kafkaAddress, () -> ready),
                            meters),
                    config.http(),
                    "http.port");
            closing.addFuture("HTTP", http::close);
            ready = true;
            Thread.ofPlatform().daemon().name("query-warm-up").start(() -> warmUp(queries));
        } catch (IOException | RuntimeException e) {
            closing.close();
            throw e;
        }
    }

    /** Opens the data directory, recovers it when it was not closed, and listens. Blocks; not on an event loop. */
    public static Broker start(BrokerConfig config) throws IOException {
        return new Broker(config);
    }

    /** {@code host:port}, as clients are told. */
    public String kafkaAddress() {
        Listener advertised = OptionsOf.advertised(config.kafka());
        return advertised.host() + ":" + (advertised.port() == 0 ? kafka.port() : advertised.port());
    }

    /** Where HTTP is reached from this machine. */
    public URI httpAddress() {
        return URI.create("http://" + OptionsOf.reachable(config.http().host()) + ":" + http.port());
    }

    public Path dataDirectory() {
        return config.dataDirectory().toAbsolutePath().normalize();
    }

    /** Takes no more requests, lets those under way end, makes all durable, and releases the directory. Blocks. */
    @Override
    public void close() {
        ready = false;
        closing.close();
    }

    /** Only the first queries are slower without. */
    private static void warmUp(QueryEngine queries) {
        try {
            queries.warmUp();
        } catch (RuntimeException e) {
            LOG.warn("warming up the query engine failed", e);
        }
    }

    private static PrometheusMeterRegistry meters() {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new FileDescriptorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
        return meters;
    }

    /** Connections live on the loop of the first shard; others have loops of their own. */
    private static Context loop(Vertx vertx, Context first, int shard) {
        return shard == 0 ? first : vertx.getOrCreateContext();
    }

    /** Finds out before the data directory is made or recovered, which takes its time, that there is nowhere to listen. */
    private static void requireFree(BrokerConfig config) throws IOException {
        try (ServerSocket kafka = listen(config.kafka().listener(), "kafka.port");
                ServerSocket http = listen(config.http(), "http.port")) {
            LOG.debug("ports {} and {} are free", kafka.getLocalPort(), http.getLocalPort());
        }
    }

    private static ServerSocket listen(Listener listener, String key) throws IOException {
        try {
            return new ServerSocket(listener.port(), 1, InetAddress.getByName(listener.host()));
        } catch (IOException e) {
            throw cannotListen(listener, key, e);
        }
    }

    private static IOException cannotListen(Listener listener, String key, Throwable cause) {
        String where = "cannot listen on " + listener.host() + ":" + listener.port() + " (" + key + "): ";
        return switch (cause) {
            case UnknownHostException _ -> new IOException(where + "there is no such host", cause);
            case BindException _ ->
                new IOException(where + cause.getMessage() + "; is another broker running? 0 takes a free port", cause);
            default -> new IOException(where + cause.getMessage(), cause);
        };
    }

    private static <T> T await(Future<T> listening, Listener listener, String key) throws IOException {
        try {
            return listening.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw cannotListen(listener, key, e.getCause() == null ? e : e.getCause());
        }
    }
}
