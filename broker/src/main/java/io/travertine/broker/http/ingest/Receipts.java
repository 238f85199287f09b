package io.travertine.broker.http.ingest;

import io.travertine.broker.http.ingest.IngestReport.PartitionRange;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Collects what the shards report as durable. Thread-safe: the batches of one request may lie on several shards. */
final class Receipts {
    private final boolean ulid;
    private final TreeMap<Integer, PartitionRange> ranges = new TreeMap<>();

    Receipts(boolean ulid) {
        this.ulid = ulid;
    }

    /** A batch of so many records is durable. Batches of one partition are told in the order of their offsets. */
    synchronized void durable(int partition, int count, long baseOffset, long baseIdHigh, long baseIdLow) {
        long lastOffset = baseOffset + count - 1;
        String lastId = RecordIds.text(baseIdHigh, baseIdLow, count - 1L, ulid);
        PartitionRange before = ranges.get(partition);
        PartitionRange after = before == null
                ? new PartitionRange(
                        partition, count, baseOffset, lastOffset, RecordIds.text(baseIdHigh, baseIdLow, ulid), lastId)
                : new PartitionRange(
                        partition, before.count() + count, before.firstOffset(), lastOffset, before.firstId(), lastId);
        ranges.put(partition, after);
    }

    synchronized IngestReport report() {
        List<PartitionRange> all = new ArrayList<>(ranges.values());
        return new IngestReport(all.stream().mapToLong(PartitionRange::count).sum(), all);
    }
}
