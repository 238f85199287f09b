package io.travertine.broker.kafka.api;

import static org.apache.kafka.common.requests.ListOffsetsRequest.EARLIEST_LOCAL_TIMESTAMP;
import static org.apache.kafka.common.requests.ListOffsetsRequest.EARLIEST_PENDING_UPLOAD_TIMESTAMP;
import static org.apache.kafka.common.requests.ListOffsetsRequest.EARLIEST_TIMESTAMP;
import static org.apache.kafka.common.requests.ListOffsetsRequest.LATEST_TIERED_TIMESTAMP;
import static org.apache.kafka.common.requests.ListOffsetsRequest.LATEST_TIMESTAMP;
import static org.apache.kafka.common.requests.ListOffsetsRequest.MAX_TIMESTAMP;

import io.travertine.broker.kafka.net.ErrorCodes;
import io.travertine.broker.kafka.net.Exchange;
import io.travertine.broker.kafka.net.RequestHandler;
import io.travertine.engine.Engine;
import io.travertine.engine.Partition;
import io.travertine.engine.Partition.OffsetAndTimestamp;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsPartition;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsTopic;
import org.apache.kafka.common.message.ListOffsetsResponseData;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsPartitionResponse;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsTopicResponse;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ListOffsetsRequest;
import org.apache.kafka.common.requests.ListOffsetsResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds offsets: the first, the next, or those of records at a time. Looking for a time may read, so a reader does that. */
public final class ListOffsetsHandler implements RequestHandler<ListOffsetsRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(ListOffsetsHandler.class);

    /** Older answers have no place for an epoch. */
    private static final short LEADER_EPOCH_VERSION = 4;

    private final TopicLookup topics;
    private final Executor readers;

    public ListOffsetsHandler(Engine engine, Executor readers) {
        this.topics = new TopicLookup(engine);
        this.readers = readers;
    }

    @Override
    public void handle(ListOffsetsRequest request, Exchange exchange) {
        boolean searches = request.topics().stream()
                .flatMap(topic -> topic.partitions().stream())
                .anyMatch(partition -> partition.timestamp() >= 0 || partition.timestamp() == MAX_TIMESTAMP);
        if (searches) {
            exchange.answerBlocking(readers, () -> answer(request));
        } else {
            exchange.answer(answer(request));
        }
    }

    private ListOffsetsResponse answer(ListOffsetsRequest request) {
        boolean epochs = request.version() >= LEADER_EPOCH_VERSION;
        ListOffsetsResponseData response = new ListOffsetsResponseData();
        for (ListOffsetsTopic asked : request.topics()) {
            ListOffsetsTopicResponse answers = new ListOffsetsTopicResponse().setName(asked.name());
            response.topics().add(answers);
            for (ListOffsetsPartition partition : asked.partitions()) {
                answers.partitions().add(answer(asked.name(), partition, epochs));
            }
        }
        return new ListOffsetsResponse(response);
    }

    private ListOffsetsPartitionResponse answer(String name, ListOffsetsPartition asked, boolean epochs) {
        ListOffsetsPartitionResponse answer = new ListOffsetsPartitionResponse()
                .setPartitionIndex(asked.partitionIndex())
                .setTimestamp(ListOffsetsResponse.UNKNOWN_TIMESTAMP)
                .setOffset(ListOffsetsResponse.UNKNOWN_OFFSET);
        Partition partition = TopicLookup.partition(topics.find(Uuid.ZERO_UUID, name), asked.partitionIndex());
        if (partition == null) {
            return answer.setErrorCode(Errors.UNKNOWN_TOPIC_OR_PARTITION.code());
        }
        try {
            fill(answer, partition, asked.timestamp());
        } catch (IOException | RuntimeException e) {
            LOG.error("looking for time {} in {}-{} failed", asked.timestamp(), name, asked.partitionIndex(), e);
            answer.setErrorCode(ErrorCodes.of(e).code());
        }
        boolean found = answer.offset() != ListOffsetsResponse.UNKNOWN_OFFSET;
        return found && epochs ? answer.setLeaderEpoch(Node.LEADER_EPOCH) : answer;
    }

    private static void fill(ListOffsetsPartitionResponse answer, Partition partition, long timestamp)
            throws IOException {
        if (timestamp == LATEST_TIMESTAMP) {
            answer.setOffset(partition.highWatermark());
        } else if (timestamp == EARLIEST_TIMESTAMP || timestamp == EARLIEST_LOCAL_TIMESTAMP) {
            answer.setOffset(partition.logStartOffset());
        } else if (timestamp == MAX_TIMESTAMP) {
            fill(answer, partition.maxTimestamp());
        } else if (timestamp >= 0) {
            fill(answer, partition.offsetForTimestamp(timestamp));
        } else if (timestamp != LATEST_TIERED_TIMESTAMP && timestamp != EARLIEST_PENDING_UPLOAD_TIMESTAMP) {
            answer.setErrorCode(Errors.INVALID_REQUEST.code());
        }
    }

    private static void fill(ListOffsetsPartitionResponse answer, Optional<OffsetAndTimestamp> found) {
        if (found.isPresent()) {
            answer.setOffset(found.get().offset()).setTimestamp(found.get().timestampMs());
        }
    }
}
