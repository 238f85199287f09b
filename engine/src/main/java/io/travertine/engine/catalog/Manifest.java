package io.travertine.engine.catalog;

import io.travertine.columnar.segment.SegmentInfo;
import io.travertine.storage.metadata.MetadataBatch;
import io.travertine.storage.metadata.MetadataStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The list of what is live on disk beside the log files that were not retired: segments, log starts, producers. A change is
 * one atomic commit of the metadata store, whose version is the manifest's. Any thread. Under these keys:
 *
 * <pre>
 * manifest/{shard}/first-live-sequence              u64: log files before this group are retired
 * manifest/{shard}/{partition}/log-start            u64: records below this offset are gone
 * manifest/{shard}/{partition}/producers            u64 end offset, then the producers of all batches below it
 * manifest/{shard}/{partition}/segment/{20 digits}  a {@link SegmentInfo}
 * </pre>
 */
public final class Manifest {
    /** Nothing was retired yet. */
    private static final long NOTHING_RETIRED = 0;

    private final MetadataStore store;

    public Manifest(MetadataStore store) {
        this.store = store;
    }

    /** The producers of a partition's batches below an offset. */
    public record Producers(long endOffset, byte[] states) {}

    public long firstLiveSequence(int shard) throws IOException {
        return number("manifest/" + shard + "/first-live-sequence", NOTHING_RETIRED);
    }

    public void setFirstLiveSequence(int shard, long sequence) throws IOException {
        store.commit(new MetadataBatch().put(key("manifest/" + shard + "/first-live-sequence"), longBytes(sequence)));
    }

    public long logStart(int shard, int partition) throws IOException {
        return number(path(shard, partition) + "log-start", 0);
    }

    /** The published segments of a partition, in offset order. */
    public List<SegmentInfo> segments(int shard, int partition) throws IOException {
        List<SegmentInfo> segments = new ArrayList<>();
        for (Map.Entry<byte[], byte[]> entry : store.scan(key(path(shard, partition) + "segment/"))) {
            segments.add(SegmentInfo.decode(entry.getValue()));
        }
        segments.sort(Comparator.comparingLong(SegmentInfo::firstOffset));
        return segments;
    }

    public Producers producers(int shard, int partition) throws IOException {
        byte[] bytes = store.get(key(path(shard, partition) + "producers"));
        if (bytes == null) {
            return new Producers(0, new byte[0]);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long endOffset = in.getLong();
        byte[] states = new byte[in.remaining()];
        in.get(states);
        return new Producers(endOffset, states);
    }

    /** Publishes segments of a partition, and forgets those whose place they take. */
    public void replaceSegments(int shard, int partition, List<SegmentInfo> before, List<SegmentInfo> after)
            throws IOException {
        MetadataBatch batch = new MetadataBatch();
        for (SegmentInfo segment : before) {
            batch.delete(segmentKey(shard, partition, segment.number()));
        }
        for (SegmentInfo segment : after) {
            batch.put(segmentKey(shard, partition, segment.number()), segment.encode());
        }
        store.commit(batch);
    }

    /** Moves the log start of a partition. */
    public void setLogStart(int shard, int partition, long offset) throws IOException {
        store.commit(new MetadataBatch().put(key(path(shard, partition) + "log-start"), longBytes(offset)));
    }

    /** Adds to a batch what keeps the producers of a partition. */
    public void putProducers(MetadataBatch batch, int shard, int partition, Producers producers) {
        byte[] value = ByteBuffer.allocate(8 + producers.states().length)
                .putLong(producers.endOffset())
                .put(producers.states())
                .array();
        batch.put(key(path(shard, partition) + "producers"), value);
    }

    /** Adds to a batch what forgets a partition. */
    public void forget(MetadataBatch batch, int shard, int partition) {
        batch.deletePrefix(key(path(shard, partition)));
    }

    private long number(String path, long otherwise) throws IOException {
        byte[] bytes = store.get(key(path));
        return bytes == null ? otherwise : ByteBuffer.wrap(bytes).getLong();
    }

    private static byte[] segmentKey(int shard, int partition, long number) {
        return key(path(shard, partition) + "segment/" + String.format("%020d", number));
    }

    private static String path(int shard, int partition) {
        return "manifest/" + shard + "/" + partition + "/";
    }

    private static byte[] key(String path) {
        return path.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] longBytes(long value) {
        return ByteBuffer.allocate(8).putLong(value).array();
    }
}
