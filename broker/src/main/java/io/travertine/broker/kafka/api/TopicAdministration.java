package io.travertine.broker.kafka.api;

import io.travertine.engine.Engine;
import io.travertine.engine.Topic;
import io.travertine.engine.TopicConfig;
import io.travertine.engine.TopicExistsException;
import io.travertine.engine.TopicSpec;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.jspecify.annotations.Nullable;

/** Makes, changes and deletes topics, with failures that have a code in Kafka. Its methods block. */
public final class TopicAdministration {
    private final Engine engine;
    private final int defaultPartitions;
    private final Runnable changed;

    /** @param changed called after the set of topics has changed, where blocking is allowed */
    public TopicAdministration(Engine engine, int defaultPartitions, Runnable changed) {
        this.engine = engine;
        this.defaultPartitions = defaultPartitions;
        this.changed = changed;
    }

    /**
     * Checks what is asked for.
     *
     * @param partitions -1 for the default
     */
    TopicSpec check(String name, int partitions, Map<String, String> config) throws TopicExistsException {
        org.apache.kafka.common.internals.Topic.validate(name);
        if (partitions == 0 || partitions < -1) {
            throw new InvalidPartitionsException(
                    "topic '" + name + "' can't have " + partitions + " partitions; at least 1, or -1 for the default");
        }
        try {
            TopicConfig.of(config);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationException(e.getMessage(), e);
        }
        if (engine.topic(name) != null) {
            throw new TopicExistsException(name);
        }
        return new TopicSpec(name, partitions == -1 ? defaultPartitions : partitions, config);
    }

    Topic create(TopicSpec spec) throws TopicExistsException, IOException {
        try {
            return engine.createTopic(spec);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationException(e.getMessage(), e);
        } finally {
            changed.run();
        }
    }

    /** False when there was none. */
    boolean delete(String name) throws IOException {
        try {
            return engine.deleteTopic(name);
        } finally {
            changed.run();
        }
    }

    Topic alter(String name, Map<String, @Nullable String> changes) throws IOException {
        try {
            return engine.alterTopic(name, changes);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationException(e.getMessage(), e);
        }
    }
}
