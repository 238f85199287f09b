package io.travertine.broker.kafka.api;

import io.travertine.broker.kafka.net.ErrorCodes;
import io.travertine.broker.kafka.net.Exchange;
import io.travertine.engine.AppendException;
import io.travertine.engine.AppendListener;
import io.travertine.engine.Partition;
import io.travertine.engine.RecordFormat;
import io.travertine.engine.Topic;
import io.travertine.storage.batch.InvalidBatchException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.message.ProduceResponseData.TopicProduceResponse;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Records;
import org.apache.kafka.common.requests.ProduceResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A produce request whose batches are on their way to the disk. Partitions fail one by one; the answer has them all. */
final class PendingProduce {
    private static final Logger LOG = LoggerFactory.getLogger(PendingProduce.class);

    /** Behind base offset, length, leader epoch, magic and checksum. */
    private static final int ATTRIBUTES_OFFSET = 21;

    private static final int TRANSACTIONAL_OR_CONTROL = 0x30;

    private final ProduceRequestData request;
    private final Exchange exchange;
    private final Executor validators;
    private final boolean acknowledge;
    private final ProduceResponseData response = new ProduceResponseData();

    /** Appends that are not durable yet, and one for the request as long as it is being read. Only on the connection's loop. */
    private int open = 1;

    private @Nullable String failure;

    PendingProduce(
            ProduceRequestData request, Exchange exchange, Executor validators, boolean acknowledge, int throttleMs) {
        this.request = request;
        this.exchange = exchange;
        this.validators = validators;
        this.acknowledge = acknowledge;
        response.setThrottleTimeMs(throttleMs);
        exchange.throttle(throttleMs);
    }

    void append(TopicLookup topics) {
        for (TopicProduceData data : request.topicData()) {
            Topic topic = topics.find(data.topicId(), data.name());
            TopicProduceResponse answers =
                    new TopicProduceResponse().setName(data.name()).setTopicId(data.topicId());
            response.responses().add(answers);
            for (PartitionProduceData partition : data.partitionData()) {
                PartitionProduceResponse answer = new PartitionProduceResponse().setIndex(partition.index());
                answers.partitionResponses().add(answer);
                append(topic, data.topicId(), partition, answer);
            }
        }
        closeOne();
    }

    private void append(
            @Nullable Topic topic, Uuid topicId, PartitionProduceData data, PartitionProduceResponse answer) {
        Partition partition = TopicLookup.partition(topic, data.index());
        if (topic == null || partition == null) {
            refuse(answer, topic == null ? TopicLookup.unknown(topicId) : Errors.UNKNOWN_TOPIC_OR_PARTITION, null);
        } else if (topic.internal()) {
            refuse(answer, Errors.INVALID_TOPIC_EXCEPTION, "topic '" + topic.name() + "' is the broker's own");
        } else {
            ByteBuffer batch =
                    data.records() instanceof MemoryRecords records ? records.buffer() : ByteBuffer.allocate(0);
            String wrong = wrongShape(batch);
            if (wrong != null) {
                refuse(answer, Errors.INVALID_RECORD, wrong);
            } else {
                open++;
                RecordFormat format = topic.recordFormat();
                if (format == null) {
                    append(partition, batch, new Append(partition, answer));
                } else {
                    validate(format, partition, batch, new Append(partition, answer));
                }
            }
        }
    }

    /** Validates on another thread, as records have to be decompressed and read; batches of one producer stay in order. */
    private void validate(RecordFormat format, Partition partition, ByteBuffer batch, Append append) {
        exchange.retainRequest();
        exchange.inOrder(validators, () -> {
            BatchValidation validation = new BatchValidation(format);
            try {
                validation.validate(batch.duplicate());
                if (validation.passed()) {
                    append(partition, batch, append);
                } else {
                    exchange.onLoop(() -> append.invalid(validation));
                }
            } catch (InvalidBatchException e) {
                exchange.onLoop(() -> append.refused(Errors.CORRUPT_MESSAGE, e.getMessage()));
            } catch (RuntimeException e) {
                append.failed(e);
            } finally {
                exchange.releaseRequest();
            }
        });
    }

    private void append(Partition partition, ByteBuffer batch, Append append) {
        if (partition.loop().inLoop()) {
            append.run(batch);
            return;
        }
        exchange.retainRequest();
        partition.loop().execute(() -> {
            try {
                append.run(batch);
            } finally {
                exchange.releaseRequest();
            }
        });
    }

    /** What is wrong with the records of a partition as a whole; null when they are one batch of a plain producer. */
    private static @Nullable String wrongShape(ByteBuffer batch) {
        int bytes = batch.remaining();
        if (bytes < DefaultRecordBatch.RECORD_BATCH_OVERHEAD) {
            return "found " + bytes + " bytes where one record batch was expected, at least "
                    + DefaultRecordBatch.RECORD_BATCH_OVERHEAD;
        }
        long expected = (long) Records.LOG_OVERHEAD + batch.getInt(batch.position() + Records.SIZE_OFFSET);
        if (expected != bytes) {
            return "found " + bytes + " bytes where one record batch of " + expected + " was expected";
        }
        short attributes = batch.getShort(batch.position() + ATTRIBUTES_OFFSET);
        return (attributes & TRANSACTIONAL_OR_CONTROL) == 0
                ? null
                : "the batch is marked as transactional or control, attributes " + attributes;
    }

    private void refuse(PartitionProduceResponse answer, Errors error, @Nullable String message) {
        answer.setErrorCode(error.code())
                .setErrorMessage(message == null ? error.message() : message)
                .setBaseOffset(ProduceResponse.INVALID_OFFSET);
        failure = answer.errorMessage();
        exchange.metrics().error(error);
    }

    private void closeOne() {
        if (--open > 0) {
            return;
        }
        if (acknowledge) {
            exchange.answer(new ProduceResponse(response));
        } else if (failure == null) {
            exchange.answerNothing();
        } else {
            exchange.closeConnection("a batch of a producer that wants no acknowledgement was refused: " + failure);
        }
    }

    /** The append to one partition. */
    private final class Append implements AppendListener {
        private final Partition partition;
        private final PartitionProduceResponse answer;

        Append(Partition partition, PartitionProduceResponse answer) {
            this.partition = partition;
            this.answer = answer;
        }

        /** On the partition's loop. */
        void run(ByteBuffer batch) {
            try {
                partition.append(batch, this);
            } catch (AppendException e) {
                exchange.onLoop(() -> refused(ErrorCodes.of(e), e.getMessage()));
            } catch (RuntimeException e) {
                failed(e);
            }
        }

        @Override
        public void appended(long baseOffset, long baseIdHigh, long baseIdLow) {
            exchange.onLoop(() -> {
                answer.setBaseOffset(baseOffset).setLogStartOffset(partition.logStartOffset());
                closeOne();
            });
        }

        @Override
        public void failed(Exception cause) {
            LOG.error("append to {}-{} failed", partition.topic().name(), partition.index(), cause);
            exchange.onLoop(() -> refused(Errors.KAFKA_STORAGE_ERROR, cause.getMessage()));
        }

        private void refused(Errors error, @Nullable String message) {
            refuse(answer, error, message);
            closeOne();
        }

        private void invalid(BatchValidation validation) {
            refuse(answer, Errors.INVALID_RECORD, null);
            validation.describe(answer);
            failure = answer.errorMessage();
            closeOne();
        }
    }
}
