package io.travertine.broker.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.travertine.engine.Engine;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The HTTP server. It listens on an event loop of its own; each request runs on a virtual thread and meets a shard only where
 * a record batch hops to the shard's loop.
 */
public final class HttpApi {
    private final HttpOptions options;
    private final Dispatcher dispatcher;
    private final ExecutorService requests = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("http-request-", 0).factory());
    private final Server server = new Server();

    private HttpApi(HttpOptions options, Routes routes, PrometheusMeterRegistry registry) {
        this.options = options;
        this.dispatcher = new Dispatcher(routes, registry);
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

    /** Stops listening, closes the connections, and lets the requests that run come to their end. */
    public Future<Void> close() {
        return server.undeploy().onComplete(done -> requests.shutdown());
    }

    /** The part that lives on the event loop. */
    private final class Server extends VerticleBase {
        private volatile int port;
        private int connections;

        int port() {
            return port;
        }

        Future<Void> undeploy() {
            return vertx.undeploy(deploymentID());
        }

        @Override
        public Future<?> start() {
            HttpServer http = vertx.createHttpServer(serverOptions());
            return http.requestHandler(this::accept)
                    .invalidRequestHandler(this::refuse)
                    .connectionHandler(this::connected)
                    .listen()
                    .onSuccess(listening -> port = listening.actualPort());
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

        private void connected(HttpConnection connection) {
            connections++;
            connection.closeHandler(closed -> connections--);
            if (connections > options.maxConnections()) {
                connection.close();
            }
        }

        private void accept(HttpServerRequest request) {
            Exchange exchange = new Exchange(request, context, options);
            requests.execute(() -> dispatcher.serve(exchange, request));
        }

        private void refuse(HttpServerRequest request) {
            Exchange exchange = new Exchange(request, context, options);
            requests.execute(
                    () -> dispatcher.refuse(exchange, request.decoderResult().cause()));
        }
    }
}
