package io.travertine.engine;

import java.util.Map;

/**
 * What a topic is to be.
 *
 * @param name Kafka's rules: 1 to 249 of letters, digits, '.', '_' and '-', not "." or ".."
 * @param partitions at least 1
 * @param config see {@link TopicConfig}; unknown keys are refused
 */
public record TopicSpec(String name, int partitions, Map<String, String> config) {
    public TopicSpec {
        config = Map.copyOf(config);
    }
}
