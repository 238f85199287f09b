package io.travertine.broker.kafka;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records there and back, with Kafka's own client. */
class ProduceConsumeTest {
    @TempDir
    static Path directory;

    private static TestBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = TestBroker.start(TestEngines.in(directory));
    }

    @AfterAll
    static void stop() throws Exception {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void everyCodecComesBackAsItWasSent(String codec) throws Exception {
        String topic = "codec-" + codec;
        try (KafkaProducer<String, String> producer = broker.producer("compression.type", codec, "linger.ms", "20");
                KafkaConsumer<String, String> consumer = broker.consumer("isolation.level", "read_committed")) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                sent.add(producer.send(new ProducerRecord<>(topic, 0, 1_000L + i, "key" + i, "value ".repeat(i % 20))));
            }
            for (int i = 0; i < sent.size(); i++) {
                assertEquals(i, sent.get(i).get().offset());
            }
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            List<ConsumerRecord<String, String>> records = TestBroker.poll(consumer, 2_000);
            for (int i = 0; i < 2_000; i++) {
                assertEquals(i, records.get(i).offset());
                assertEquals("key" + i, records.get(i).key());
                assertEquals("value ".repeat(i % 20), records.get(i).value());
                assertEquals(1_000L + i, records.get(i).timestamp());
            }
        }
    }

    @Test
    void nullsAndHeadersAreKept() throws Exception {
        try (KafkaProducer<String, String> producer = broker.producer();
                KafkaConsumer<String, String> consumer = broker.consumer()) {
            ProducerRecord<String, String> sent = new ProducerRecord<>("headers", null, null);
            sent.headers().add("a", new byte[] {1, 2}).add("a", new byte[0]).add("none", null);
            producer.send(sent).get();
            consumer.assign(List.of(new TopicPartition("headers", 0)));
            ConsumerRecord<String, String> record = TestBroker.poll(consumer, 1).getFirst();
            assertNull(record.key());
            assertNull(record.value());
            assertEquals(3, record.headers().toArray().length);
            assertArrayEquals(
                    new byte[] {1, 2},
                    record.headers().headers("a").iterator().next().value());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "all"})
    void acknowledgementsAreAsAskedFor(String acks) throws Exception {
        String topic = "acks-" + acks;
        try (KafkaProducer<String, String> producer = broker.producer("acks", acks, "enable.idempotence", "false");
                KafkaConsumer<String, String> consumer = broker.consumer()) {
            RecordMetadata metadata =
                    producer.send(new ProducerRecord<>(topic, "v")).get();
            assertEquals(acks.equals("0") ? -1 : 0, metadata.offset());
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            assertEquals("v", TestBroker.poll(consumer, 1).getFirst().value());
        }
    }

    /** A mistake of other brokers: such a consumer hung for ever. */
    @Test
    void fetchFromAnOffsetInsideABatchReturnsTheBatch() throws Exception {
        TopicPartition partition = new TopicPartition("inside", 0);
        try (KafkaProducer<String, String> producer = broker.producer("linger.ms", "100");
                KafkaConsumer<String, String> consumer = broker.consumer()) {
            for (int i = 0; i < 10; i++) {
                producer.send(new ProducerRecord<>("inside", "v" + i));
            }
            producer.flush();
            consumer.assign(List.of(partition));
            consumer.seek(partition, 7);
            List<ConsumerRecord<String, String>> records = TestBroker.poll(consumer, 3);
            assertEquals(7, records.getFirst().offset());
            assertEquals("v9", records.getLast().value());
        }
    }

    @Test
    void aBatchLargerThanTheFetchLimitStillComes() throws Exception {
        try (KafkaProducer<String, String> producer = broker.producer();
                KafkaConsumer<String, String> consumer =
                        broker.consumer("fetch.max.bytes", "1000", "max.partition.fetch.bytes", "1000")) {
            producer.send(new ProducerRecord<>("large", "x".repeat(200_000))).get();
            producer.send(new ProducerRecord<>("large", "y".repeat(200_000))).get();
            consumer.assign(List.of(new TopicPartition("large", 0)));
            assertEquals(2, TestBroker.poll(consumer, 2).size());
        }
    }

    @Test
    void aWaitingFetchIsWokenByARecord() throws Exception {
        TopicPartition partition = new TopicPartition("wake", 0);
        try (KafkaProducer<String, String> producer = broker.producer();
                KafkaConsumer<String, String> consumer =
                        broker.consumer("fetch.max.wait.ms", "60000", "request.timeout.ms", "70000")) {
            producer.send(new ProducerRecord<>("wake", "first")).get();
            consumer.assign(List.of(partition));
            assertEquals(1, TestBroker.poll(consumer, 1).size());
            assertTrue(consumer.poll(Duration.ofMillis(200)).isEmpty());
            producer.send(new ProducerRecord<>("wake", "second")).get();
            assertEquals("second", TestBroker.poll(consumer, 1).getFirst().value());
            closeWithoutWaitingForTheFetch(consumer);
        }
    }

    @Test
    void minimumBytesAreWaitedFor() throws Exception {
        TopicPartition partition = new TopicPartition("minimum", 0);
        try (KafkaProducer<String, String> producer = broker.producer();
                KafkaConsumer<String, String> consumer = broker.consumer(
                        "fetch.min.bytes", "3000", "fetch.max.wait.ms", "60000", "request.timeout.ms", "70000")) {
            producer.send(new ProducerRecord<>("minimum", "x".repeat(1_000))).get();
            consumer.assign(List.of(partition));
            assertTrue(consumer.poll(Duration.ofMillis(300)).isEmpty());
            producer.send(new ProducerRecord<>("minimum", "x".repeat(2_500))).get();
            assertEquals(2, TestBroker.poll(consumer, 2).size());
            closeWithoutWaitingForTheFetch(consumer);
        }
    }

    private static void closeWithoutWaitingForTheFetch(KafkaConsumer<String, String> consumer) {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }

    @Test
    void manyPartitionsKeepTheirOrder() throws Exception {
        try (Admin admin = broker.admin();
                KafkaProducer<String, String> producer = broker.producer("linger.ms", "5");
                KafkaConsumer<String, String> consumer = broker.consumer()) {
            admin.createTopics(List.of(new NewTopic("many", 20, (short) 1)))
                    .all()
                    .get();
            for (int i = 0; i < 10_000; i++) {
                producer.send(new ProducerRecord<>("many", i % 20, null, "" + i));
            }
            producer.flush();
            List<TopicPartition> partitions = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                partitions.add(new TopicPartition("many", i));
            }
            consumer.assign(partitions);
            int[] next = new int[20];
            for (ConsumerRecord<String, String> record : TestBroker.poll(consumer, 10_000)) {
                int expected = next[record.partition()]++;
                assertEquals(expected, record.offset());
                assertEquals("" + (expected * 20 + record.partition()), record.value());
            }
        }
    }

    /** A mistake of other brokers: wrong offsets by time. */
    @Test
    void offsetsAreFoundByTime() throws Exception {
        TopicPartition partition = new TopicPartition("times", 0);
        try (Admin admin = broker.admin();
                KafkaProducer<String, String> producer = broker.producer("linger.ms", "50");
                KafkaConsumer<String, String> consumer = broker.consumer()) {
            long[] times = {100, 200, 300, 250, 400};
            for (long time : times) {
                producer.send(new ProducerRecord<>("times", 0, time, null, "v"));
            }
            producer.flush();
            assertFound(consumer, partition, 0, 0, 100);
            assertFound(consumer, partition, 200, 1, 200);
            assertFound(consumer, partition, 201, 2, 300);
            assertFound(consumer, partition, 301, 4, 400);
            assertNull(consumer.offsetsForTimes(Map.of(partition, 401L)).get(partition));
            assertEquals(Map.of(partition, 0L), consumer.beginningOffsets(List.of(partition)));
            assertEquals(Map.of(partition, 5L), consumer.endOffsets(List.of(partition)));
            ListOffsetsResultInfo latest = admin.listOffsets(Map.of(partition, OffsetSpec.maxTimestamp()))
                    .partitionResult(partition)
                    .get();
            assertEquals(4, latest.offset());
            assertEquals(400, latest.timestamp());
        }
    }

    private static void assertFound(
            KafkaConsumer<String, String> consumer, TopicPartition partition, long asked, long offset, long time) {
        OffsetAndTimestamp found =
                consumer.offsetsForTimes(Map.of(partition, asked)).get(partition);
        assertEquals(offset, found.offset());
        assertEquals(time, found.timestamp());
    }

    @Test
    void anOffsetOutOfRangeIsToldToTheConsumer() throws Exception {
        TopicPartition partition = new TopicPartition("range", 0);
        try (KafkaProducer<String, String> producer = broker.producer();
                KafkaConsumer<String, String> consumer = broker.consumer("auto.offset.reset", "none")) {
            producer.send(new ProducerRecord<>("range", "v")).get();
            consumer.assign(List.of(partition));
            consumer.seek(partition, 17);
            assertThrows(OffsetOutOfRangeException.class, () -> TestBroker.poll(consumer, 1));
        }
    }

    @Test
    void aConsumerWithoutResetIsToldThatItHasNoOffset() {
        try (KafkaConsumer<String, String> consumer =
                broker.consumer("auto.offset.reset", "none", "group.id", "no-offset")) {
            consumer.assign(List.of(new TopicPartition("none", 0)));
            assertThrows(NoOffsetForPartitionException.class, () -> TestBroker.poll(consumer, 1));
        }
    }

    @Test
    void aTopicIsMadeWhenAProducerFirstNamesIt() throws Exception {
        try (KafkaProducer<String, String> producer = broker.producer()) {
            assertEquals(
                    0, producer.send(new ProducerRecord<>("fresh", "v")).get().offset());
            assertEquals(1, broker.engine().topic("fresh").partitions().size());
        }
    }

    @Test
    void anUnknownTopicIsNotMadeWhereThatIsForbidden(@TempDir Path other) throws Exception {
        try (TestBroker strict = TestBroker.start(TestEngines.in(other), options -> options.autoCreateTopics(false));
                KafkaProducer<String, String> producer = strict.producer("max.block.ms", "500")) {
            ExecutionException failure = assertThrows(
                    ExecutionException.class,
                    () -> producer.send(new ProducerRecord<>("nowhere", "v")).get());
            assertInstanceOf(TimeoutException.class, failure.getCause());
            assertNull(strict.engine().topic("nowhere"));
        }
    }

    @Test
    void aBatchLargerThanTheTopicAllowsIsRefused() throws Exception {
        try (Admin admin = broker.admin();
                KafkaProducer<String, String> producer = broker.producer()) {
            NewTopic small = new NewTopic("small", 1, (short) 1).configs(Map.of("max.message.bytes", "1000"));
            admin.createTopics(List.of(small)).all().get();
            ExecutionException failure = assertThrows(
                    ExecutionException.class,
                    () -> producer.send(new ProducerRecord<>("small", "x".repeat(2_000)))
                            .get());
            assertInstanceOf(RecordTooLargeException.class, failure.getCause());
            assertEquals(
                    0, producer.send(new ProducerRecord<>("small", "x")).get().offset());
        }
    }
}
