package io.travertine.broker.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator does with Kafka's own client. */
class AdminTest {
    @TempDir
    Path directory;

    private TestBroker broker;
    private Admin admin;

    @BeforeEach
    void start() throws Exception {
        broker = TestBroker.start(TestEngines.in(directory));
        admin = broker.admin();
    }

    @AfterEach
    void stop() throws Exception {
        admin.close();
        broker.close();
    }

    @Test
    void aTopicIsMadeDescribedAndDeleted() throws Exception {
        CreateTopicsResult made =
                admin.createTopics(List.of(new NewTopic("a", 3, (short) 1).configs(Map.of("retention.ms", "1000"))));
        made.all().get();
        assertEquals(3, made.numPartitions("a").get());
        assertEquals(1, made.replicationFactor("a").get());
        assertEquals("1000", made.config("a").get().get("retention.ms").value());
        TopicDescription description = describe("a");
        assertEquals(made.topicId("a").get(), description.topicId());
        assertEquals(3, description.partitions().size());
        assertEquals(0, description.partitions().get(2).leader().id());
        assertEquals(broker.port(), description.partitions().get(2).leader().port());
        assertFalse(description.isInternal());
        assertTrue(admin.listTopics().names().get().contains("a"));
        admin.deleteTopics(List.of("a")).all().get();
        assertFalse(admin.listTopics().names().get().contains("a"));
        assertFails(
                UnknownTopicOrPartitionException.class,
                admin.deleteTopics(List.of("a")).all());
    }

    @Test
    void topicsAreKnownByTheirIds() throws Exception {
        Uuid id = make("by-id", 1);
        TopicCollection ids = TopicCollection.ofTopicIds(List.of(id));
        assertEquals(
                "by-id", admin.describeTopics(ids).allTopicIds().get().get(id).name());
        admin.deleteTopics(ids).all().get();
        assertFails(UnknownTopicIdException.class, admin.describeTopics(ids).allTopicIds());
        assertNotEquals(id, make("by-id", 1));
    }

    @Test
    void whatCantBeMadeIsRefusedWithAReason() throws Exception {
        make("there", 1);
        assertFails(TopicExistsException.class, create(new NewTopic("there", 1, (short) 1)));
        assertFails(InvalidTopicException.class, create(new NewTopic("not a name", 1, (short) 1)));
        assertFails(InvalidPartitionsException.class, create(new NewTopic("none", 0, (short) 1)));
        assertFails(InvalidReplicationFactorException.class, create(new NewTopic("twice", 1, (short) 2)));
        CreateTopicsResult checked = admin.createTopics(
                List.of(new NewTopic("only-checked", 2, (short) 1)), new CreateTopicsOptions().validateOnly(true));
        assertEquals(2, checked.numPartitions("only-checked").get());
        assertNull(broker.engine().topic("only-checked"));
    }

    @Test
    void partitionsMayBeAssignedToTheOneBroker() throws Exception {
        admin.createTopics(List.of(new NewTopic("assigned", Map.of(0, List.of(0), 1, List.of(0)))))
                .all()
                .get();
        assertEquals(2, describe("assigned").partitions().size());
    }

    @Test
    void settingsAreReadAndChanged() throws Exception {
        make("set", 1);
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "set");
        alter(topic, "retention.ms", "5000", AlterConfigOp.OpType.SET);
        ConfigEntry entry = config(topic).get("retention.ms");
        assertEquals("5000", entry.value());
        assertEquals(ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG, entry.source());
        alter(topic, "retention.ms", "", AlterConfigOp.OpType.DELETE);
        assertNull(broker.engine().topic("set").config().set().get("retention.ms"));
        ConfigResource none = new ConfigResource(ConfigResource.Type.TOPIC, "nowhere");
        assertFails(
                UnknownTopicOrPartitionException.class,
                admin.describeConfigs(List.of(none)).all());
    }

    @Test
    void settingsOfTheBrokerAreReadOnly() throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.BROKER, "0");
        assertEquals("1", config(resource).get("num.partitions").value());
        assertTrue(config(resource).get("num.partitions").isReadOnly());
        ExecutionException failure = assertThrows(
                ExecutionException.class, () -> alter(resource, "num.partitions", "2", AlterConfigOp.OpType.SET));
        assertEquals(InvalidRequestException.class, failure.getCause().getClass());
    }

    @Test
    void theClusterIsOneBrokerWithAnIdThatStays() throws Exception {
        String id = admin.describeCluster().clusterId().get();
        assertEquals(1, admin.describeCluster().nodes().get().size());
        assertEquals(0, admin.describeCluster().controller().get().id());
        broker.restart();
        assertEquals(id, admin.describeCluster().clusterId().get());
    }

    @Test
    void manyTopicsAreDescribedPageByPage() throws Exception {
        List<NewTopic> topics = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            topics.add(new NewTopic("page" + i, 700, (short) 1));
            names.add("page" + i);
        }
        admin.createTopics(topics).all().get();
        Map<String, TopicDescription> all =
                admin.describeTopics(names).allTopicNames().get();
        assertEquals(5, all.size());
        all.values().forEach(each -> assertEquals(700, each.partitions().size()));
    }

    @Test
    void addingPartitionsIsRefusedWithAReason() throws Exception {
        make("fixed", 2);
        assertFails(
                UnsupportedVersionException.class,
                admin.createPartitions(Map.of("fixed", NewPartitions.increaseTo(3)))
                        .all());
        assertFails(
                InvalidPartitionsException.class,
                admin.createPartitions(Map.of("fixed", NewPartitions.increaseTo(1)))
                        .all());
    }

    @Test
    void theBrokersOwnTopicIsProtected() throws Exception {
        assertTrue(describe("__consumer_offsets").isInternal());
        assertFalse(admin.listTopics().names().get().contains("__consumer_offsets"));
        assertFails(
                InvalidRequestException.class,
                admin.deleteTopics(Set.of("__consumer_offsets")).all());
        try (KafkaProducer<String, String> producer = broker.producer()) {
            assertThrows(
                    ExecutionException.class,
                    () -> producer.send(new ProducerRecord<>("__consumer_offsets", "v"))
                            .get());
        }
    }

    /** Not offered, and said so at once instead of hanging. */
    @Test
    void aTransactionalProducerIsToldThatThereAreNoTransactions() {
        try (KafkaProducer<String, String> producer = broker.producer("transactional.id", "tx")) {
            KafkaException refused = assertThrows(KafkaException.class, producer::initTransactions);
            assertTrue(refused.getMessage().contains("does not offer transactions"), refused.getMessage());
        }
    }

    private Uuid make(String name, int partitions) throws Exception {
        return admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                .topicId(name)
                .get();
    }

    private KafkaFuture<Void> create(NewTopic topic) {
        return admin.createTopics(List.of(topic)).all();
    }

    private TopicDescription describe(String name) throws Exception {
        return admin.describeTopics(List.of(name)).allTopicNames().get().get(name);
    }

    private Config config(ConfigResource resource) throws Exception {
        return admin.describeConfigs(List.of(resource)).all().get().get(resource);
    }

    private void alter(ConfigResource resource, String key, String value, AlterConfigOp.OpType operation)
            throws Exception {
        AlterConfigOp change = new AlterConfigOp(new ConfigEntry(key, value), operation);
        admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all().get();
    }

    private static void assertFails(Class<? extends Exception> expected, KafkaFuture<?> future) {
        ExecutionException failure = assertThrows(ExecutionException.class, future::get);
        assertEquals(expected, failure.getCause().getClass());
    }

    @Test
    void recordsAreDeletedUpToAnOffset() throws Exception {
        TopicPartition partition = new TopicPartition("t", 0);
        try (KafkaProducer<String, String> producer = broker.producer()) {
            for (int i = 0; i < 5; i++) {
                producer.send(new ProducerRecord<>("t", "record " + i)).get();
            }
        }
        assertEquals(3, deleteRecords(partition, 3));
        assertEquals(3, deleteRecords(partition, 2));
        assertEquals(
                OffsetOutOfRangeException.class,
                assertThrows(ExecutionException.class, () -> deleteRecords(partition, 6))
                        .getCause()
                        .getClass());
        broker.restart();
        try (KafkaConsumer<String, String> consumer = broker.consumer()) {
            consumer.assign(List.of(partition));
            assertEquals(3, TestBroker.poll(consumer, 2).getFirst().offset());
        }
        assertEquals(5, deleteRecords(partition, -1));
    }

    private long deleteRecords(TopicPartition partition, long before) throws Exception {
        return admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(before)))
                .lowWatermarks()
                .get(partition)
                .get()
                .lowWatermark();
    }
}
