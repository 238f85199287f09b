package io.travertine.broker.http.ingest;

/**
 * What one request may have in memory.
 *
 * @param batchBytes size at which a batch is sent to its shard
 * @param openBytes of batches that are still filled, over all partitions; then all are sent
 * @param batchesInFlight sent, but not yet durable
 */
public record IngestLimits(int batchBytes, int openBytes, int batchesInFlight) {}
