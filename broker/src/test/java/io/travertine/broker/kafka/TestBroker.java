package io.travertine.broker.kafka;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.travertine.engine.Engine;
import io.travertine.engine.ShardLoop;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A server on a free port of loopback, with clients for it. */
final class TestBroker implements AutoCloseable {
    private static final Map<String, String> QUICK_GROUPS = Map.of(
            "group.initial.rebalance.delay.ms", "0",
            "group.min.session.timeout.ms", "100",
            "group.consumer.min.heartbeat.interval.ms", "100",
            "group.consumer.heartbeat.interval.ms", "200");

    private final EngineFactory engines;
    private final UnaryOperator<KafkaOptions.Builder> change;
    private int port;
    private Vertx vertx;
    private Engine engine;
    private KafkaServer server;
    private SimpleMeterRegistry meters;

    /** Opens the engine, the same data each time. */
    @FunctionalInterface
    interface EngineFactory {
        Engine open(ShardLoop loop) throws Exception;
    }

    private TestBroker(EngineFactory engines, UnaryOperator<KafkaOptions.Builder> change) {
        this.engines = engines;
        this.change = change;
    }

    static TestBroker start(EngineFactory engines) throws Exception {
        return start(engines, UnaryOperator.identity());
    }

    static TestBroker start(EngineFactory engines, UnaryOperator<KafkaOptions.Builder> change) throws Exception {
        TestBroker broker = new TestBroker(engines, change);
        broker.open();
        return broker;
    }

    static TestBroker start(MemoryEngine engine) throws Exception {
        return start(engine::on);
    }

    /** Closes the server and the engine and opens them again on the same port. */
    void restart() throws Exception {
        close();
        open();
    }

    private void open() throws Exception {
        vertx = Vertx.vertx();
        Context context = ((VertxInternal) vertx).createEventLoopContext();
        meters = new SimpleMeterRegistry();
        engine = engines.open(new ContextLoop((ContextInternal) context));
        KafkaOptions options = change.apply(KafkaOptions.builder().groupSettings(QUICK_GROUPS))
                .port(port)
                .build();
        server = await(KafkaServer.start(vertx, context, engine, options, meters));
        port = server.port();
    }

    /** Begins to close the server; {@link #close} does the rest. */
    Future<Void> beginClose() {
        return server.close();
    }

    @Override
    public void close() throws IOException, TimeoutException {
        await(server.close());
        engine.close();
        await(vertx.close());
    }

    Engine engine() {
        return engine;
    }

    SimpleMeterRegistry meters() {
        return meters;
    }

    int port() {
        return port;
    }

    Socket connect() throws IOException {
        return connect(64 << 10);
    }

    Socket connect(int receiveBytes) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(receiveBytes);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.setSoTimeout(10_000);
        return socket;
    }

    KafkaProducer<String, String> producer(String... settings) {
        return new KafkaProducer<>(
                settings(Map.of("linger.ms", "0"), settings), new StringSerializer(), new StringSerializer());
    }

    KafkaConsumer<String, String> consumer(String... settings) {
        return new KafkaConsumer<>(
                settings(Map.of("auto.offset.reset", "earliest"), settings),
                new StringDeserializer(),
                new StringDeserializer());
    }

    Admin admin() {
        return Admin.create(settings(Map.of()));
    }

    /** Polls until there are so many records. */
    static List<ConsumerRecord<String, String>> poll(KafkaConsumer<String, String> consumer, int count) {
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        awaitTrue(() -> {
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            return records.size() >= count;
        });
        return records;
    }

    /** Waits for a condition; fails after 20 seconds. */
    static void awaitTrue(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited 20 s in vain");
            }
            Thread.onSpinWait();
        }
    }

    private Properties settings(Map<String, String> defaults, String... settings) {
        Map<String, String> all = new HashMap<>(defaults);
        all.put("bootstrap.servers", "127.0.0.1:" + port);
        all.put("enable.metrics.push", "false");
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        Properties properties = new Properties();
        properties.putAll(all);
        return properties;
    }

    static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(30, TimeUnit.SECONDS);
    }

    private record ContextLoop(ContextInternal context) implements ShardLoop {
        @Override
        public void execute(Runnable task) {
            context.nettyEventLoop().execute(task);
        }

        @Override
        public boolean inLoop() {
            return context.nettyEventLoop().inEventLoop();
        }
    }
}
