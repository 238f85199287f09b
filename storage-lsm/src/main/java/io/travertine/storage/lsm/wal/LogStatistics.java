package io.travertine.storage.lsm.wal;

import java.util.concurrent.atomic.LongAdder;

/** Counters of a log since it was opened. */
public final class LogStatistics {
    private final LongAdder writes = new LongAdder();
    private final LongAdder writtenBytes = new LongAdder();
    private final LongAdder syncs = new LongAdder();
    private final LongAdder syncNanos = new LongAdder();

    void written(long bytes) {
        writes.increment();
        writtenBytes.add(bytes);
    }

    void synced(long nanos) {
        syncs.increment();
        syncNanos.add(nanos);
    }

    /** Groups written: calls of the operating system. */
    public long writes() {
        return writes.sum();
    }

    public long writtenBytes() {
        return writtenBytes.sum();
    }

    public long syncs() {
        return syncs.sum();
    }

    /** What the syncs took, together. */
    public long syncNanos() {
        return syncNanos.sum();
    }
}
