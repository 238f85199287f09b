package io.travertine.broker.kafka.api;

import io.travertine.broker.kafka.net.ErrorCodes;
import io.travertine.broker.kafka.net.Exchange;
import io.travertine.broker.kafka.net.RequestHandler;
import io.travertine.engine.Engine;
import io.travertine.engine.OffsetOutOfRangeException;
import io.travertine.engine.Partition;
import io.travertine.engine.Topic;
import java.util.concurrent.Executor;
import org.apache.kafka.common.message.DeleteRecordsRequestData.DeleteRecordsPartition;
import org.apache.kafka.common.message.DeleteRecordsRequestData.DeleteRecordsTopic;
import org.apache.kafka.common.message.DeleteRecordsResponseData;
import org.apache.kafka.common.message.DeleteRecordsResponseData.DeleteRecordsPartitionResult;
import org.apache.kafka.common.message.DeleteRecordsResponseData.DeleteRecordsTopicResult;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.DeleteRecordsRequest;
import org.apache.kafka.common.requests.DeleteRecordsResponse;
import org.jspecify.annotations.Nullable;

/** Moves log starts up (KIP-107). */
public final class DeleteRecordsHandler implements RequestHandler<DeleteRecordsRequest> {
    private final Engine engine;
    private final Executor administrator;

    public DeleteRecordsHandler(Engine engine, Executor administrator) {
        this.engine = engine;
        this.administrator = administrator;
    }

    @Override
    public void handle(DeleteRecordsRequest request, Exchange exchange) {
        exchange.answerBlocking(administrator, () -> answer(request));
    }

    private DeleteRecordsResponse answer(DeleteRecordsRequest request) {
        DeleteRecordsResponseData response = new DeleteRecordsResponseData();
        for (DeleteRecordsTopic asked : request.data().topics()) {
            DeleteRecordsTopicResult result = new DeleteRecordsTopicResult().setName(asked.name());
            response.topics().add(result);
            for (DeleteRecordsPartition partition : asked.partitions()) {
                result.partitions().add(delete(engine.topic(asked.name()), partition));
            }
        }
        return new DeleteRecordsResponse(response);
    }

    private DeleteRecordsPartitionResult delete(@Nullable Topic topic, DeleteRecordsPartition asked) {
        DeleteRecordsPartitionResult result = new DeleteRecordsPartitionResult()
                .setPartitionIndex(asked.partitionIndex())
                .setLowWatermark(DeleteRecordsResponse.INVALID_LOW_WATERMARK);
        Partition partition = TopicLookup.partition(topic, asked.partitionIndex());
        if (topic == null || partition == null) {
            return result.setErrorCode(Errors.UNKNOWN_TOPIC_OR_PARTITION.code());
        }
        if (topic.internal()) {
            return result.setErrorCode(Errors.INVALID_TOPIC_EXCEPTION.code());
        }
        try {
            boolean all = asked.offset() == DeleteRecordsRequest.HIGH_WATERMARK;
            engine.deleteRecords(partition, all ? partition.highWatermark() : asked.offset());
            return result.setLowWatermark(partition.logStartOffset());
        } catch (OffsetOutOfRangeException e) {
            return result.setErrorCode(Errors.OFFSET_OUT_OF_RANGE.code());
        } catch (Exception e) {
            return result.setErrorCode(ErrorCodes.of(e).code());
        }
    }
}
