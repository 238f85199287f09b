package io.travertine.broker.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchRequestData.FetchTopic;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.common.requests.ProduceResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kafka clients see the same log whether records are in the open file, in sealed files or in segments, and after a restart. */
class StorageTest {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);

    @TempDir
    Path directory;

    private TestBroker broker;

    @BeforeEach
    void start() throws Exception {
        broker = TestBroker.start(TestEngines.in(directory));
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    @Test
    void theLogIsTheSameInEveryLayer() throws Exception {
        int count = 30_000;
        produce(count);
        assertLog(count);
        broker.engine().seal();
        assertLog(count);
        broker.engine().compact("t");
        produce(10);
        assertLog(count);
        broker.restart();
        assertLog(count);
    }

    private void produce(int count) {
        try (KafkaProducer<String, String> producer = broker.producer("linger.ms", "5", "compression.type", "lz4")) {
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>("t", 0, 10_000L + i, "key" + i, "{\"n\": " + i + "}"));
            }
        }
    }

    /** From the start, from offsets in between, and by time. */
    private void assertLog(int count) {
        Random random = new Random(count);
        try (KafkaConsumer<String, String> consumer = broker.consumer()) {
            consumer.assign(List.of(PARTITION));
            long expected = 0;
            for (ConsumerRecord<String, String> record : TestBroker.poll(consumer, count)) {
                assertRecord(expected++, record, count);
            }
            for (int i = 0; i < 10; i++) {
                long offset = random.nextInt(count);
                consumer.seek(PARTITION, offset);
                assertRecord(offset, TestBroker.poll(consumer, 1).getFirst(), count);
                long time = 10_000 + offset;
                assertEquals(
                        offset,
                        consumer.offsetsForTimes(Map.of(PARTITION, time))
                                .get(PARTITION)
                                .offset());
            }
        }
    }

    private static void assertRecord(long offset, ConsumerRecord<String, String> record, int count) {
        long n = offset < count ? offset : offset - count;
        assertEquals(offset, record.offset());
        assertEquals("key" + n, record.key());
        assertEquals("{\"n\": " + n + "}", record.value());
        assertEquals(10_000L + n, record.timestamp());
    }

    /** Batches of 16 KB and more are sent from their file, others are copied; either is looked at before it is sent the first time. */
    @ParameterizedTest
    @ValueSource(ints = {100, 100_000})
    void aDamagedBatchIsAnErrorThatIsNotSent(int valueBytes) throws Exception {
        try (KafkaProducer<String, String> producer = broker.producer("linger.ms", "0")) {
            for (int i = 0; i < 5; i++) {
                producer.send(new ProducerRecord<>("t", 0, null, "x".repeat(valueBytes)))
                        .get();
            }
        }
        broker.engine().seal();
        Path file = logFiles().getFirst();
        byte[] whole = Files.readAllBytes(file);
        assertEquals(5, fetch(0, 1 << 20).batches());
        assertEquals(1, fetch(4, 1 << 20).batches());

        broker.restart();
        // The base offset is not under the checksum of the batch itself, which is all that a consumer can check.
        damage(file, FIRST_BATCH + 7);
        assertEquals(Errors.KAFKA_STORAGE_ERROR.code(), fetch(0, 1).error());
        assertEquals(Errors.KAFKA_STORAGE_ERROR.code(), fetch(0, 1 << 20).error());
        assertEquals(4, fetch(1, 1 << 20).batches());
        Files.write(file, whole);
        assertEquals(5, fetch(0, 1 << 20).batches());
    }

    /** Behind the header of the file. */
    private static final int FIRST_BATCH = 64;

    private record Fetched(short error, MemoryRecords records) {
        long batches() {
            return StreamSupport.stream(records.batches().spliterator(), false).count();
        }
    }

    private Fetched fetch(long offset, int maxBytes) throws Exception {
        FetchPartition partition =
                new FetchPartition().setPartition(0).setFetchOffset(offset).setPartitionMaxBytes(maxBytes);
        FetchRequest request = new FetchRequest(
                new FetchRequestData()
                        .setTopics(List.of(new FetchTopic().setTopic("t").setPartitions(List.of(partition)))),
                (short) 12);
        try (RawClient client = new RawClient(broker)) {
            PartitionData answer = ((FetchResponse) client.ask(request))
                    .data()
                    .responses()
                    .getFirst()
                    .partitions()
                    .getFirst();
            return new Fetched(answer.errorCode(), (MemoryRecords) answer.records());
        }
    }

    private List<Path> logFiles() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(path -> path.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
    }

    private static void damage(Path file, long position) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) position] ^= 1;
        Files.write(file, bytes);
    }

    /** A mistake of other brokers: duplicates with idempotence on, here after a restart of the broker. */
    @Test
    void sequencesOfProducersAreRememberedOverARestart() throws Exception {
        broker.engine().createTopic(new io.travertine.engine.TopicSpec("t", 1, Map.of()));
        assertEquals(0, send((short) 1, 0).baseOffset());
        assertEquals(2, send((short) 1, 2).baseOffset());
        broker.restart();
        assertEquals(2, send((short) 1, 2).baseOffset());
        assertEquals(0, send((short) 1, 0).baseOffset());
        assertEquals(
                Errors.OUT_OF_ORDER_SEQUENCE_NUMBER.code(), send((short) 1, 10).errorCode());
        assertEquals(Errors.INVALID_PRODUCER_EPOCH.code(), send((short) 0, 4).errorCode());
        assertEquals(4, send((short) 1, 4).baseOffset());
        assertEquals(6, broker.engine().topic("t").partitions().getFirst().highWatermark());
    }

    /** Two records of producer 77. */
    private PartitionProduceResponse send(short epoch, int sequence) throws Exception {
        MemoryRecords records = MemoryRecords.withIdempotentRecords(
                Compression.NONE,
                77,
                epoch,
                sequence,
                new SimpleRecord("a".getBytes()),
                new SimpleRecord("b".getBytes()));
        try (RawClient client = new RawClient(broker)) {
            ProduceResponse response = client.ask(RawClient.produce("t", -1, records));
            return response.data()
                    .responses()
                    .iterator()
                    .next()
                    .partitionResponses()
                    .getFirst();
        }
    }
}
