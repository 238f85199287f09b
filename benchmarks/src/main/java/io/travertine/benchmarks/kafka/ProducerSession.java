package io.travertine.benchmarks.kafka;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.message.InitProducerIdResponseData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.message.ProduceResponseData.TopicProduceResponse;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.InitProducerIdRequest;
import org.apache.kafka.common.requests.InitProducerIdResponse;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.ProduceResponse;

/** An idempotent producer of one topic over one connection, acks=all, with what it must remember: its id and sequences. */
final class ProducerSession {
    /** From this version on, a Produce request names topics by id. */
    private static final short FIRST_VERSION_WITH_TOPIC_ID = 13;

    private static final int TIMEOUT_MS = 30_000;
    private static final long RETRY_NANOS = 5_000_000;

    private final Connection connection;
    private final Topic topic;
    private final short version;
    private final long producerId;
    private final short producerEpoch;
    private final int[] nextSequence;

    ProducerSession(Connection connection, Topic topic) throws IOException {
        this.connection = connection;
        this.topic = topic;
        this.version = connection.version(ApiKeys.PRODUCE);
        this.nextSequence = new int[topic.partitions()];
        InitProducerIdResponseData answer = askForProducerId();
        producerId = answer.producerId();
        producerEpoch = answer.producerEpoch();
    }

    /** Asks again while a broker that has just started is not ready to say. */
    private InitProducerIdResponseData askForProducerId() throws IOException {
        InitProducerIdRequestData init =
                new InitProducerIdRequestData().setTransactionalId(null).setTransactionTimeoutMs(TIMEOUT_MS);
        short initVersion = connection.version(ApiKeys.INIT_PRODUCER_ID);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MS);
        while (true) {
            var response =
                    (InitProducerIdResponse) connection.ask(new InitProducerIdRequest.Builder(init).build(initVersion));
            short error = response.data().errorCode();
            if (!retriable(error) || System.nanoTime() > deadline) {
                BrokerException.check(error, "asking for a producer id");
                return response.data();
            }
            LockSupport.parkNanos(RETRY_NANOS);
        }
    }

    private static boolean retriable(short error) {
        return error == Errors.COORDINATOR_LOAD_IN_PROGRESS.code() || error == Errors.COORDINATOR_NOT_AVAILABLE.code();
    }

    /** Sends one request with one batch for each of the partitions; its answer is for {@link #receive}. */
    void send(int firstPartition, PreparedBatch... batches) throws IOException {
        TopicProduceData data = new TopicProduceData();
        if (version >= FIRST_VERSION_WITH_TOPIC_ID) {
            data.setTopicId(topic.id());
        } else {
            data.setName(topic.name());
        }
        long now = System.currentTimeMillis();
        for (int i = 0; i < batches.length; i++) {
            int partition = (firstPartition + i) % topic.partitions();
            data.partitionData()
                    .add(new PartitionProduceData()
                            .setIndex(partition)
                            .setRecords(batches[i].stamped(producerId, producerEpoch, nextSequence[partition], now)));
            nextSequence[partition] += batches[i].count();
        }
        ProduceRequestData request =
                new ProduceRequestData().setAcks((short) -1).setTimeoutMs(TIMEOUT_MS);
        request.topicData().add(data);
        connection.send(new ProduceRequest(request, version));
    }

    /** Waits for the answer to the oldest request, and checks it. */
    void receive() throws IOException {
        var answer = (ProduceResponse) connection.receive();
        for (TopicProduceResponse response : answer.data().responses()) {
            for (PartitionProduceResponse partition : response.partitionResponses()) {
                BrokerException.check(partition.errorCode(), "producing to " + topic.name() + "-" + partition.index());
            }
        }
    }

    int unanswered() {
        return connection.unanswered();
    }
}
