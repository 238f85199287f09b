package io.travertine.broker.kafka.api;

import io.travertine.engine.Engine;
import io.travertine.engine.Partition;
import io.travertine.engine.Topic;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** Finds topics the way requests name them: by id in newer versions, by name in older ones. */
public final class TopicLookup {
    private final Engine engine;

    public TopicLookup(Engine engine) {
        this.engine = engine;
    }

    /** By id when there is one. */
    public @Nullable Topic find(Uuid id, @Nullable String name) {
        if (byId(id)) {
            return engine.topic(new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits()));
        }
        return name == null ? null : engine.topic(name);
    }

    /** What to answer when {@link #find} found nothing. */
    public static Errors unknown(Uuid id) {
        return byId(id) ? Errors.UNKNOWN_TOPIC_ID : Errors.UNKNOWN_TOPIC_OR_PARTITION;
    }

    public static @Nullable Partition partition(@Nullable Topic topic, int index) {
        if (topic == null) {
            return null;
        }
        List<Partition> partitions = topic.partitions();
        return index >= 0 && index < partitions.size() ? partitions.get(index) : null;
    }

    public static Uuid id(Topic topic) {
        return new Uuid(topic.id().getMostSignificantBits(), topic.id().getLeastSignificantBits());
    }

    private static boolean byId(Uuid id) {
        return !Uuid.ZERO_UUID.equals(id);
    }
}
