package io.travertine.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One partition: its offsets, appends and log reads. Offsets are as in Kafka: [logStartOffset, highWatermark) is durable and
 * visible, [highWatermark, logEndOffset) is assigned but not yet durable.
 */
public interface Partition {
    Topic topic();

    int index();

    /** The loop on which {@link #append} must be called. */
    ShardLoop loop();

    /** Any thread. */
    long logStartOffset();

    /** Any thread. */
    long highWatermark();

    /** Any thread; exact only on the loop. */
    long logEndOffset();

    /**
     * Appends one record batch (magic 2). Only on the shard's loop; never blocks. The buffer may be reused when the call
     * returns; its base offset and leader epoch fields are overwritten, what the producer's CRC covers is kept as it is.
     *
     * @param batch exactly one batch between position and limit
     * @param listener told on the shard's loop, once, when the batch is durable or can't become so
     * @return the offset of the first record, assigned now, durable when the listener is told. For a batch that an idempotent
     *     producer sends again, the offset that the first copy got; the listener is told as for any other
     * @throws AppendException when the batch is refused; nothing was written and the listener is not told
     */
    long append(ByteBuffer batch, AppendListener listener) throws AppendException;

    /**
     * Finds whole batches from the one that holds the offset on, up to the high watermark. Any thread; reads no batch, but
     * the first use of a sealed file may have to fetch its index from the disk.
     *
     * @param maxBytes about how many bytes; the first batch is returned even when it is larger
     * @return empty (zero batches) when the offset is the high watermark
     * @throws OffsetOutOfRangeException when the offset is below the log start or above the high watermark
     */
    LogSlice slice(long offset, int maxBytes) throws OffsetOutOfRangeException, IOException;

    /** The first record whose timestamp is at least so much, with its timestamp; empty when there is none. May block. */
    Optional<OffsetAndTimestamp> offsetForTimestamp(long timestampMs) throws IOException;

    /** The record with the largest timestamp; empty when the partition is. May block. */
    Optional<OffsetAndTimestamp> maxTimestamp() throws IOException;

    /** Registers a listener that is told, on the shard's loop, whenever the high watermark or the log start has moved. Any thread. */
    void addListener(PartitionListener listener);

    void removeListener(PartitionListener listener);

    record OffsetAndTimestamp(long offset, long timestampMs) {}

    /** See {@link #addListener}. */
    @FunctionalInterface
    interface PartitionListener {
        void advanced(Partition partition);
    }
}
