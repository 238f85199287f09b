package io.travertine.broker.kafka.group;

import io.travertine.broker.kafka.api.TopicLookup;
import io.travertine.broker.kafka.net.Exchange;
import io.travertine.broker.kafka.net.RequestHandler;
import io.travertine.engine.Engine;
import io.travertine.engine.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestGroup;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestTopics;
import org.apache.kafka.common.message.OffsetFetchResponseData.OffsetFetchResponseGroup;
import org.apache.kafka.common.message.OffsetFetchResponseData.OffsetFetchResponsePartitions;
import org.apache.kafka.common.message.OffsetFetchResponseData.OffsetFetchResponseTopics;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.OffsetFetchRequest;
import org.apache.kafka.common.requests.OffsetFetchResponse;
import org.apache.kafka.coordinator.group.GroupCoordinator;

/** Tells committed offsets. The coordinator knows topics by name; newer requests name them by id. */
final class OffsetFetchHandler implements RequestHandler<OffsetFetchRequest> {
    private final Engine engine;
    private final TopicLookup topics;
    private final GroupCoordinator coordinator;

    OffsetFetchHandler(Engine engine, GroupCoordinator coordinator) {
        this.engine = engine;
        this.topics = new TopicLookup(engine);
        this.coordinator = coordinator;
    }

    @Override
    public void handle(OffsetFetchRequest request, Exchange exchange) {
        boolean byId = OffsetFetchRequest.useTopicIds(exchange.version());
        List<CompletableFuture<OffsetFetchResponseGroup>> groups = request.groups().stream()
                .map(group -> fetch(group, request.requireStable(), byId, exchange))
                .toList();
        exchange.answerWith(
                CompletableFuture.allOf(groups.toArray(new CompletableFuture<?>[0])),
                _ -> new OffsetFetchResponse.Builder(
                                groups.stream().map(CompletableFuture::join).toList())
                        .build(exchange.version()));
    }

    private CompletableFuture<OffsetFetchResponseGroup> fetch(
            OffsetFetchRequestGroup group, boolean requireStable, boolean byId, Exchange exchange) {
        List<OffsetFetchResponseTopics> unknown = new ArrayList<>();
        OffsetFetchRequestGroup named = byId ? named(group, unknown) : group;
        return coordinator
                .fetchOffsets(exchange.context(), named, requireStable)
                .exceptionally(failure ->
                        OffsetFetchResponse.groupError(group, Errors.forException(failure), exchange.version()))
                .thenApply(answer -> byId ? withIds(answer, unknown) : answer);
    }

    /** The group's request by name; what has no name any more is answered beside it. */
    private OffsetFetchRequestGroup named(OffsetFetchRequestGroup group, List<OffsetFetchResponseTopics> unknown) {
        if (OffsetFetchRequest.requestAllOffsets(group)) {
            return group;
        }
        OffsetFetchRequestGroup named = group.duplicate().setTopics(new ArrayList<>());
        for (OffsetFetchRequestTopics asked : group.topics()) {
            Topic topic = topics.find(asked.topicId(), null);
            if (topic == null) {
                unknown.add(unknown(asked));
            } else {
                named.topics().add(asked.duplicate().setName(topic.name()));
            }
        }
        return named;
    }

    private static OffsetFetchResponseTopics unknown(OffsetFetchRequestTopics asked) {
        return new OffsetFetchResponseTopics()
                .setTopicId(asked.topicId())
                .setPartitions(asked.partitionIndexes().stream()
                        .map(index -> new OffsetFetchResponsePartitions()
                                .setPartitionIndex(index)
                                .setCommittedOffset(OffsetFetchResponse.INVALID_OFFSET)
                                .setMetadata(OffsetFetchResponse.NO_METADATA)
                                .setErrorCode(Errors.UNKNOWN_TOPIC_ID.code()))
                        .toList());
    }

    /** Offsets of topics that were deleted meanwhile have no id and are left out. */
    private OffsetFetchResponseGroup withIds(OffsetFetchResponseGroup answer, List<OffsetFetchResponseTopics> unknown) {
        List<OffsetFetchResponseTopics> all = new ArrayList<>(unknown);
        for (OffsetFetchResponseTopics each : answer.topics()) {
            Topic topic = engine.topic(each.name());
            Uuid id = topic == null ? each.topicId() : TopicLookup.id(topic);
            if (!Uuid.ZERO_UUID.equals(id)) {
                all.add(each.setTopicId(id));
            }
        }
        return answer.setTopics(all);
    }
}
