package io.travertine.engine.shard;

import io.travertine.engine.AppendListener;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Appends that are written but not yet known to be durable, in the order of the log: a ring of parallel arrays, so that an
 * append allocates nothing. Belongs to the shard's loop; its length is bounded by what producers have in flight.
 */
final class PendingAppends {
    private static final int INITIAL_CAPACITY = 1024;

    private PartitionLog[] partitions = new PartitionLog[INITIAL_CAPACITY];
    private @Nullable AppendListener[] listeners = new AppendListener[INITIAL_CAPACITY];
    private long[] numbers = new long[INITIAL_CAPACITY];
    private long[] baseOffsets = new long[INITIAL_CAPACITY];
    private long[] endOffsets = new long[INITIAL_CAPACITY];
    private long[] baseIdHighs = new long[INITIAL_CAPACITY];
    private long[] baseIdLows = new long[INITIAL_CAPACITY];
    private int head;
    private int size;

    /** Told of each append that leaves the ring. */
    interface Visitor {
        void visit(
                PartitionLog partition,
                AppendListener listener,
                long baseOffset,
                long endOffset,
                long baseIdHigh,
                long baseIdLow);
    }

    /**
     * Adds an append, or somebody who waits for an earlier one.
     *
     * @param number the log's count of appends that must be durable first
     */
    void add(
            long number,
            PartitionLog partition,
            AppendListener listener,
            long baseOffset,
            long endOffset,
            long baseIdHigh,
            long baseIdLow) {
        if (size == numbers.length) {
            grow();
        }
        int at = (head + size++) & (numbers.length - 1);
        numbers[at] = number;
        partitions[at] = partition;
        listeners[at] = listener;
        baseOffsets[at] = baseOffset;
        endOffsets[at] = endOffset;
        baseIdHighs[at] = baseIdHigh;
        baseIdLows[at] = baseIdLow;
    }

    /** Takes out, in order, all up to the number, and tells the visitor, which may add others. */
    void removeUpTo(long number, Visitor visitor) {
        while (size > 0 && numbers[head] <= number) {
            int at = head;
            PartitionLog partition = partitions[at];
            AppendListener listener = listeners[at];
            long baseOffset = baseOffsets[at];
            long endOffset = endOffsets[at];
            long high = baseIdHighs[at];
            long low = baseIdLows[at];
            listeners[at] = null;
            head = (head + 1) & (numbers.length - 1);
            size--;
            if (listener != null) {
                visitor.visit(partition, listener, baseOffset, endOffset, high, low);
            }
        }
    }

    private void grow() {
        int capacity = numbers.length;
        partitions = unrolled(partitions);
        listeners = unrolled(listeners);
        numbers = unrolled(numbers);
        baseOffsets = unrolled(baseOffsets);
        endOffsets = unrolled(endOffsets);
        baseIdHighs = unrolled(baseIdHighs);
        baseIdLows = unrolled(baseIdLows);
        head = 0;
        assert numbers.length == 2 * capacity;
    }

    private <T extends @Nullable Object> T[] unrolled(T[] ring) {
        T[] larger = Arrays.copyOfRange(ring, head, head + 2 * ring.length);
        System.arraycopy(ring, 0, larger, ring.length - head, head);
        return larger;
    }

    private long[] unrolled(long[] ring) {
        long[] larger = Arrays.copyOfRange(ring, head, head + 2 * ring.length);
        System.arraycopy(ring, 0, larger, ring.length - head, head);
        return larger;
    }
}
