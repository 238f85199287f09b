package io.travertine.broker.kafka.group;

import io.travertine.engine.Engine;
import io.travertine.engine.LogSlice;
import io.travertine.engine.OffsetOutOfRangeException;
import io.travertine.engine.Partition;
import io.travertine.engine.Topic;
import io.travertine.engine.TopicExistsException;
import io.travertine.engine.TopicSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MutableRecordBatch;

/** The topic in which groups and their offsets are kept. Nothing in it is ever too old. */
final class OffsetsTopic {
    static final String NAME = org.apache.kafka.common.internals.Topic.GROUP_METADATA_TOPIC_NAME;

    private static final int READ_BYTES = 1 << 20;

    private static final Map<String, String> CONFIG =
            Map.of("retention.ms", "-1", "retention.bytes", "-1", "travertine.format", "raw");

    private final Topic topic;

    private OffsetsTopic(Topic topic) {
        this.topic = topic;
    }

    /** Makes the topic when there is none; one that exists keeps its number of partitions. Blocks. */
    static OffsetsTopic open(Engine engine, int partitions) throws IOException {
        Topic existing = engine.topic(NAME);
        if (existing != null) {
            return new OffsetsTopic(existing);
        }
        try {
            return new OffsetsTopic(engine.createTopic(new TopicSpec(NAME, partitions, CONFIG)));
        } catch (TopicExistsException e) {
            return open(engine, partitions);
        }
    }

    /** A partition as it is called in messages. */
    static String name(Partition partition) {
        return NAME + "-" + partition.index();
    }

    /** Gives the batches between two offsets to a visitor; the first may begin before. Blocks. */
    static void read(Partition partition, long from, long to, Consumer<MutableRecordBatch> visitor) {
        long offset = from;
        while (offset < to) {
            for (MutableRecordBatch batch :
                    MemoryRecords.readableRecords(read(partition, offset)).batches()) {
                visitor.accept(batch);
                offset = batch.nextOffset();
            }
        }
    }

    private static ByteBuffer read(Partition partition, long offset) {
        String where = name(partition) + " at offset " + offset;
        try (LogSlice slice = partition.slice(offset, READ_BYTES)) {
            ByteBuffer read = slice.read();
            if (!read.hasRemaining()) {
                throw new KafkaStorageException(
                        "found nothing in " + where + ", below the high watermark " + partition.highWatermark());
            }
            return read;
        } catch (IOException | OffsetOutOfRangeException e) {
            throw new KafkaStorageException("reading " + where + " failed", e);
        }
    }

    Topic topic() {
        return topic;
    }

    int partitions() {
        return topic.partitions().size();
    }

    Partition partition(TopicPartition asked) {
        if (!asked.topic().equals(NAME) || asked.partition() >= partitions()) {
            throw new NotLeaderOrFollowerException(asked + " is no partition that groups are kept in");
        }
        return topic.partitions().get(asked.partition());
    }
}
