package io.travertine.storage.log;

import static io.travertine.storage.log.Bytes.INT;
import static io.travertine.storage.log.Bytes.LONG;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** The entries of one partition in one file, in offset order. Immutable; valid as long as the {@link LogIndex}. */
public final class PartitionEntries {
    private static final MemorySegment NONE = MemorySegment.ofArray(new int[0]);

    private final LogIndex index;
    private final MemorySegment ordinals;
    private final int count;
    private final @Nullable MemorySegment line;

    /**
     * @param ordinals begins with the ordinals of the partition
     * @param line of the directory in the footer, if there is one
     */
    PartitionEntries(LogIndex index, MemorySegment ordinals, int count, @Nullable MemorySegment line) {
        this.index = index;
        this.ordinals = ordinals;
        this.count = count;
        this.line = line;
    }

    static PartitionEntries none(LogIndex index) {
        return new PartitionEntries(index, NONE, 0, null);
    }

    public int count() {
        return count;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** The ordinal, for {@link LogIndex}, of the i-th entry of this partition. */
    public int ordinal(int i) {
        assert i >= 0 && i < count : "entry " + i + " of " + count;
        return ordinals.get(INT, (long) i * Integer.BYTES);
    }

    /** The offset of the first record; there must be one. */
    public long firstOffset() {
        return line == null ? index.baseOffset(ordinal(0)) : line.get(LONG, DirectoryLayout.FIRST_OFFSET);
    }

    /** The offset behind the last record; there must be one. */
    public long endOffset() {
        return line == null ? index.endOffset(ordinal(count - 1)) : line.get(LONG, DirectoryLayout.END_OFFSET);
    }

    /** Which entry, counted within the partition, is the first that ends above the offset: the one that holds it, if any does; count() if none. */
    public int find(long offset) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (index.endOffset(ordinal(middle)) <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The largest timestamp of a record, in a file not yet sealed by looking at every entry; Long.MIN_VALUE if there is no entry. */
    public long maxTimestampMs() {
        if (line != null) {
            return line.get(LONG, DirectoryLayout.MAX_TIMESTAMP);
        }
        long max = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            max = Math.max(max, index.maxTimestampMs(ordinal(i)));
        }
        return max;
    }
}
