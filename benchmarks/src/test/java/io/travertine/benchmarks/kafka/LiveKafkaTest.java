package io.travertine.benchmarks.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The loads against a real Kafka, with {@code -Dbenchmarks.kafka=DIR}, where DIR has its jars (benchmarks/target/peers/kafka). */
@EnabledIfSystemProperty(named = "benchmarks.kafka", matches = ".+")
class LiveKafkaTest {
    private static final long NANOS = 300_000_000;

    @Test
    void whatTheLoadsCountIsWhatKafkaHas(@TempDir Path parent) throws Exception {
        Path directory = Start.newDirectory(parent, "kafka");
        PeerKind kafka = new ApacheKafka(
                Path.of(System.getProperty("java.home")), Path.of(System.getProperty("benchmarks.kafka")));
        kafka.prepare(directory);
        long pid;
        try (Peer peer = kafka.start(directory, Set.of(Durability.CACHE));
                Connection connection = peer.awaitConnection(Start.TIMEOUT)) {
            pid = peer.pid();
            Payload payload = new Payload(100, "lz4");
            Topic topic = Topic.create(connection, "loads", 3, Map.of());

            long produced = new RawProduce(payload, 10_000, 2)
                    .run(peer.address(), topic, NANOS)
                    .records();
            assertTrue(produced > 0);
            assertEquals(produced, recordsIn(peer, topic));

            produced += new RawProduce(payload, 0, 1)
                    .run(peer.address(), topic, NANOS)
                    .records();
            produced +=
                    new ClientProduce(payload).run(peer.address(), topic, NANOS).records();
            assertEquals(produced, recordsIn(peer, topic));

            Load.Outcome raw = new RawConsume(payload).run(peer.address(), topic, NANOS);
            Load.Outcome client = new ClientConsume(payload).run(peer.address(), topic, NANOS);
            assertTrue(raw.records() > 0 && raw.bytes() > 0 && client.records() > 0);

            Topic single = Topic.create(connection, "single", 1, Map.of("flush.messages", "1"));
            RoundTrip roundTrip = new RoundTrip(payload);
            roundTrip.prepare(peer.address(), single);
            Load.Outcome trips = roundTrip.run(peer.address(), single, NANOS);
            assertEquals(trips.records() + 1, recordsIn(peer, single));
            assertEquals(trips.records(), trips.latencies().count());

            Load.Outcome rated = new FixedRate(payload, 500, 0).run(peer.address(), single, 2 * NANOS);
            assertEquals(300, rated.records());
            assertTrue(rated.latencies().count() > 0);
            single.delete(connection);
        }
        assertFalse(ProcessHandle.of(pid).isPresent(), "stopped");
        assertFalse(Files.exists(directory), "removed");
    }

    @Test
    void aStartEndsWithAnAcknowledgedRecord(@TempDir Path parent) throws Exception {
        PeerKind kafka = new ApacheKafka(
                Path.of(System.getProperty("java.home")), Path.of(System.getProperty("benchmarks.kafka")));
        Start start = Start.of(kafka, 1, Start.newDirectory(parent, "start"));
        assertTrue(start.firstAcknowledgedSeconds() > 0 && start.cpuSeconds() > 0, start.toString());
        assertTrue(start.idleMiB() > 100, start.toString());
    }

    private static long recordsIn(Peer peer, Topic topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = ClientSettings.consumer(peer.address())) {
            List<TopicPartition> partitions = IntStream.range(0, topic.partitions())
                    .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                    .toList();
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }
}
