package io.travertine.storage.lsm;

import io.travertine.storage.CorruptFileException;
import io.travertine.storage.lsm.table.BlockCache;
import io.travertine.storage.lsm.wal.CommitLog;
import io.travertine.storage.lsm.wal.LogStatistics;
import io.travertine.storage.lsm.wal.SyncPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory with named trees, opened by one process at a time. All trees share one log: a {@link WriteBatch} changes several of them, all or
 * none. Any thread may call anything; writes and reads may block on the disk.
 *
 * <pre>{@code
 * try (Store store = Store.open(directory, StoreOptions.DEFAULTS)) {
 *     Tree users = store.tree("users", TreeOptions.DEFAULTS);
 *     users.put(key, value);
 * }
 * }</pre>
 */
public final class Store implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Store.class);

    private final StoreId id = new StoreId();
    private final Path directory;
    private final StoreOptions options;
    private final StoreState state;
    private final Manifest manifest;
    private final Maintenance maintenance;
    private final CommitLog log;
    /** By id; trees in the manifest that nobody opened yet included. */
    private final Map<Integer, TreeCore> cores;

    private final Executor background;
    private final @Nullable BackgroundThread ownThread;
    private final @Nullable IntervalSync intervalSync;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final WriteThrottle throttle = new WriteThrottle();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition flushed = lock.newCondition();
    /** The trees of the batch that is being written, one for each run of changes of one; with the lock. */
    private final List<TreeCore> touched = new ArrayList<>();

    private final LongAdder writes = new LongAdder();
    private final LongAdder writtenBytes = new LongAdder();
    private long lastSequence;
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;

    private Store(Path directory, StoreOptions options, Map<String, TreeOptions> treeOptions) throws IOException {
        this.directory = directory;
        this.options = options;
        state = new StoreState(directory, options, treeOptions, id, lock);
        manifest = state.manifest();
        maintenance = state.maintenance();
        cores = state.trees();
        log = state.log();
        lastSequence = log.writtenSequence();
        Executor given = options.background();
        if (given == null) {
            ownThread = new BackgroundThread("store " + directory);
            background = ownThread;
        } else {
            ownThread = null;
            background = given;
        }
        intervalSync = given == null && options.sync() == SyncPolicy.INTERVAL
                ? new IntervalSync("store " + directory + " sync", log)
                : null;
        schedule();
    }

    /**
     * Opens a store, or makes it. Trees that are there are flushed, but not compacted, before {@link #tree(String, TreeOptions)} says how they are to be
     * kept.
     */
    public static Store open(Path directory, StoreOptions options) throws IOException {
        return open(directory, options, Map.of());
    }

    /**
     * Opens a store, or makes it.
     *
     * @param trees options of trees that there may be, by name, which hold from the beginning
     * @throws CorruptFileException when something is damaged that had been durable
     * @throws io.travertine.storage.UnsupportedFormatException when another release wrote it in a form that this one does not read
     */
    public static Store open(Path directory, StoreOptions options, Map<String, TreeOptions> trees) throws IOException {
        return new Store(directory, options, trees);
    }

    /**
     * The tree of a name; made if there is none, durably. The options hold from now on, a memtable's from the next one on, for everybody who has the
     * tree.
     */
    public Tree tree(String name, TreeOptions treeOptions) throws IOException {
        maintenance.lock().lock();
        try {
            checkOpen();
            for (TreeCore core : cores.values()) {
                if (core.name().equals(name)) {
                    core.setOptions(treeOptions);
                    schedule();
                    return new Tree(this, core);
                }
            }
            int treeId = manifest.createTree(name, log.writtenSequence());
            TreeCore made = new TreeCore(treeId, name, treeOptions, state.tables(), Levels.EMPTY);
            cores.put(treeId, made);
            return new Tree(this, made);
        } finally {
            maintenance.lock().unlock();
        }
    }

    /** The tree of a name with the options that it has, the default ones if nobody has said others; null when there is none. */
    public @Nullable Tree tree(String name) {
        for (TreeCore core : cores.values()) {
            if (core.name().equals(name)) {
                if (!core.hasOptions()) {
                    core.setOptions(core.options());
                    schedule();
                }
                return new Tree(this, core);
            }
        }
        return null;
    }

    /** The names of all trees. */
    public List<String> treeNames() {
        return cores.values().stream().map(TreeCore::name).toList();
    }

    /** Removes a tree and all that is in it, durably. Cursors that are open on it go on. */
    public void dropTree(Tree tree) throws IOException {
        checkMine(tree);
        maintenance.lock().lock();
        try {
            checkOpen();
            lock.lock();
            try {
                if (cores.remove(tree.id()) == null) {
                    throw new IllegalStateException("tree '" + tree.name() + "' was dropped already");
                }
            } finally {
                lock.unlock();
            }
            manifest.dropTree(tree.id());
            tree.core().close(true);
        } finally {
            maintenance.lock().unlock();
        }
    }

    /**
     * Makes the changes of a batch, all or none. When the call returns they are as durable as the sync policy says, and visible.
     *
     * @throws IOException when it is unknown whether the changes will be there after a restart; the store takes no more
     */
    public void write(WriteBatch batch) throws IOException {
        try {
            write(batch, () -> {});
        } catch (ConflictException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Says whether a batch may be written, when nothing else can be any more. */
    interface Check {
        void run() throws IOException, ConflictException;
    }

    void write(WriteBatch batch, Check check) throws IOException, ConflictException {
        if (batch.isEmpty()) {
            return;
        }
        if (batch.store() != id) {
            throw new IllegalArgumentException("the batch is for a tree of another store than " + directory);
        }
        boolean rotated = false;
        long last;
        lock.lock();
        try {
            checkOpen();
            awaitRoom();
            findTrees(batch);
            check.run();
            last = lastSequence + batch.count();
            log.append(lastSequence + 1, batch.count(), batch.bytes(), batch.sizeInBytes());
            rotated = apply(batch, lastSequence + 1);
            lastSequence = last;
            writes.increment();
            writtenBytes.add(batch.userBytes());
            if (rotated) {
                throttle.update(cores.values(), options.maxMemtables());
            }
        } finally {
            lock.unlock();
        }
        try {
            log.commit(last);
        } catch (IOException e) {
            // Who waits for room is to be told.
            signalRoom();
            throw e;
        }
        if (rotated || log.fileCount() > options.maxLogFiles()) {
            schedule();
        }
        // Behind the write: it is not held up itself.
        throttle.pause(batch.sizeInBytes());
    }

    /** Finds the trees of a batch: all of them, before anything is written. */
    private void findTrees(WriteBatch batch) {
        touched.clear();
        BatchReader changes = new BatchReader(batch.bytes(), batch.sizeInBytes());
        int last = -1;
        while (changes.next()) {
            if (changes.tree() != last) {
                last = changes.tree();
                TreeCore tree = cores.get(last);
                if (tree == null) {
                    throw new IllegalStateException("a tree of the batch was dropped");
                }
                touched.add(tree);
            }
        }
    }

    /** Adds what the log has to memory; returns whether a memtable is full now. */
    private boolean apply(WriteBatch batch, long firstSequence) {
        BatchReader changes = new BatchReader(batch.bytes(), batch.sizeInBytes());
        long sequence = firstSequence;
        boolean rotated = false;
        try {
            int run = -1;
            int last = -1;
            for (; changes.next(); sequence++) {
                if (changes.tree() != last) {
                    last = changes.tree();
                    run++;
                }
                touched.get(run).add(sequence, changes);
            }
            for (int i = 0; i < touched.size(); i++) {
                if (touched.get(i).isFull()) {
                    touched.get(i).rotate(sequence - 1);
                    rotated = true;
                }
            }
        } catch (RuntimeException | Error e) {
            // The log has it, memory may not: nothing may follow.
            failure = e;
            throw e;
        }
        return rotated;
    }

    private void awaitRoom() throws IOException {
        while (throttle.isShut()) {
            log.checkUsable();
            flushed.awaitUninterruptibly();
            checkOpen();
        }
    }

    private void checkMine(Tree tree) {
        if (tree.storeId() != id) {
            throw new IllegalArgumentException(
                    "tree '" + tree.name() + "' is of another store than " + directory + ", or of an earlier opening");
        }
    }

    /** A snapshot of all trees as they are now. */
    public Snapshot snapshot() {
        return state.snapshots().take(log::writtenSequence);
    }

    /** Writes all that is fresh to tables. */
    public void flush() throws IOException {
        lock.lock();
        try {
            checkOpen();
            cores.values().forEach(tree -> tree.rotate(lastSequence));
        } finally {
            lock.unlock();
        }
        for (TreeCore tree : cores.values()) {
            boolean more = true;
            while (more) {
                more = maintenance.flush(tree);
            }
        }
        signalRoom();
        schedule();
    }

    /** Brings all tables of a tree into the lowest level, without what nobody can see any more. */
    public void compact(Tree tree) throws IOException {
        checkMine(tree);
        flush();
        maintenance.compactAll(tree.core());
    }

    /**
     * Makes a store of its own that has what this one has now, durably: a directory that is not there yet. Where the file system has hard links,
     * tables are not copied, and use space only when this store no longer has them. Reads and writes go on.
     */
    public void checkpoint(Path target) throws IOException {
        maintenance.lock().lock();
        try {
            checkOpen();
            log.sync();
            List<Table> all = cores.values().stream()
                    .flatMap(tree -> tree.levels().all().stream())
                    .toList();
            new Checkpoint(options.files(), target).make(manifest, all, log.files());
        } finally {
            maintenance.lock().unlock();
        }
    }

    /** Makes durable what was written before the call, whatever the sync policy. */
    public void sync() throws IOException {
        log.sync();
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            try {
                background.execute(this::runBackground);
            } catch (RejectedExecutionException e) {
                // It is closed meanwhile; or who gave the executor ended it: then writers are told, and do not wait.
                scheduled.set(false);
                if (!closed) {
                    failure = e;
                    signalRoom();
                }
            }
        }
    }

    private void runBackground() {
        scheduled.set(false);
        try {
            rotateForLog();
            while (!closed && maintenance.runOnce()) {
                signalRoom();
            }
        } catch (IOException | RuntimeException | Error e) {
            if (!closed) {
                failure = e;
                LOG.error("{}: a flush or compaction failed; the store takes no more writes", directory, e);
            }
        }
        signalRoom();
    }

    /** What is only in the oldest files of a log that is too long becomes tables. */
    private void rotateForLog() {
        if (log.fileCount() <= options.maxLogFiles()) {
            return;
        }
        long oldest = log.oldestFileEnd();
        lock.lock();
        try {
            for (TreeCore tree : cores.values()) {
                if (tree.oldestFresh() <= oldest) {
                    tree.rotate(lastSequence);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void signalRoom() {
        lock.lock();
        try {
            throttle.update(cores.values(), options.maxMemtables());
            flushed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What the store has and has done since it was opened. */
    public StoreStatistics statistics() {
        LogStatistics written = log.statistics();
        BlockCache.Stats cached = state.cache().stats();
        return new StoreStatistics(
                writes.sum(),
                writtenBytes.sum(),
                new StoreStatistics.Log(written.writes(), written.writtenBytes(), written.syncs(), written.syncNanos()),
                maintenance.flushes(),
                maintenance.flushedBytes(),
                maintenance.compactions(),
                maintenance.compactedBytesIn(),
                maintenance.compactedBytesOut(),
                throttle.delayNanos(WriteThrottle.Reason.MEMTABLES),
                throttle.delayNanos(WriteThrottle.Reason.LEVEL_0),
                state.snapshots().count(),
                new StoreStatistics.Cache(cached.hits(), cached.misses(), cached.bytes()),
                cores.values().stream().map(TreeCore::statistics).toList());
    }

    /** Sequence of the last change that reads see. */
    long visibleSequence() {
        return log.writtenSequence();
    }

    StoreId id() {
        return id;
    }

    Collection<TreeCore> cores() {
        return cores.values();
    }

    private void checkOpen() throws IOException {
        if (closed) {
            throw new IllegalStateException("the store in " + directory + " is closed");
        }
        Throwable failed = failure;
        if (failed != null) {
            throw new IOException(
                    "the store in " + directory + " takes no writes since an earlier failure: " + failed.getMessage()
                            + "; see to the disk, then open it again to recover what is durable",
                    failed);
        }
    }

    /**
     * Ends the log cleanly and lets go of all files and memory. Cursors must be closed before. What is fresh stays in the log.
     *
     * @throws IOException when, after an earlier failure, something that was written may be lost to a power cut
     */
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            flushed.signalAll();
        } finally {
            lock.unlock();
        }
        if (intervalSync != null) {
            intervalSync.close();
        }
        if (ownThread != null) {
            ownThread.close();
        }
        maintenance.lock().lock();
        try {
            IOException problem = new IOException("closing " + directory + " failed");
            state.close(problem);
            if (problem.getSuppressed().length > 0) {
                throw problem;
            }
        } finally {
            maintenance.lock().unlock();
        }
    }
}
