package io.travertine.client;

import java.util.List;
import java.util.Map;

/**
 * A topic as it was when the broker was asked.
 *
 * @param config settings that are not at their default
 * @param offsets partition i at place i
 */
public record TopicDescription(
        String name, String id, int partitions, Map<String, String> config, List<PartitionOffsets> offsets) {
    public TopicDescription {
        config = Map.copyOf(config);
        offsets = List.copyOf(offsets);
    }

    /** The records in [logStartOffset, highWatermark) can be read. */
    public record PartitionOffsets(int partition, long logStartOffset, long highWatermark) {}
}
