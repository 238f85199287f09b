package io.travertine.broker.http;

import io.travertine.engine.Engine;
import io.travertine.engine.Topic;
import java.util.List;
import java.util.Map;

/** What the API's answers say about topics. */
final class Topics {
    private Topics() {}

    /** The topic, or a 404. */
    static Topic require(Engine engine, String name) throws ProblemException {
        Topic topic = engine.topic(name);
        if (topic == null) {
            throw Problem.unknownTopic(name).exception();
        }
        return topic;
    }

    static Description describe(Topic topic) {
        List<PartitionOffsets> partitions = topic.partitions().stream()
                .map(partition ->
                        new PartitionOffsets(partition.index(), partition.logStartOffset(), partition.highWatermark()))
                .toList();
        return new Description(
                topic.name(),
                topic.id().toString(),
                topic.internal(),
                partitions.size(),
                topic.config().set(),
                partitions);
    }

    /** @param config what was set; settings at their defaults are left out */
    record Description(
            String name,
            String id,
            boolean internal,
            int partitions,
            Map<String, String> config,
            List<PartitionOffsets> offsets) {}

    /** The records in [logStartOffset, highWatermark) can be read. */
    record PartitionOffsets(int partition, long logStartOffset, long highWatermark) {}
}
