package io.travertine.benchmarks.kafka;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopic;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopicConfig;
import org.apache.kafka.common.message.DeleteTopicsRequestData;
import org.apache.kafka.common.message.DeleteTopicsRequestData.DeleteTopicState;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsPartition;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsTopic;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.CreateTopicsRequest;
import org.apache.kafka.common.requests.CreateTopicsResponse;
import org.apache.kafka.common.requests.DeleteTopicsRequest;
import org.apache.kafka.common.requests.ListOffsetsRequest;
import org.apache.kafka.common.requests.ListOffsetsResponse;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;

/** A topic of a broker: all its partitions have that broker as leader. */
record Topic(String name, Uuid id, int partitions) {
    private static final int TIMEOUT_MS = 30_000;
    private static final long RETRY_NANOS = 1_000_000;

    /** Makes the topic, and waits until every partition can be written. */
    static Topic create(Connection connection, String name, int partitions, Map<String, String> configs)
            throws IOException {
        CreatableTopic topic =
                new CreatableTopic().setName(name).setNumPartitions(partitions).setReplicationFactor((short) 1);
        configs.forEach((key, value) ->
                topic.configs().add(new CreatableTopicConfig().setName(key).setValue(value)));
        CreateTopicsRequestData create = new CreateTopicsRequestData().setTimeoutMs(TIMEOUT_MS);
        create.topics().add(topic);
        var created = (CreateTopicsResponse) connection.ask(
                new CreateTopicsRequest.Builder(create).build(connection.version(ApiKeys.CREATE_TOPICS)));
        BrokerException.check(created.data().topics().find(name).errorCode(), "creating topic " + name);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MS);
        while (System.nanoTime() < deadline) {
            MetadataResponseTopic found = describe(connection, name);
            if (found.errorCode() == Errors.NONE.code() && allLed(connection, name, partitions)) {
                return new Topic(name, found.topicId(), partitions);
            }
            LockSupport.parkNanos(RETRY_NANOS);
        }
        throw new IOException("Topic " + name + " has no leader for every partition after " + TIMEOUT_MS + " ms");
    }

    private static MetadataResponseTopic describe(Connection connection, String name) throws IOException {
        MetadataRequest request =
                MetadataRequest.Builder.forTopicNames(List.of(name), false).build(connection.version(ApiKeys.METADATA));
        return ((MetadataResponse) connection.ask(request)).data().topics().find(name);
    }

    /** Kafka's metadata name a leader a moment before it takes records; where a log ends only a leader says. */
    private static boolean allLed(Connection connection, String name, int partitions) throws IOException {
        ListOffsetsTopic topic = new ListOffsetsTopic().setName(name);
        for (int partition = 0; partition < partitions; partition++) {
            topic.partitions()
                    .add(new ListOffsetsPartition()
                            .setPartitionIndex(partition)
                            .setTimestamp(ListOffsetsRequest.LATEST_TIMESTAMP));
        }
        ListOffsetsRequest request = ListOffsetsRequest.Builder.forConsumer(false, IsolationLevel.READ_UNCOMMITTED)
                .setTargetTimes(List.of(topic))
                .build(connection.version(ApiKeys.LIST_OFFSETS));
        return ((ListOffsetsResponse) connection.ask(request))
                .topics().getFirst().partitions().stream().allMatch(p -> p.errorCode() == Errors.NONE.code());
    }

    void delete(Connection connection) throws IOException {
        DeleteTopicsRequestData delete = new DeleteTopicsRequestData()
                .setTimeoutMs(TIMEOUT_MS)
                .setTopics(List.of(new DeleteTopicState().setName(name)))
                .setTopicNames(List.of(name));
        connection.ask(new DeleteTopicsRequest.Builder(delete).build(connection.version(ApiKeys.DELETE_TOPICS)));
    }
}
