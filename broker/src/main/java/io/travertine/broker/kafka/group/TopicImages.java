package io.travertine.broker.kafka.group;

import io.travertine.broker.kafka.api.Node;
import io.travertine.broker.kafka.api.TopicLookup;
import io.travertine.engine.Engine;
import io.travertine.engine.Topic;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metadata.PartitionRecord;
import org.apache.kafka.common.metadata.RemoveTopicRecord;
import org.apache.kafka.common.metadata.TopicRecord;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.MetadataProvenance;
import org.apache.kafka.image.TopicImage;

/** Keeps the coordinator's picture of the topics equal to the engine's. Where blocking is allowed. */
final class TopicImages {
    private final Engine engine;
    private final BiConsumer<MetadataDelta, MetadataImage> listener;
    private MetadataImage image = MetadataImage.EMPTY;

    TopicImages(Engine engine, BiConsumer<MetadataDelta, MetadataImage> listener) {
        this.engine = engine;
        this.listener = listener;
    }

    /** Compares, and tells the listener what was made and deleted since the last time. */
    synchronized void refresh() {
        MetadataDelta delta = new MetadataDelta.Builder().setImage(image).build();
        Set<Uuid> present = new HashSet<>();
        boolean changed = false;
        for (Topic topic : engine.topics()) {
            Uuid id = TopicLookup.id(topic);
            present.add(id);
            changed |= addMissing(delta, id, topic);
        }
        for (TopicImage known : image.topics().topicsById().values()) {
            if (!present.contains(known.id())) {
                delta.replay(new RemoveTopicRecord().setTopicId(known.id()));
                changed = true;
            }
        }
        if (changed) {
            image = delta.apply(new MetadataProvenance(image.offset() + 1, 0, System.currentTimeMillis(), true));
            listener.accept(delta, image);
        }
    }

    private boolean addMissing(MetadataDelta delta, Uuid id, Topic topic) {
        TopicImage known = image.topics().getTopic(id);
        int first = known == null ? 0 : known.partitions().size();
        int count = topic.partitions().size();
        if (known == null) {
            delta.replay(new TopicRecord().setTopicId(id).setName(topic.name()));
        }
        for (int i = first; i < count; i++) {
            delta.replay(new PartitionRecord()
                    .setTopicId(id)
                    .setPartitionId(i)
                    .setReplicas(List.of(Node.ID))
                    .setIsr(List.of(Node.ID))
                    .setLeader(Node.ID)
                    .setLeaderEpoch(Node.LEADER_EPOCH)
                    .setPartitionEpoch(0));
        }
        return known == null || first < count;
    }
}
