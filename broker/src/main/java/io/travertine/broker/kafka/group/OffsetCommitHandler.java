package io.travertine.broker.kafka.group;

import io.travertine.broker.kafka.api.TopicLookup;
import io.travertine.broker.kafka.net.Exchange;
import io.travertine.broker.kafka.net.RequestHandler;
import io.travertine.engine.Engine;
import io.travertine.engine.Topic;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.message.OffsetCommitRequestData;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestPartition;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestTopic;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.OffsetCommitRequest;
import org.apache.kafka.common.requests.OffsetCommitResponse;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.coordinator.group.GroupCoordinator;

/** Commits offsets of partitions that exist; the others get an error each. */
final class OffsetCommitHandler implements RequestHandler<OffsetCommitRequest> {
    private final TopicLookup topics;
    private final GroupCoordinator coordinator;

    OffsetCommitHandler(Engine engine, GroupCoordinator coordinator) {
        this.topics = new TopicLookup(engine);
        this.coordinator = coordinator;
    }

    @Override
    public void handle(OffsetCommitRequest request, Exchange exchange) {
        OffsetCommitResponse.Builder answers =
                OffsetCommitResponse.newBuilder(OffsetCommitResponse.useTopicIds(exchange.version()));
        List<OffsetCommitRequestTopic> known = new ArrayList<>();
        for (OffsetCommitRequestTopic asked : request.data().topics()) {
            OffsetCommitRequestTopic existing = existing(asked, answers);
            if (!existing.partitions().isEmpty()) {
                known.add(existing);
            }
        }
        if (known.isEmpty()) {
            exchange.answer(answers.build());
            return;
        }
        OffsetCommitRequestData commit = request.data().duplicate().setTopics(known);
        exchange.answerWith(
                coordinator.commitOffsets(exchange.context(), commit, BufferSupplier.NO_CACHING),
                committed -> answers.merge(committed).build());
    }

    /** The partitions that exist; an error is answered for each of the others. */
    private OffsetCommitRequestTopic existing(OffsetCommitRequestTopic asked, OffsetCommitResponse.Builder answers) {
        Topic topic = topics.find(asked.topicId(), asked.name());
        OffsetCommitRequestTopic existing =
                new OffsetCommitRequestTopic().setTopicId(asked.topicId()).setName(topic == null ? "" : topic.name());
        for (OffsetCommitRequestPartition partition : asked.partitions()) {
            if (TopicLookup.partition(topic, partition.partitionIndex()) != null) {
                existing.partitions().add(partition);
            } else {
                Errors error = topic == null ? TopicLookup.unknown(asked.topicId()) : Errors.UNKNOWN_TOPIC_OR_PARTITION;
                answers.addPartition(asked.topicId(), asked.name(), partition.partitionIndex(), error);
            }
        }
        return existing;
    }
}
