package io.travertine.broker.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.engine.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Consumer groups, of the classic and of the newer protocol. */
class GroupsTest {
    private static final int PARTITIONS = 4;

    @TempDir
    Path directory;

    private TestBroker broker;

    @BeforeEach
    void start() throws Exception {
        broker = TestBroker.start(TestEngines.in(directory));
        try (Admin admin = broker.admin()) {
            admin.createTopics(List.of(new NewTopic("t", PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    /** The offsets topic stays about as long as what is true in it, whatever is committed, and groups do not notice. */
    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void theOffsetsTopicIsCompactedUnderTheGroups(String protocol) throws Exception {
        broker.close();
        broker = TestBroker.start(TestEngines.in(directory), options -> options.offsetsCompactionRecords(100));
        TopicPartition partition = new TopicPartition("t", 0);
        try (KafkaConsumer<String, String> member = member(protocol, "busy")) {
            AtomicInteger assignments = new AtomicInteger();
            member.subscribe(List.of("t"), new ConsumerRebalanceListener() {
                @Override
                public void onPartitionsRevoked(Collection<TopicPartition> revoked) {}

                @Override
                public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
                    assignments.incrementAndGet();
                }
            });
            awaitPolling(List.of(member), () -> member.assignment().size() == PARTITIONS);
            for (int i = 1; i <= 500; i++) {
                member.commitSync(Map.of(partition, new OffsetAndMetadata(i, "commit " + i)));
            }
            member.poll(Duration.ofMillis(100));
            assertEquals(1, assignments.get());
            assertEquals(PARTITIONS, member.assignment().size());
        }
        Topic offsets = broker.engine().topic("__consumer_offsets");
        long records = offsets.partitions().stream()
                .mapToLong(each -> each.logEndOffset() - each.logStartOffset())
                .sum();
        assertTrue(records < 250, () -> records + " records are left of over 500");
        broker.restart();
        try (KafkaConsumer<String, String> member = member(protocol, "busy")) {
            OffsetAndMetadata committed = member.committed(Set.of(partition)).get(partition);
            assertEquals(500, committed.offset());
            assertEquals("commit 500", committed.metadata());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void twoMembersShareThePartitionsAndOneTakesOverFromTheOther(String protocol) throws Exception {
        try (KafkaConsumer<String, String> first = member(protocol, "share");
                KafkaConsumer<String, String> second = member(protocol, "share")) {
            first.subscribe(List.of("t"));
            second.subscribe(List.of("t"));
            awaitPolling(
                    List.of(first, second),
                    () -> first.assignment().size() == 2 && second.assignment().size() == 2);
            Set<TopicPartition> all = new HashSet<>(first.assignment());
            all.addAll(second.assignment());
            assertEquals(PARTITIONS, all.size());
            second.unsubscribe();
            awaitPolling(List.of(first), () -> first.assignment().size() == PARTITIONS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void whatIsCommittedIsThereAfterARestart(String protocol) throws Exception {
        TopicPartition partition = new TopicPartition("t", 1);
        produce(10);
        try (KafkaConsumer<String, String> consumer = member(protocol, "kept")) {
            consumer.subscribe(List.of("t"));
            TestBroker.poll(consumer, 10);
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(2, "half way")));
        }
        broker.restart();
        try (KafkaConsumer<String, String> consumer = member(protocol, "kept")) {
            OffsetAndMetadata committed = consumer.committed(Set.of(partition)).get(partition);
            assertEquals(2, committed.offset());
            assertEquals("half way", committed.metadata());
            assertNull(consumer.committed(Set.of(new TopicPartition("t", 3))).get(new TopicPartition("t", 3)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void aMemberGoesOnThroughARestart(String protocol) throws Exception {
        produce(10);
        try (KafkaConsumer<String, String> consumer = member(protocol, "through")) {
            consumer.subscribe(List.of("t"));
            TestBroker.poll(consumer, 10);
            consumer.commitSync();
            broker.restart();
            produce(10);
            assertEquals(10, TestBroker.poll(consumer, 10).size());
            consumer.commitSync();
        }
    }

    @Test
    void aPatternIsResolvedByTheBroker() throws Exception {
        produce(1);
        try (Admin admin = broker.admin();
                KafkaConsumer<String, String> consumer = member("consumer", "pattern")) {
            consumer.subscribe(new org.apache.kafka.clients.consumer.SubscriptionPattern("t.*"));
            awaitPolling(List.of(consumer), () -> consumer.assignment().size() == PARTITIONS);
            admin.createTopics(List.of(new NewTopic("t2", 1, (short) 1))).all().get();
            assertNotNull(broker.engine().topic("t2"));
        }
    }

    @Test
    void aClassicPatternFindsNewTopics() throws Exception {
        try (Admin admin = broker.admin();
                KafkaConsumer<String, String> consumer =
                        member("classic", "new-topics", "metadata.max.age.ms", "200")) {
            consumer.subscribe(Pattern.compile("n.*"));
            consumer.poll(Duration.ofMillis(100));
            admin.createTopics(List.of(new NewTopic("n1", 2, (short) 1))).all().get();
            awaitPolling(List.of(consumer), () -> consumer.assignment().size() == 2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void groupsAreListedDescribedAndDeleted(String protocol) throws Exception {
        produce(1);
        try (Admin admin = broker.admin()) {
            try (KafkaConsumer<String, String> consumer = member(protocol, "seen", "client.id", "me")) {
                consumer.subscribe(List.of("t"));
                awaitPolling(List.of(consumer), () -> consumer.assignment().size() == PARTITIONS);
                consumer.commitSync();
                ConsumerGroupDescription group = describe(admin, "seen");
                assertEquals(GroupState.STABLE, group.groupState());
                assertEquals(1, group.members().size());
                assertEquals("me", group.members().iterator().next().clientId());
                assertEquals(0, group.coordinator().id());
            }
            assertTrue(admin.listGroups().all().get().stream()
                    .anyMatch(each -> each.groupId().equals("seen")));
            TopicPartition partition = new TopicPartition("t", 0);
            admin.deleteConsumerGroupOffsets("seen", Set.of(partition)).all().get();
            assertNull(admin.listConsumerGroupOffsets("seen")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(partition));
            admin.deleteConsumerGroups(List.of("seen")).all().get();
            Exception missing = assertThrows(Exception.class, () -> describe(admin, "seen"));
            assertEquals(GroupIdNotFoundException.class, missing.getCause().getClass());
        }
    }

    @Test
    void anAdminMovesTheOffsetsOfAnEmptyGroup() throws Exception {
        TopicPartition partition = new TopicPartition("t", 2);
        try (Admin admin = broker.admin()) {
            admin.alterConsumerGroupOffsets("moved", Map.of(partition, new OffsetAndMetadata(42)))
                    .all()
                    .get();
            assertEquals(
                    42,
                    admin.listConsumerGroupOffsets("moved")
                            .partitionsToOffsetAndMetadata()
                            .get()
                            .get(partition)
                            .offset());
            TopicPartition nowhere = new TopicPartition("nowhere", 0);
            assertThrows(
                    Exception.class,
                    () -> admin.alterConsumerGroupOffsets("moved", Map.of(nowhere, new OffsetAndMetadata(1)))
                            .all()
                            .get());
        }
    }

    @Test
    void offsetsOfADeletedTopicGoWithIt() throws Exception {
        TopicPartition partition = new TopicPartition("t", 0);
        try (Admin admin = broker.admin()) {
            admin.alterConsumerGroupOffsets("orphan", Map.of(partition, new OffsetAndMetadata(1)))
                    .all()
                    .get();
            admin.deleteTopics(List.of("t")).all().get();
            TestBroker.awaitTrue(() -> offsets(admin, "orphan").isEmpty());
        }
    }

    /**
     * Mistakes of other brokers: UNKNOWN_MEMBER_ID under concurrent rebalances, consumers stuck after one, records lost or read
     * from a spurious offset zero. Members come and go while records arrive; each record must be seen, in order per partition.
     */
    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void everyRecordIsSeenWhileMembersComeAndGo(String protocol) throws Exception {
        int count = 2_000;
        Set<String> seen = java.util.concurrent.ConcurrentHashMap.newKeySet();
        AtomicBoolean enough = new AtomicBoolean();
        try (ExecutorService members = Executors.newFixedThreadPool(4)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                int member = i;
                running.add(members.submit(() -> consume(protocol, member, seen, enough)));
            }
            running.add(members.submit(() -> produce(count)));
            TestBroker.awaitTrue(() -> seen.size() == count || running.stream().anyMatch(GroupsTest::failed));
            enough.set(true);
            for (Future<?> each : running) {
                each.get();
            }
        }
        assertEquals(count, seen.size());
    }

    private static boolean failed(Future<?> future) {
        return future.state() == Future.State.FAILED;
    }

    /** The first member stays, the others leave after some records and come again. */
    private void consume(String protocol, int member, Set<String> seen, AtomicBoolean enough) {
        while (!enough.get()) {
            try (KafkaConsumer<String, String> consumer = member(protocol, "storm")) {
                consumer.subscribe(List.of("t"));
                int before = seen.size();
                while (!enough.get() && (member == 0 || seen.size() < before + 200 * member)) {
                    for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(50))) {
                        seen.add(record.value());
                    }
                    consumer.commitAsync();
                }
                commit(consumer);
            }
        }
    }

    private static void commit(KafkaConsumer<String, String> consumer) {
        try {
            consumer.commitSync();
        } catch (org.apache.kafka.clients.consumer.CommitFailedException
                | org.apache.kafka.common.errors.RebalanceInProgressException
                | WakeupException e) {
            // The partitions went to another member meanwhile, which reads the records again.
        }
    }

    private KafkaConsumer<String, String> member(String protocol, String group, String... settings) {
        List<String> all =
                new ArrayList<>(List.of("group.protocol", protocol, "group.id", group, "enable.auto.commit", "false"));
        if (protocol.equals("classic")) {
            all.addAll(List.of("heartbeat.interval.ms", "100", "session.timeout.ms", "5000"));
        }
        all.addAll(List.of(settings));
        return broker.consumer(all.toArray(new String[0]));
    }

    private void produce(int count) {
        try (KafkaProducer<String, String> producer = broker.producer()) {
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>("t", i % PARTITIONS, null, "v" + i));
            }
        }
    }

    private static ConsumerGroupDescription describe(Admin admin, String group) throws Exception {
        return admin.describeConsumerGroups(List.of(group)).all().get().get(group);
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(Admin admin, String group) {
        try {
            return admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitPolling(
            List<KafkaConsumer<String, String>> consumers, java.util.function.BooleanSupplier condition) {
        TestBroker.awaitTrue(() -> {
            consumers.forEach(consumer -> consumer.poll(Duration.ofMillis(50)));
            return condition.getAsBoolean();
        });
    }
}
