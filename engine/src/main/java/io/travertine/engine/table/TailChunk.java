package io.travertine.engine.table;

import io.travertine.columnar.chunk.MemoryChunk;
import org.jspecify.annotations.Nullable;

/**
 * Fresh records in columns, charged to the budget until the tail and every query that saw them have let go. {@link #rows} is
 * guarded by the lock of the partition's table; the rest is thread-safe.
 */
final class TailChunk {
    private final TailBudget budget;
    private @Nullable MemoryChunk rows;
    private long chargedBytes;
    private int holders = 1;

    /** An empty one, held by the caller. */
    TailChunk(TailBudget budget) {
        this.budget = budget;
    }

    /** The rows so far, or null when there are none; the rows of an earlier call stay as they were. */
    @Nullable MemoryChunk rows() {
        return rows;
    }

    /** Takes what replaces the rows: the same, and more behind them. */
    void replace(MemoryChunk grown) {
        rows = grown;
        charge(grown.estimatedBytes());
    }

    /** Charges what is being decoded, so that all who decode at a time see what the others do. */
    void expect(long bytes) {
        if (bytes > chargedBytes) {
            charge(bytes);
        }
    }

    private synchronized void charge(long bytes) {
        budget.changed(bytes - chargedBytes);
        chargedBytes = bytes;
    }

    synchronized TailChunk retain() {
        holders++;
        return this;
    }

    synchronized void release() {
        holders--;
        if (holders == 0) {
            budget.changed(-chargedBytes);
        }
    }
}
