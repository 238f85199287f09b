package io.travertine.broker.http.ingest;

/**
 * What one request may have in memory.
 *
 * @param batchBytes size at which a batch is sent to its shard
 * @param openBytes of batches that are still filled, over all partitions; then all are sent
 * @param batchesInFlight sent, but not yet durable
 * @param whole true when nothing may be sent before everything was read: then a batch that is full is an objection
 */
public record IngestLimits(int batchBytes, int openBytes, int batchesInFlight, boolean whole) {
    /** Batches leave when they are full. */
    public IngestLimits(int batchBytes, int openBytes, int batchesInFlight) {
        this(batchBytes, openBytes, batchesInFlight, false);
    }

    /** All is sent at the end, one batch for each partition. */
    public static IngestLimits whole(int batchBytes, int batchesInFlight) {
        return new IngestLimits(batchBytes, Integer.MAX_VALUE, batchesInFlight, true);
    }
}
