package io.travertine.engine;

import io.travertine.engine.compaction.CompactionTarget;
import io.travertine.engine.compaction.Compactor;
import io.travertine.engine.shard.Shard;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread for background work: compaction when a file was sealed, merges and retirement behind it; sealing of what is old, and
 * retention, once a minute.
 */
final class Maintenance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);
    private static final long PERIOD_SECONDS = 60;

    private final Storage storage;
    private final Compactor compactor;
    private final Supplier<List<CompactionTarget>> targets;
    private final AtomicBoolean sealing = new AtomicBoolean();
    /** Work that comes after the end is cancelled: a file that is sealed by closing is compacted at the next start. */
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("compactor").daemon().factory(), (task, ended) -> {
                if (task instanceof Future<?> future) {
                    future.cancel(false);
                }
            });

    Maintenance(Storage storage, Supplier<List<CompactionTarget>> targets) {
        this.storage = storage;
        this.targets = targets;
        this.compactor = new Compactor(
                storage.options().fileSystem(),
                storage.manifest(),
                storage.options().clock(),
                storage.options().hotLogBytes(),
                storage::raiseLogStart);
    }

    /** From now on sealed files are compacted, when that is wanted, and retention is kept. */
    void start() {
        if (storage.options().backgroundCompaction()) {
            storage.onSealed(() -> thread.execute(this::compactSealed));
            storage.tails().onFull(this::sealSoon);
            thread.execute(this::compactSealed);
        }
        thread.scheduleWithFixedDelay(this::everyMinute, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    /** Seals, compacts these partitions, and retires what can be, before other work gets at what was sealed; blocks until done. */
    CompactionReport compactNow(List<CompactionTarget> wanted) throws IOException {
        return await(() -> {
            storage.seal();
            storage.keepProducers(targets.get());
            CompactionReport report = compactor.compact(wanted);
            merge(wanted);
            expire(wanted);
            return report.retired(retire());
        });
    }

    /** Decoded tails take too much memory: seals, whereupon the tails are compacted. Asks once until that is done. */
    private void sealSoon() {
        if (!sealing.getAndSet(true)) {
            thread.execute(() -> {
                sealing.set(false);
                try {
                    storage.seal();
                } catch (IOException | RuntimeException e) {
                    LOG.error("the log could not be sealed to make room for the columns of fresh records", e);
                }
            });
        }
    }

    private void compactSealed() {
        try {
            List<CompactionTarget> all = targets.get();
            storage.keepProducers(all);
            compactor.compact(all);
            merge(all);
            expire(all);
            retire();
        } catch (IOException | RuntimeException e) {
            LOG.error("compaction failed; the records stay in the log, and it is tried again at the next seal", e);
        }
    }

    private int retire() throws IOException {
        List<CompactionTarget> all = targets.get();
        int retired = 0;
        for (int number = 0; number < storage.shards().size(); number++) {
            Shard shard = storage.shards().get(number);
            retired += compactor.retire(
                    number,
                    shard,
                    all.stream()
                            .filter(target -> target.partition().shard() == shard)
                            .toList());
        }
        return retired;
    }

    private void merge(List<CompactionTarget> wanted) throws IOException {
        for (CompactionTarget target : wanted) {
            compactor.merge(target);
        }
    }

    private void expire(List<CompactionTarget> wanted) throws IOException {
        for (CompactionTarget target : wanted) {
            compactor.expire(target);
        }
    }

    private void everyMinute() {
        try {
            EngineOptions options = storage.options();
            if (options.backgroundCompaction()) {
                long oldMs = options.clock().millis() - options.logRollAfter().toMillis();
                for (Shard shard : storage.shards()) {
                    shard.sealIfBegunBefore(oldMs);
                }
            }
            expire(targets.get());
        } catch (IOException | RuntimeException e) {
            LOG.error("rolling of the log or retention failed; it is tried again in a minute", e);
        }
    }

    private CompactionReport await(Callable<CompactionReport> work) throws IOException {
        try {
            return thread.submit(work).get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException("compaction failed: " + cause.getMessage(), cause);
        } catch (CancellationException e) {
            throw new IOException("nothing was compacted: the engine is being closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while compacting", e);
        }
    }

    /** Lets the work under way end, and starts no other. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
                LOG.warn(
                        "compaction was still running after a minute; its unpublished files are removed at the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
