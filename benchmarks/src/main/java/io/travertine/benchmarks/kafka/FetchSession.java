package io.travertine.benchmarks.kafka;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.FetchResponseData.FetchableTopicResponse;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.record.internal.Records;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FetchResponse;

/** Fetches all partitions of one topic over one connection, looking at nothing but batch headers. */
final class FetchSession {
    private static final int PARTITION_MAX_BYTES = 1 << 20;
    private static final int MAX_WAIT_MS = 10_000;

    private final Connection connection;
    private final Topic topic;
    private final short version;
    private final long[] position;
    private final long[] highWatermark;
    private long bytes;

    FetchSession(Connection connection, Topic topic) {
        this.connection = connection;
        this.topic = topic;
        this.version = connection.version(ApiKeys.FETCH);
        this.position = new long[topic.partitions()];
        this.highWatermark = new long[topic.partitions()];
    }

    /** Goes back to the beginning of every partition that has been read to its end. */
    void rewindFinished() {
        for (int partition = 0; partition < position.length; partition++) {
            if (position[partition] == highWatermark[partition]) {
                position[partition] = 0;
            }
        }
    }

    /** Goes on at the end of every partition. */
    void seekToEnd() throws IOException {
        send();
        receive();
        System.arraycopy(highWatermark, 0, position, 0, position.length);
    }

    /** Sends a fetch that is answered once there is a record. */
    void send() throws IOException {
        Map<TopicPartition, FetchRequest.PartitionData> partitions = new LinkedHashMap<>();
        for (int i = 0; i < position.length; i++) {
            partitions.put(
                    new TopicPartition(topic.name(), i),
                    new FetchRequest.PartitionData(topic.id(), position[i], 0, PARTITION_MAX_BYTES, Optional.empty()));
        }
        connection.send(FetchRequest.Builder.forConsumer(version, MAX_WAIT_MS, 1, partitions)
                .build(version));
    }

    /** Waits for the answer, and moves on behind the records in it. Returns their number. */
    long receive() throws IOException {
        var answer = (FetchResponse) connection.receive();
        BrokerException.check(answer.data().errorCode(), "fetching from " + topic.name());
        long records = 0;
        for (FetchableTopicResponse response : answer.data().responses()) {
            for (PartitionData partition : response.partitions()) {
                BrokerException.check(
                        partition.errorCode(),
                        "fetching from " + topic.name() + "-" + partition.partitionIndex() + " at "
                                + position[partition.partitionIndex()]);
                records += skip(partition);
            }
        }
        return records;
    }

    private long skip(PartitionData partition) {
        Records fetched = FetchResponse.recordsOrFail(partition);
        long from = position[partition.partitionIndex()];
        long next = from;
        for (RecordBatch batch : fetched.batches()) {
            next = batch.nextOffset();
            bytes += batch.sizeInBytes();
        }
        position[partition.partitionIndex()] = next;
        highWatermark[partition.partitionIndex()] = partition.highWatermark();
        return next - from;
    }

    /** Bytes of batches received so far. */
    long bytes() {
        return bytes;
    }
}
