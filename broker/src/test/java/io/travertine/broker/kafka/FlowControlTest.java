package io.travertine.broker.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import java.net.BindException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchRequestData.FetchTopic;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;
import org.apache.kafka.common.requests.ProduceResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Order, limits and slow peers, with an engine that makes batches durable when the test says so. */
class FlowControlTest {
    private final MemoryEngine engine = new MemoryEngine();
    private TestBroker broker;

    private void start(UnaryOperator<KafkaOptions.Builder> options) throws Exception {
        broker = TestBroker.start(engine::on, options);
        try (KafkaProducer<String, String> producer = broker.producer()) {
            producer.send(new ProducerRecord<>("t", "x".repeat(500_000))).get();
        }
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    @Test
    void answersComeInTheOrderOfTheRequests() throws Exception {
        start(UnaryOperator.identity());
        try (RawClient client = new RawClient(broker)) {
            engine.hold();
            client.send(RawClient.produce("t", -1, RawClient.batch("a")));
            client.send(RawClient.produce("nowhere", -1, RawClient.batch("a")));
            client.send(RawClient.produce("t", 0, RawClient.batch("b")));
            client.send(RawClient.produce("t", -1, RawClient.batch("c")));
            client.send(new MetadataRequest.Builder(List.of("t"), false).build());
            TestBroker.awaitTrue(() -> engine.topic("t").partitions().getFirst().logEndOffset() == 4);
            assertEquals(0, client.socket().getInputStream().available());
            engine.release();
            assertEquals(1, offset(client));
            assertEquals(-1, offset(client));
            client.forgetUnacknowledged();
            assertEquals(3, offset(client));
            assertTrue(client.receive() instanceof MetadataResponse);
        }
    }

    private static long offset(RawClient client) throws Exception {
        ProduceResponse response = (ProduceResponse) client.receive();
        return response.data()
                .responses()
                .iterator()
                .next()
                .partitionResponses()
                .getFirst()
                .baseOffset();
    }

    /** A mistake of other brokers: acknowledged writes lost in a healthy cluster, because they were acknowledged too early. */
    @Test
    void whatIsNotDurableIsNeitherAcknowledgedNorSeen() throws Exception {
        start(UnaryOperator.identity());
        try (KafkaProducer<String, String> producer = broker.producer();
                KafkaConsumer<String, String> consumer = broker.consumer()) {
            engine.hold();
            var sent = producer.send(new ProducerRecord<>("t", "not yet"));
            TestBroker.awaitTrue(() -> engine.topic("t").partitions().getFirst().logEndOffset() == 2);
            consumer.assign(List.of(new TopicPartition("t", 0)));
            assertEquals(1, TestBroker.poll(consumer, 1).size());
            assertEquals(
                    1,
                    consumer.endOffsets(consumer.assignment())
                            .values()
                            .iterator()
                            .next());
            assertFalse(sent.isDone());
            engine.release();
            assertEquals("not yet", TestBroker.poll(consumer, 1).getFirst().value());
            assertEquals(1, sent.get().offset());
        }
    }

    @Test
    void aFailureOfTheStorageIsToldToTheProducer() throws Exception {
        start(UnaryOperator.identity());
        engine.failStorage();
        try (KafkaProducer<String, String> producer = broker.producer("retries", "0", "enable.idempotence", "false")) {
            ExecutionException failure = assertThrows(
                    ExecutionException.class,
                    () -> producer.send(new ProducerRecord<>("t", "lost")).get());
            assertEquals(KafkaStorageException.class, failure.getCause().getClass());
        }
    }

    @Test
    void producersUnderWayAreAnsweredWhenTheServerCloses() throws Exception {
        start(UnaryOperator.identity());
        try (RawClient client = new RawClient(broker);
                RawClient idle = new RawClient(broker)) {
            engine.hold();
            client.send(RawClient.produce("t", -1, RawClient.batch("a")));
            TestBroker.awaitTrue(() -> engine.topic("t").partitions().getFirst().logEndOffset() == 2);
            Future<Void> closing = broker.beginClose();
            assertTrue(idle.closedByBroker());
            assertFalse(closing.isComplete());
            engine.release();
            assertEquals(1, offset(client));
            TestBroker.await(closing);
        }
    }

    /** The peer asks for much and takes nothing: what is held for it is bounded, and others are served. */
    @Test
    void slowReadersDoNotUseUpTheMemory() throws Exception {
        start(options -> options.fetchMemoryBytes(4 << 20).stallTimeoutMs(100));
        List<RawClient> slow = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = broker.consumer()) {
            for (int i = 0; i < 40; i++) {
                RawClient client = new RawClient(broker, 4_096);
                slow.add(client);
                for (int j = 0; j < 50; j++) {
                    client.send(fetch());
                }
            }
            consumer.assign(List.of(new TopicPartition("t", 0)));
            assertEquals(1, TestBroker.poll(consumer, 1).size());
            assertTrue(memory("answers") <= (4 << 20) + 600_000, () -> memory("answers") + " bytes are held");
            TestBroker.awaitTrue(() -> stalled() > 0);
        } finally {
            for (RawClient client : slow) {
                client.close();
            }
        }
        TestBroker.awaitTrue(() -> connections() == 0);
        assertEquals(0, memory("answers"));
        assertEquals(0, memory("requests"));
    }

    @Test
    void aSlowReaderGetsEverythingInTheEnd() throws Exception {
        start(UnaryOperator.identity());
        engine.recent = false;
        try (RawClient client = new RawClient(broker, 4_096)) {
            for (int i = 0; i < 20; i++) {
                client.send(fetch());
            }
            for (int i = 0; i < 20; i++) {
                FetchResponse response = (FetchResponse) client.receive();
                assertTrue(response.data()
                                .responses()
                                .getFirst()
                                .partitions()
                                .getFirst()
                                .records()
                                .sizeInBytes()
                        > 500_000);
            }
        }
    }

    private static FetchRequest fetch() {
        FetchPartition partition =
                new FetchPartition().setPartition(0).setFetchOffset(0).setPartitionMaxBytes(1 << 20);
        FetchTopic topic = new FetchTopic().setTopic("t").setPartitions(List.of(partition));
        return new FetchRequest(
                new FetchRequestData().setMaxWaitMs(100).setMinBytes(1).setTopics(List.of(topic)), (short) 12);
    }

    /** Requests of which only the beginning comes hold memory; others wait for it, and get it when those are closed. */
    @Test
    void halfARequestDoesNotStopOthersForEver() throws Exception {
        start(options ->
                options.maxRequestBytes(1 << 20).requestMemoryBytes(1 << 20).requestTimeoutMs(1));
        try (RawClient half = new RawClient(broker);
                RawClient other = new RawClient(broker)) {
            byte[] frame = half.frame(RawClient.produce("t", -1, RawClient.batch("x".repeat(900_000))));
            half.write(Arrays.copyOf(frame, 100_000));
            other.send(RawClient.produce("t", -1, RawClient.batch("y".repeat(900_000))));
            assertEquals(1, offset(other));
        }
        TestBroker.awaitTrue(() -> connections() == 0);
        assertEquals(0, memory("requests"));
    }

    @Test
    void aProducerIsThrottledWhileMemoryIsShort() throws Exception {
        start(UnaryOperator.identity());
        engine.throttleMs = 300;
        try (RawClient client = new RawClient(broker)) {
            long before = System.nanoTime();
            ProduceResponse response = client.ask(RawClient.produce("t", -1, RawClient.batch("a")));
            assertEquals(300, response.throttleTimeMs());
            client.ask(new MetadataRequest.Builder(List.of("t"), false).build());
            assertTrue(System.nanoTime() - before >= 300_000_000L, "the connection was read while it should rest");
        }
    }

    @Test
    void connectionsBeyondTheLimitAreClosed() throws Exception {
        start(options -> options.maxConnections(10));
        List<RawClient> clients = new ArrayList<>();
        try {
            TestBroker.awaitTrue(() -> connections() == 0);
            for (int i = 0; i < 10; i++) {
                RawClient client = new RawClient(broker);
                clients.add(client);
                client.ask(new MetadataRequest.Builder(List.of("t"), false).build());
            }
            try (RawClient tooMany = new RawClient(broker)) {
                assertTrue(tooMany.closedByBroker());
            }
            clients.removeFirst().close();
            TestBroker.awaitTrue(() -> connections() == 9);
            try (RawClient next = new RawClient(broker)) {
                next.ask(new MetadataRequest.Builder(List.of("t"), false).build());
            }
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void manyConnectionsAreServed() throws Exception {
        start(UnaryOperator.identity());
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 1_000; i++) {
                clients.add(new RawClient(broker));
            }
            for (RawClient client : clients) {
                client.send(RawClient.produce("t", -1, RawClient.batch("a")));
            }
            for (RawClient client : clients) {
                assertTrue(offset(client) > 0);
            }
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
        TestBroker.awaitTrue(() -> connections() == 0);
        assertEquals(
                1_001,
                broker.meters()
                        .get("travertine.kafka.requests")
                        .tag("api", ApiKeys.PRODUCE.name)
                        .timer()
                        .count());
    }

    @Test
    void aPortInUseIsSaidSo() throws Exception {
        start(UnaryOperator.identity());
        assertThrows(
                BindException.class,
                () -> TestBroker.start(new MemoryEngine()::on, options -> options.port(broker.port())));
        assertTrue(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("group-coordinator-event-processor"))
                        .count()
                <= 1);
    }

    @Test
    void connectionsOnWhichNothingMovesAreClosed() throws Exception {
        start(options -> options.idleTimeoutSeconds(1));
        try (Socket socket = broker.connect()) {
            assertEquals(-1, socket.getInputStream().read());
        }
    }

    private double memory(String use) {
        return broker.meters()
                .get("travertine.kafka.memory")
                .tag("use", use)
                .gauge()
                .value();
    }

    private double stalled() {
        return broker.meters().get("travertine.kafka.stalled").counter().count();
    }

    private double connections() {
        return broker.meters().get("travertine.kafka.connections").gauge().value();
    }
}
