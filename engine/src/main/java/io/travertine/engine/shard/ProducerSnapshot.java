package io.travertine.engine.shard;

/**
 * What is known of the producers of a partition.
 *
 * @param endOffset of all batches below it; they are durable
 * @param states see {@link ProducerStates#encode}
 */
public record ProducerSnapshot(PartitionLog partition, long endOffset, byte[] states) {}
