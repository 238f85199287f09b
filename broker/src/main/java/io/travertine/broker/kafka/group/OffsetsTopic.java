package io.travertine.broker.kafka.group;

import io.travertine.engine.Engine;
import io.travertine.engine.Partition;
import io.travertine.engine.Topic;
import io.travertine.engine.TopicExistsException;
import io.travertine.engine.TopicSpec;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;

/** The topic in which groups and their offsets are kept. Nothing in it is ever too old. */
final class OffsetsTopic {
    static final String NAME = org.apache.kafka.common.internals.Topic.GROUP_METADATA_TOPIC_NAME;

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
