package io.travertine.broker.kafka.api;

import io.travertine.broker.kafka.net.Exchange;
import io.travertine.broker.kafka.net.RequestHandler;
import io.travertine.engine.Engine;
import io.travertine.engine.Topic;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData.TopicRequest;
import org.apache.kafka.common.message.DescribeTopicPartitionsResponseData;
import org.apache.kafka.common.message.DescribeTopicPartitionsResponseData.Cursor;
import org.apache.kafka.common.message.DescribeTopicPartitionsResponseData.DescribeTopicPartitionsResponsePartition;
import org.apache.kafka.common.message.DescribeTopicPartitionsResponseData.DescribeTopicPartitionsResponseTopic;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.DescribeTopicPartitionsRequest;
import org.apache.kafka.common.requests.DescribeTopicPartitionsResponse;
import org.jspecify.annotations.Nullable;

/** Describes topics page by page, sorted by name; the cursor of an answer is where the next request begins. */
public final class DescribeTopicPartitionsHandler implements RequestHandler<DescribeTopicPartitionsRequest> {
    private static final int MAX_PARTITIONS = 2_000;

    private final Engine engine;

    public DescribeTopicPartitionsHandler(Engine engine) {
        this.engine = engine;
    }

    @Override
    public void handle(DescribeTopicPartitionsRequest request, Exchange exchange) {
        DescribeTopicPartitionsRequestData data = request.data();
        DescribeTopicPartitionsRequestData.Cursor from = data.cursor();
        int room = Math.clamp(data.responsePartitionLimit(), 1, MAX_PARTITIONS);
        DescribeTopicPartitionsResponseData response = new DescribeTopicPartitionsResponseData();
        for (String name : names(data, from)) {
            if (room <= 0) {
                response.setNextCursor(new Cursor().setTopicName(name).setPartitionIndex(0));
                break;
            }
            int first = from != null && from.topicName().equals(name) ? from.partitionIndex() : 0;
            Topic topic = engine.topic(name);
            DescribeTopicPartitionsResponseTopic answer = describe(name, topic, first, room);
            response.topics().add(answer);
            room -= answer.partitions().size();
            int next = first + answer.partitions().size();
            if (topic != null && next < topic.partitions().size()) {
                response.setNextCursor(new Cursor().setTopicName(name).setPartitionIndex(next));
                break;
            }
        }
        exchange.answer(new DescribeTopicPartitionsResponse(response));
    }

    private List<String> names(
            DescribeTopicPartitionsRequestData data, DescribeTopicPartitionsRequestData.@Nullable Cursor from) {
        List<String> asked = data.topics().isEmpty()
                ? engine.topics().stream().map(Topic::name).toList()
                : data.topics().stream()
                        .map(TopicRequest::name)
                        .sorted()
                        .distinct()
                        .toList();
        return from == null
                ? asked
                : asked.stream()
                        .filter(name -> name.compareTo(from.topicName()) >= 0)
                        .toList();
    }

    private static DescribeTopicPartitionsResponseTopic describe(
            String name, @Nullable Topic topic, int first, int room) {
        DescribeTopicPartitionsResponseTopic answer = new DescribeTopicPartitionsResponseTopic().setName(name);
        if (topic == null) {
            boolean valid = org.apache.kafka.common.internals.Topic.isValid(name);
            Errors error = valid ? Errors.UNKNOWN_TOPIC_OR_PARTITION : Errors.INVALID_TOPIC_EXCEPTION;
            return answer.setErrorCode(error.code()).setTopicId(Uuid.ZERO_UUID);
        }
        answer.setTopicId(TopicLookup.id(topic)).setIsInternal(topic.internal());
        int end = (int) Math.min(topic.partitions().size(), (long) first + room);
        for (int i = Math.max(0, first); i < end; i++) {
            answer.partitions()
                    .add(new DescribeTopicPartitionsResponsePartition()
                            .setPartitionIndex(i)
                            .setLeaderId(Node.ID)
                            .setLeaderEpoch(Node.LEADER_EPOCH)
                            .setReplicaNodes(Node.REPLICAS)
                            .setIsrNodes(Node.REPLICAS)
                            .setEligibleLeaderReplicas(List.of())
                            .setLastKnownElr(List.of()));
        }
        return answer;
    }
}
