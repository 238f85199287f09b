package io.travertine.storage.lsm;

import io.travertine.storage.lsm.wal.CommitLog;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Flushes and compactions, one at a time. */
final class Maintenance {
    private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);

    private final Manifest manifest;
    private final TableSet tables;
    private final Snapshots snapshots;
    private final Supplier<Collection<TreeCore>> trees;
    private final InstantSource clock;
    /** Held while something is flushed or compacted, and while the manifest changes. */
    private final ReentrantLock lock = new ReentrantLock();

    private final LongAdder flushes = new LongAdder();
    private final LongAdder flushedBytes = new LongAdder();
    private final LongAdder compactions = new LongAdder();
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private @Nullable CommitLog log;

    Maintenance(
            Manifest manifest,
            TableSet tables,
            Snapshots snapshots,
            Supplier<Collection<TreeCore>> trees,
            InstantSource clock) {
        this.manifest = manifest;
        this.tables = tables;
        this.snapshots = snapshots;
        this.trees = trees;
        this.clock = clock;
    }

    /** What the log has is recovered; from now on it is cut off below what is in tables. */
    void use(CommitLog commitLog) {
        lock.lock();
        log = commitLog;
        lock.unlock();
    }

    ReentrantLock lock() {
        return lock;
    }

    /** Does one thing, if there is something to do. */
    boolean runOnce() throws IOException {
        lock.lock();
        try {
            for (TreeCore tree : trees.get()) {
                if (flush(tree)) {
                    return true;
                }
            }
            for (TreeCore tree : trees.get()) {
                Compaction compaction = pick(tree);
                if (compaction != null) {
                    compact(tree, compaction);
                    return true;
                }
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Writes the oldest memtable that waits to a table; false when none does. */
    boolean flush(TreeCore tree) throws IOException {
        lock.lock();
        try {
            FreshEntries waiting = tree.isDropped() ? null : tree.waiting();
            if (waiting == null) {
                return false;
            }
            CommitLog durable = log;
            if (durable != null && durable.durableSequence() < waiting.lastSequence()) {
                durable.sync();
            }
            List<Long> made = tree.write(waiting, snapshots.sequences());
            List<Table> opened = open(made, clock.millis());
            long floor = floor(tree, waiting);
            manifest.flushed(tree.id(), opened, waiting.lastSequence(), floor);
            tree.flushed(waiting, opened);
            flushes.increment();
            flushedBytes.add(bytes(opened));
            if (durable != null) {
                durable.truncateBelow(manifest.logFloor());
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** What is in tables of all trees when that memtable is. */
    private long floor(TreeCore flushing, FreshEntries flushed) {
        long oldest = flushed.lastSequence() + 1;
        for (TreeCore tree : trees.get()) {
            long fresh = tree == flushing ? tree.oldestFreshWithout(flushed) : tree.oldestFresh();
            oldest = Math.min(oldest, fresh);
        }
        return oldest - 1;
    }

    private List<Table> open(List<Long> numbers, long createdAtMillis) throws IOException {
        List<Table> opened = new ArrayList<>();
        for (long number : numbers) {
            opened.add(tables.open(number, createdAtMillis));
        }
        return opened;
    }

    /** What is most urgent for a tree, or null. */
    @Nullable Compaction pick(TreeCore tree) {
        return tree.hasOptions() ? tree.options().compaction().pick(tree.levels(), clock.millis()) : null;
    }

    private void compact(TreeCore tree, Compaction compaction) throws IOException {
        LOG.debug("{}: {}", tree.name(), compaction);
        List<Table> made = switch (compaction.kind()) {
            // As young as the youngest of what is in it.
            case MERGE -> open(tree.merge(compaction, snapshots.sequences()), compaction.createdAtMillis());
            case MOVE -> compaction.inputs();
            case DROP -> List.of();
        };
        manifest.replace(tree.id(), compaction.inputs(), made, compaction.level());
        tree.compacted(compaction, made);
        compactions.increment();
        if (compaction.kind() == Compaction.Kind.MERGE) {
            bytesIn.add(compaction.inputBytes());
            bytesOut.add(bytes(made));
        }
    }

    private static long bytes(List<Table> some) {
        return some.stream().mapToLong(Table::bytes).sum();
    }

    long flushes() {
        return flushes.sum();
    }

    long flushedBytes() {
        return flushedBytes.sum();
    }

    long compactions() {
        return compactions.sum();
    }

    long compactedBytesIn() {
        return bytesIn.sum();
    }

    long compactedBytesOut() {
        return bytesOut.sum();
    }

    /** Brings all of a tree's tables into its lowest level, without what nobody can see any more. */
    void compactAll(TreeCore tree) throws IOException {
        lock.lock();
        try {
            if (tree.isDropped()) {
                throw new IllegalStateException("tree '" + tree.name() + "' was dropped, or its store closed");
            }
            Levels levels = tree.levels();
            if (!levels.all().isEmpty()) {
                int last = Math.max(1, levels.count() - 1);
                compact(tree, new Compaction(Compaction.Kind.MERGE, levels.all(), last, "asked for"));
            }
        } finally {
            lock.unlock();
        }
    }
}
