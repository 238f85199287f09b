package io.travertine.broker.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersion;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchRequestData.FetchTopic;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.message.ListOffsetsRequestData;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsPartition;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsTopic;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.MetadataRequestData.MetadataRequestTopic;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceDataCollection;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.requests.ApiVersionsRequest;
import org.apache.kafka.common.requests.ApiVersionsResponse;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.common.requests.InitProducerIdRequest;
import org.apache.kafka.common.requests.InitProducerIdResponse;
import org.apache.kafka.common.requests.ListOffsetsRequest;
import org.apache.kafka.common.requests.ListOffsetsResponse;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.ProduceResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes over the wire: every version of the main requests, and bytes that are no request. */
class ProtocolTest {
    private static final byte[] NONSENSE = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes();

    @TempDir
    Path directory;

    private TestBroker broker;
    private RawClient client;
    private Uuid topicId;

    @BeforeEach
    void start() throws Exception {
        broker = TestBroker.start(TestEngines.in(directory));
        try (Admin admin = broker.admin()) {
            topicId = admin.createTopics(List.of(new NewTopic("t", 1, (short) 1)))
                    .topicId("t")
                    .get();
        }
        client = new RawClient(broker);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        broker.close();
    }

    @Test
    void anUnknownVersionOfApiVersionsIsAnsweredInVersion0() throws Exception {
        ByteBuffer request = ByteBuffer.allocate(4 + 10 + 4)
                .putInt(14)
                .putShort(ApiKeys.API_VERSIONS.id)
                .putShort((short) 99)
                .putInt(7)
                .putShort((short) -1)
                .putInt(0);
        client.write(request.array());
        byte[] header = client.socket().getInputStream().readNBytes(8);
        assertEquals(7, ByteBuffer.wrap(header).getInt(4));
        byte[] body = client.socket()
                .getInputStream()
                .readNBytes(ByteBuffer.wrap(header).getInt(0) - 4);
        ApiVersionsResponse response =
                ApiVersionsResponse.parse(new ByteBufferAccessor(ByteBuffer.wrap(body)), (short) 0);
        assertEquals(Errors.UNSUPPORTED_VERSION.code(), response.data().errorCode());
        assertNotNull(response.apiVersion(ApiKeys.API_VERSIONS.id));
    }

    @Test
    void onlyWhatIsAnsweredIsOffered() throws Exception {
        for (short version = 0; version <= ApiKeys.API_VERSIONS.latestVersion(); version++) {
            ApiVersionsResponse response = client.ask(new ApiVersionsRequest.Builder(version).build());
            ApiVersion produce = response.apiVersion(ApiKeys.PRODUCE.id);
            assertEquals(0, produce.minVersion(), "librdkafka takes it for the version of batches");
            assertEquals(ApiKeys.PRODUCE.latestVersion(), produce.maxVersion());
            assertNull(response.apiVersion(ApiKeys.END_TXN.id));
            assertEquals(27, response.data().apiKeys().size());
        }
    }

    @Test
    void everyVersionOfMetadataIsAnswered() throws Exception {
        for (short version = 0; version <= ApiKeys.METADATA.latestVersion(); version++) {
            MetadataRequestTopic asked = new MetadataRequestTopic().setName("t");
            MetadataResponse response =
                    client.ask(new MetadataRequest(new MetadataRequestData().setTopics(List.of(asked)), version));
            MetadataResponseTopic topic = response.data().topics().iterator().next();
            assertEquals("t", topic.name());
            assertEquals(1, topic.partitions().size());
            assertEquals(version >= 10 ? topicId : Uuid.ZERO_UUID, topic.topicId());
            assertEquals(broker.port(), response.data().brokers().find(0).port());
        }
    }

    @Test
    void everyVersionOfProduceIsAnswered() throws Exception {
        long expected = 0;
        for (short version = 3; version <= ApiKeys.PRODUCE.latestVersion(); version++) {
            PartitionProduceResponse answer = produce(version, topicId, RawClient.batch("a", "b"));
            assertEquals(Errors.NONE.code(), answer.errorCode());
            assertEquals(expected, answer.baseOffset());
            expected += 2;
        }
    }

    @Test
    void everyVersionOfFetchIsAnswered() throws Exception {
        produce((short) 9, topicId, RawClient.batch("a", "b", "c"));
        for (short version = 4; version <= ApiKeys.FETCH.latestVersion(); version++) {
            PartitionData answer = fetch(version, "t", topicId, 1);
            assertEquals(Errors.NONE.code(), answer.errorCode());
            assertEquals(3, answer.highWatermark());
            MemoryRecords records = (MemoryRecords) answer.records();
            assertEquals(0, records.firstBatch().baseOffset());
            records.firstBatch().ensureValid();
        }
    }

    @Test
    void everyVersionOfListOffsetsIsAnswered() throws Exception {
        produce((short) 9, topicId, RawClient.batch("a", "b", "c"));
        for (short version = 1; version <= ApiKeys.LIST_OFFSETS.latestVersion(); version++) {
            ListOffsetsPartition asked =
                    new ListOffsetsPartition().setPartitionIndex(0).setTimestamp(ListOffsetsRequest.LATEST_TIMESTAMP);
            ListOffsetsRequestData data = new ListOffsetsRequestData()
                    .setReplicaId(-1)
                    .setTopics(List.of(new ListOffsetsTopic().setName("t").setPartitions(List.of(asked))));
            byte[] frame = client.frame(ListOffsetsRequest.parse(serialized(data, version), version));
            client.write(frame);
            ListOffsetsResponse response = (ListOffsetsResponse) client.receive();
            assertEquals(3, response.topics().getFirst().partitions().getFirst().offset());
        }
    }

    private static ByteBufferAccessor serialized(ListOffsetsRequestData data, short version) {
        return org.apache.kafka.common.protocol.MessageUtil.toByteBufferAccessor(data, version);
    }

    @Test
    void unknownTopicsAndPartitionsAreErrorsOfTheirPartition() throws Exception {
        Uuid unknown = Uuid.randomUuid();
        assertEquals(
                Errors.UNKNOWN_TOPIC_ID.code(),
                produce((short) 13, unknown, RawClient.batch("a")).errorCode());
        assertEquals(
                Errors.UNKNOWN_TOPIC_ID.code(),
                fetch((short) 18, "", unknown, 0).errorCode());
        assertEquals(
                Errors.UNKNOWN_TOPIC_OR_PARTITION.code(),
                fetch((short) 12, "nowhere", Uuid.ZERO_UUID, 0).errorCode());
        assertEquals(
                Errors.OFFSET_OUT_OF_RANGE.code(),
                fetch((short) 18, "", topicId, 1).errorCode());
    }

    @Test
    void aBatchThatIsNotOneBatchIsRefusedAndTheNextIsTaken() throws Exception {
        MemoryRecords good = RawClient.batch("a");
        ByteBuffer bytes = good.buffer();
        ByteBuffer twice = ByteBuffer.allocate(2 * bytes.remaining())
                .put(bytes.duplicate())
                .put(bytes.duplicate())
                .flip();
        assertRefused(Errors.INVALID_RECORD, twice);
        assertRefused(Errors.INVALID_RECORD, bytes.duplicate().limit(30));
        assertRefused(Errors.INVALID_RECORD, bytes.duplicate().limit(bytes.limit() - 1));
        ByteBuffer flipped = copy(bytes);
        flipped.put(flipped.limit() - 1, (byte) (flipped.get(flipped.limit() - 1) ^ 1));
        assertRefused(Errors.CORRUPT_MESSAGE, flipped);
        MemoryRecords transactional = MemoryRecords.withTransactionalRecords(
                Compression.NONE, 1, (short) 0, 0, new SimpleRecord(new byte[1]));
        assertRefused(Errors.INVALID_RECORD, transactional.buffer());
        assertEquals(0, produce((short) 9, topicId, good).baseOffset());
    }

    private void assertRefused(Errors expected, ByteBuffer records) throws Exception {
        PartitionProduceResponse answer = produce((short) 9, topicId, MemoryRecords.readableRecords(records));
        assertEquals(expected, Errors.forCode(answer.errorCode()));
        assertEquals(-1, answer.baseOffset());
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        return ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
    }

    /** A mistake of other brokers: duplicates with idempotence on. The producer sends again because the connection broke. */
    @Test
    void aBatchSentAgainOverAnotherConnectionIsThereOnce() throws Exception {
        InitProducerIdResponse producer = client.ask(new InitProducerIdRequest.Builder(
                        new InitProducerIdRequestData().setTransactionalId(null).setTransactionTimeoutMs(1_000))
                .build((short) 4));
        MemoryRecords first = idempotent(producer.data().producerId(), 0);
        MemoryRecords second = idempotent(producer.data().producerId(), 2);
        assertEquals(0, produce((short) 9, topicId, first).baseOffset());
        client.send(RawClient.produce("t", -1, second));
        client.close();
        client = new RawClient(broker);
        assertEquals(2, produce((short) 9, topicId, second).baseOffset());
        assertEquals(0, produce((short) 9, topicId, first).baseOffset());
        assertEquals(4, broker.engine().topic("t").partitions().getFirst().highWatermark());
    }

    private static MemoryRecords idempotent(long producerId, int sequence) {
        return MemoryRecords.withIdempotentRecords(
                Compression.NONE,
                producerId,
                (short) 0,
                sequence,
                new SimpleRecord("a".getBytes()),
                new SimpleRecord("b".getBytes()));
    }

    @Test
    void sizesThatCantBeAreRefused() throws Exception {
        for (int size : new int[] {-1, Integer.MIN_VALUE, 0, 7, Integer.MAX_VALUE, (100 << 20) + 1}) {
            assertClosed(ByteBuffer.allocate(4).putInt(size).array());
        }
        assertClosed(NONSENSE);
        assertServes();
    }

    @Test
    void requestsThatAreNotOfferedCloseTheConnection() throws Exception {
        for (int[] keyAndVersion : new int[][] {
            {999, 0},
            {-5, 0},
            {ApiKeys.END_TXN.id, 3},
            {ApiKeys.VOTE.id, 0},
            {ApiKeys.PRODUCE.id, 2},
            {ApiKeys.PRODUCE.id, 99},
            {ApiKeys.METADATA.id, -1}
        }) {
            ByteBuffer frame = ByteBuffer.allocate(4 + 10)
                    .putInt(10)
                    .putShort((short) keyAndVersion[0])
                    .putShort((short) keyAndVersion[1])
                    .putInt(1)
                    .putShort((short) -1);
            assertClosed(frame.array());
        }
        assertServes();
    }

    @Test
    void aBodyThatEndsTooEarlyClosesTheConnection() throws Exception {
        byte[] frame;
        try (RawClient other = new RawClient(broker)) {
            frame = other.frame(RawClient.produce("t", -1, RawClient.batch("a")));
        }
        for (int length = 8; length < frame.length - 4; length += 3) {
            byte[] cut = Arrays.copyOf(frame, 4 + length);
            ByteBuffer.wrap(cut).putInt(0, length);
            assertClosed(cut);
        }
        assertServes();
    }

    /** Requests that would take many times their size when they are parsed, or answered. */
    @Test
    void requestsOfManySmallThingsCloseTheConnection() throws Exception {
        int topics = 3 << 20;
        ByteBuffer metadata = frame(ApiKeys.METADATA, 4, Integer.BYTES + 2 * topics + 1);
        assertClosed(metadata.putInt(topics).array());
        int partitions = 100_000;
        ByteBuffer produce = frame(ApiKeys.PRODUCE, 3, 19 + 8 * partitions);
        produce.putShort((short) -1)
                .putShort((short) -1)
                .putInt(1_000)
                .putInt(1)
                .putShort((short) 1)
                .put((byte) 't');
        produce.putInt(partitions);
        for (int i = 0; i < partitions; i++) {
            produce.putInt(i).putInt(-1);
        }
        assertClosed(produce.array());
        assertServes();
    }

    /** Kafka's own error answer fails on it, too. */
    @Test
    void batchesThatAreNullCloseTheConnectionOrAreRefused() throws Exception {
        ByteBuffer produce = frame(ApiKeys.PRODUCE, 3, 27);
        produce.putShort((short) -1)
                .putShort((short) 7)
                .putInt(1_000)
                .putInt(1)
                .putShort((short) 1)
                .put((byte) 't');
        produce.putInt(1).putInt(0).putInt(-1);
        assertClosed(produce.array());
        assertServes();
    }

    private static ByteBuffer frame(ApiKeys api, int version, int bodyBytes) {
        return ByteBuffer.allocate(4 + 10 + bodyBytes)
                .putInt(10 + bodyBytes)
                .putShort(api.id)
                .putShort((short) version)
                .putInt(1)
                .putShort((short) -1);
    }

    /** Whatever the bytes are, the broker goes on serving others. {@code -Dseed=n} replays. */
    @Test
    void damagedRequestsDoNoHarm() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("ProtocolTest.damagedRequestsDoNoHarm seed " + seed);
        Random random = new Random(seed);
        MetadataRequest metadata = new MetadataRequest.Builder(List.of("t"), true).build();
        for (int i = 0; i < 500; i++) {
            try (RawClient damaged = new RawClient(broker)) {
                byte[] frame = damaged.frame(
                        random.nextBoolean() ? metadata : RawClient.produce("t", -1, RawClient.batch("a", "b")));
                for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                    frame[4 + random.nextInt(frame.length - 4)] ^= (byte) (1 << random.nextInt(8));
                }
                damaged.write(
                        Arrays.copyOf(frame, random.nextInt(10) == 0 ? random.nextInt(frame.length) : frame.length));
                damaged.socket().shutdownOutput();
                damaged.socket().getInputStream().readNBytes(4);
            } catch (java.net.SocketException e) {
                // Closed by the broker.
            }
        }
        assertServes();
        TestBroker.awaitTrue(() -> connections() == 1);
        assertEquals(
                0,
                broker.meters()
                        .get("travertine.kafka.memory")
                        .tag("use", "requests")
                        .gauge()
                        .value());
    }

    @Test
    void requestsMayArriveByteByByteOrManyAtOnce() throws Exception {
        byte[] frame = client.frame(new MetadataRequest.Builder(List.of("t"), false).build());
        for (byte each : frame) {
            client.write(new byte[] {each});
        }
        client.receive();
        ByteBuffer many = ByteBuffer.allocate(300 * 200);
        for (int i = 0; i < 200; i++) {
            many.put(client.frame(new MetadataRequest.Builder(List.of("t"), false).build()));
        }
        client.write(Arrays.copyOf(many.array(), many.position()));
        for (int i = 0; i < 200; i++) {
            client.receive();
        }
    }

    @Test
    void aRefusedBatchWithoutAcknowledgementClosesTheConnection() throws Exception {
        client.send(RawClient.produce("t", 0, RawClient.batch("a")));
        client.send(RawClient.produce("nowhere", 0, RawClient.batch("a")));
        assertTrue(client.closedByBroker());
        TestBroker.awaitTrue(
                () -> broker.engine().topic("t").partitions().getFirst().highWatermark() == 1);
    }

    private void assertClosed(byte[] bytes) throws Exception {
        try (RawClient bad = new RawClient(broker)) {
            bad.write(bytes);
            assertTrue(
                    bad.closedByBroker(),
                    () -> "still open after " + Arrays.toString(Arrays.copyOf(bytes, Math.min(bytes.length, 100))));
        }
    }

    private void assertServes() throws Exception {
        MetadataResponse response = client.ask(new MetadataRequest.Builder(List.of("t"), false).build());
        assertEquals(
                Errors.NONE.code(), response.data().topics().iterator().next().errorCode());
    }

    private double connections() {
        return broker.meters().get("travertine.kafka.connections").gauge().value();
    }

    private PartitionProduceResponse produce(short version, Uuid id, MemoryRecords records) throws Exception {
        TopicProduceDataCollection topics = new TopicProduceDataCollection();
        topics.add(new TopicProduceData()
                .setName(version < 13 ? "t" : "")
                .setTopicId(version < 13 ? Uuid.ZERO_UUID : id)
                .setPartitionData(List.of(new PartitionProduceData().setIndex(0).setRecords(records))));
        ProduceRequestData data = new ProduceRequestData()
                .setAcks((short) -1)
                .setTimeoutMs(10_000)
                .setTopicData(topics);
        ProduceResponse response = client.ask(new ProduceRequest(data, version));
        return response.data()
                .responses()
                .iterator()
                .next()
                .partitionResponses()
                .getFirst();
    }

    private PartitionData fetch(short version, String name, Uuid id, long offset) throws Exception {
        FetchPartition partition =
                new FetchPartition().setPartition(0).setFetchOffset(offset).setPartitionMaxBytes(1 << 20);
        FetchTopic topic = new FetchTopic()
                .setTopic(name)
                .setTopicId(version < 13 ? Uuid.ZERO_UUID : id)
                .setPartitions(List.of(partition));
        FetchRequestData data =
                new FetchRequestData().setMaxWaitMs(0).setMinBytes(1).setTopics(List.of(topic));
        FetchResponse response = client.ask(new FetchRequest(data, version));
        return response.data().responses().getFirst().partitions().getFirst();
    }
}
