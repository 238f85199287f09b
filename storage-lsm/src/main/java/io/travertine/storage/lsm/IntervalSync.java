package io.travertine.storage.lsm;

import io.travertine.storage.lsm.wal.CommitLog;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Syncs a log a tenth of a second after the last time, again and again. */
final class IntervalSync implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IntervalSync.class);
    private static final long INTERVAL_MS = 100;

    private final ScheduledExecutorService thread;
    private final CommitLog log;

    IntervalSync(String name, CommitLog log) {
        this.log = log;
        thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
        thread.scheduleWithFixedDelay(this::sync, INTERVAL_MS, INTERVAL_MS, TimeUnit.MILLISECONDS);
    }

    private void sync() {
        if (log.failure() == null) {
            try {
                log.sync();
            } catch (IOException e) {
                LOG.error("a sync failed; the store takes no more writes", e);
            }
        }
    }

    /** No sync begins after it; one that has begun may go on. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
