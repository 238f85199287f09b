package io.travertine.benchmarks.storage;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Ends a workload that takes too long or too much of the disk. */
final class Limits {
    private static final long DISK_CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Engine engine;
    private final long maxDiskBytes;
    private final long end;
    private long nextDiskCheck;
    private volatile boolean late;
    private volatile boolean full;

    Limits(Engine engine, double seconds, long maxDiskBytes) {
        this.engine = engine;
        this.maxDiskBytes = maxDiskBytes;
        long now = System.nanoTime();
        this.end = now + (long) (seconds * 1e9);
        this.nextDiskCheck = now + DISK_CHECK_NANOS;
    }

    /** Whether there may be more; ask every few operations. */
    boolean allow() throws IOException {
        if (System.nanoTime() - end > 0) {
            late = true;
        }
        return diskAllows() && !late;
    }

    /** Whether there may be more as far as the disk is concerned. */
    boolean diskAllows() throws IOException {
        long now = System.nanoTime();
        if (now - nextDiskCheck > 0) {
            nextDiskCheck = now + DISK_CHECK_NANOS;
            full |= engine.diskBytes() > maxDiskBytes;
        }
        return !full;
    }

    /** Whether it ended the workload before all was done. */
    boolean stopped() {
        return late || full;
    }
}
