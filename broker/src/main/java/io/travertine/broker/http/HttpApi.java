package io.travertine.broker.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.travertine.engine.Engine;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server. It listens on an event loop of its own; each request runs on a virtual thread and meets a shard only where
 * a record batch hops to the shard's loop.
 */
public final class HttpApi {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final HttpOptions options;
    private final Dispatcher dispatcher;
    private final ExecutorService requests = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("http-request-", 0).factory());
    private final Server server;

    private HttpApi(HttpOptions options, Routes routes, PrometheusMeterRegistry registry) {
        this.options = options;
        this.dispatcher = new Dispatcher(routes, registry);
        this.server = new Server();
    }

    /**
     * Starts the server; the future is complete when it listens. The Vertx should have more than one event loop: loops are
     * given out in turn, and the shard's was taken before.
     */
    public static Future<HttpApi> start(
            Vertx vertx,
            Engine engine,
            StatementRunner statements,
            HttpOptions options,
            PrometheusMeterRegistry registry) {
        return start(vertx, Api.routes(engine, statements, options, registry), options, registry);
    }

    static Future<HttpApi> start(Vertx vertx, Routes routes, HttpOptions options, PrometheusMeterRegistry registry) {
        HttpApi api = new HttpApi(options, routes, registry);
        return vertx.deployVerticle(api.server).map(deployed -> api);
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** Stops listening, closes idle connections, and gives the requests that run a few seconds to come to their end. */
    public Future<Void> close() {
        return server.shutdown().onComplete(done -> requests.shutdown());
    }

    /** The part that lives on the event loop. */
    private final class Server extends VerticleBase {
        private final Connections connections =
                new Connections(options.maxConnections(), options.stallTimeout().toMillis());
        private volatile @Nullable HttpServer http;

        int port() {
            return server().actualPort();
        }

        Future<Void> shutdown() {
            return server().shutdown(GRACE).eventually(() -> vertx.undeploy(deploymentID()));
        }

        private HttpServer server() {
            HttpServer listening = http;
            if (listening == null) {
                throw new IllegalStateException("the server has not been started");
            }
            return listening;
        }

        @Override
        public Future<?> start() {
            vertx.setPeriodic(Math.max(1, options.stallTimeout().toMillis() / 4), tick -> connections.closeIdle());
            HttpServer created = vertx.createHttpServer(serverOptions())
                    .requestHandler(this::accept)
                    .invalidRequestHandler(this::refuse)
                    .connectionHandler(connections::opened);
            http = created;
            return created.listen();
        }

        private HttpServerOptions serverOptions() {
            return new HttpServerOptions()
                    .setHost(options.host())
                    .setPort(options.port())
                    .setHandle100ContinueAutomatically(true)
                    .setHttp2ClearTextEnabled(false)
                    .setMaxInitialLineLength(8 * 1024)
                    .setMaxHeaderSize(16 * 1024)
                    .setMaxChunkSize(64 * 1024);
        }

        private void accept(HttpServerRequest request) {
            Exchange exchange = open(request);
            requests.execute(() -> dispatcher.serve(exchange, request));
        }

        private void refuse(HttpServerRequest request) {
            Exchange exchange = open(request);
            requests.execute(
                    () -> dispatcher.refuse(exchange, request.decoderResult().cause()));
        }

        private Exchange open(HttpServerRequest request) {
            connections.busy(request.connection());
            request.response().endHandler(sent -> connections.idle(request.connection()));
            return new Exchange(request, context, options);
        }
    }
}
