package io.travertine.engine.catalog;

import io.travertine.engine.TopicExistsException;
import io.travertine.engine.TopicSpec;
import io.travertine.engine.catalog.TopicRecord.Placement;
import io.travertine.storage.metadata.MetadataBatch;
import io.travertine.storage.metadata.MetadataStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The topics, and the numbers that are given out once. Every change is durable when the call returns, so calls may block;
 * changes are serialised by the caller. Under these keys of the metadata store:
 *
 * <pre>
 * catalog/topic/{name}                 a {@link TopicRecord}
 * catalog/shards                       u32, how many shards the data directory has
 * catalog/next-partition/{shard}       u32, the number the shard's next partition gets
 * catalog/next-producer                u64, the first producer id that was not given out
 * </pre>
 */
public final class Catalog {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
    private static final int MAX_PARTITIONS = 10_000;
    private static final int PRODUCER_BLOCK = 1_000;

    private final MetadataStore store;
    private final Map<String, TopicRecord> topics = new TreeMap<>();
    private final int shards;
    private long nextProducer;
    private long endOfProducerBlock;

    /** Reads the catalog; a new data directory gets so many shards. */
    public Catalog(MetadataStore store, int shardsIfNew) throws IOException {
        this.store = store;
        byte[] known = store.get(CatalogKey.SHARDS);
        if (known == null) {
            shards = shardsIfNew;
            store.commit(new MetadataBatch().put(CatalogKey.SHARDS, intBytes(shards)));
        } else {
            shards = ByteBuffer.wrap(known).getInt();
        }
        for (Map.Entry<byte[], byte[]> entry : store.scan(CatalogKey.TOPICS)) {
            TopicRecord topic = TopicRecord.decode(entry.getValue());
            topics.put(topic.name(), topic);
        }
        byte[] producer = store.get(CatalogKey.NEXT_PRODUCER);
        nextProducer = producer == null ? 0 : ByteBuffer.wrap(producer).getLong();
        endOfProducerBlock = nextProducer;
    }

    public int shards() {
        return shards;
    }

    /** Every topic, sorted by name. */
    public Collection<TopicRecord> topics() {
        return List.copyOf(topics.values());
    }

    /** Makes a topic; its partitions go to the shards in turn. */
    public TopicRecord create(TopicSpec spec) throws TopicExistsException, IOException {
        checkName(spec.name());
        if (spec.partitions() < 1 || spec.partitions() > MAX_PARTITIONS) {
            throw new IllegalArgumentException("topic '" + spec.name() + "' is to have " + spec.partitions()
                    + " partitions; 1 to " + MAX_PARTITIONS + " can be had");
        }
        if (topics.containsKey(spec.name())) {
            throw new TopicExistsException(spec.name());
        }
        MetadataBatch batch = new MetadataBatch();
        List<Placement> placements = place(spec.partitions(), batch);
        TopicRecord topic = new TopicRecord(
                spec.name(), UUID.randomUUID(), placements, spec.config(), TopicRecord.schemasOf(spec.config()));
        store.commit(batch.put(CatalogKey.topic(spec.name()), topic.encode()));
        topics.put(topic.name(), topic);
        return topic;
    }

    /** Replaces the settings of a topic, and the versions of its schema. */
    public TopicRecord configure(TopicRecord topic, Map<String, String> config, List<String> schemas)
            throws IOException {
        TopicRecord changed = topic.with(config, schemas);
        store.commit(new MetadataBatch().put(CatalogKey.topic(topic.name()), changed.encode()));
        topics.put(topic.name(), changed);
        return changed;
    }

    /** Removes a topic, in one commit with what else the batch has. */
    public void delete(TopicRecord topic, MetadataBatch batch) throws IOException {
        store.commit(batch.delete(CatalogKey.topic(topic.name())));
        topics.remove(topic.name());
    }

    /** A number that no producer had and none will get again; a commit for every thousand of them. */
    public long nextProducerId() throws IOException {
        if (nextProducer == endOfProducerBlock) {
            long end = nextProducer + PRODUCER_BLOCK;
            store.commit(new MetadataBatch()
                    .put(
                            CatalogKey.NEXT_PRODUCER,
                            ByteBuffer.allocate(8).putLong(end).array()));
            endOfProducerBlock = end;
        }
        return nextProducer++;
    }

    private List<Placement> place(int partitions, MetadataBatch batch) throws IOException {
        int[] next = new int[shards];
        for (int shard = 0; shard < shards; shard++) {
            byte[] known = store.get(CatalogKey.nextPartition(shard));
            next[shard] = known == null ? 0 : ByteBuffer.wrap(known).getInt();
        }
        List<Placement> placements = new ArrayList<>(partitions);
        for (int i = 0; i < partitions; i++) {
            int shard = fewest(next);
            placements.add(new Placement(shard, next[shard]++));
        }
        for (int shard = 0; shard < shards; shard++) {
            batch.put(CatalogKey.nextPartition(shard), intBytes(next[shard]));
        }
        return placements;
    }

    private static int fewest(int[] counts) {
        int fewest = 0;
        for (int i = 1; i < counts.length; i++) {
            if (counts[i] < counts[fewest]) {
                fewest = i;
            }
        }
        return fewest;
    }

    private static void checkName(@Nullable String name) {
        if (name == null || !NAME.matcher(name).matches() || name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException("'" + name
                    + "' is no topic name: 1 to 249 letters, digits, '.', '_' and '-' are needed, and not '.' or '..'");
        }
    }

    private static byte[] intBytes(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }
}
