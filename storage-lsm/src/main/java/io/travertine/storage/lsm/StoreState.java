package io.travertine.storage.lsm;

import io.travertine.storage.CorruptFileException;
import io.travertine.storage.file.FileSystem;
import io.travertine.storage.lsm.table.BlockCache;
import io.travertine.storage.lsm.wal.CommitLog;
import io.travertine.storage.lsm.wal.LogOptions;
import io.travertine.storage.lsm.wal.LogRecovery;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an open store consists of: opened and recovered in order, and let go of in the other. */
final class StoreState {
    private static final Logger LOG = LoggerFactory.getLogger(StoreState.class);

    private final Path directory;
    private final StoreOptions options;
    private final Closeable fileLock;
    private final Manifest manifest;
    private final BlockCache cache;
    private final TableSet tables;
    private final Snapshots snapshots;
    private final Map<Integer, TreeCore> trees = new ConcurrentSkipListMap<>();
    private final Maintenance maintenance;
    private final CommitLog log;

    /**
     * Opens a store, or makes it.
     *
     * @param lock of the store, with which its log gathers
     */
    StoreState(
            Path directory, StoreOptions options, Map<String, TreeOptions> treeOptions, StoreId id, ReentrantLock lock)
            throws IOException {
        this.directory = directory;
        this.options = options;
        snapshots = new Snapshots(id);
        FileSystem files = options.files();
        files.createDirectories(directory);
        fileLock = files.lock(directory.resolve("LOCK"));
        try {
            for (String each : List.of("log", "tables")) {
                files.createDirectories(directory.resolve(each));
            }
            checkManifest(files);
            manifest = Manifest.open(files, directory.resolve("metadata"));
            cache = options.cacheBytes() == 0 ? BlockCache.none() : BlockCache.ofBytes(options.cacheBytes());
            tables = new TableSet(files, directory.resolve("tables"), cache, manifest.epoch());
            maintenance = new Maintenance(manifest, tables, snapshots, trees::values, options.clock());
            openTrees(treeOptions);
            log = recover(files, lock);
            maintenance.use(log);
            manifest.logBegun();
        } catch (IOException | RuntimeException | Error e) {
            close(e);
            throw e;
        }
    }

    /** A store without a manifest is a new one, unless it has files that some manifest must have named. */
    private void checkManifest(FileSystem files) throws IOException {
        Path metadata = directory.resolve("metadata");
        boolean isNew = files.list(metadata).isEmpty();
        for (String each : List.of("log", "tables")) {
            List<Path> orphans = files.list(directory.resolve(each));
            if (isNew && !orphans.isEmpty()) {
                throw new CorruptFileException(
                        metadata,
                        0,
                        "no manifest, and " + orphans.size() + " files in " + each,
                        "the manifest of them");
            }
        }
    }

    private void openTrees(Map<String, TreeOptions> treeOptions) throws IOException {
        Set<Path> named = new HashSet<>();
        for (Map.Entry<Integer, String> each : manifest.trees().entrySet()) {
            Levels levels = Levels.EMPTY;
            Map<Integer, List<Table>> byLevel = new TreeMap<>();
            for (Manifest.TablePlace place : manifest.tables(each.getKey())) {
                Table table = tables.open(place.number(), place.createdAtMillis());
                named.add(table.path());
                byLevel.computeIfAbsent(place.level(), level -> new ArrayList<>())
                        .add(table);
            }
            for (Map.Entry<Integer, List<Table>> level : byLevel.entrySet()) {
                levels = levels.with(List.of(), level.getKey(), level.getValue());
            }
            TreeOptions chosen = treeOptions.get(each.getValue());
            trees.put(each.getKey(), new TreeCore(each.getKey(), each.getValue(), chosen, tables, levels));
        }
        tables.deleteOthers(named);
    }

    private CommitLog recover(FileSystem files, ReentrantLock lock) throws IOException {
        Path logs = directory.resolve("log");
        LogRecovery.Result found = LogRecovery.read(files, logs, manifest.logFloor(), this::replay);
        if (found.files().isEmpty() && manifest.hasLog()) {
            throw new CorruptFileException(logs, 0, "no log files", "those that were written since the last flush");
        }
        if (Math.max(found.lastSequence(), manifest.logFloor()) < manifest.logEnd()) {
            throw new CorruptFileException(
                    logs,
                    found.lastSequence(),
                    "a log that ends with sequence " + found.lastSequence(),
                    "sequence " + manifest.logEnd() + ", with which it was closed");
        }
        long lastSequence = Math.max(found.lastSequence(), manifest.logFloor());
        if (found.tornBytes() > 0) {
            LOG.info("{}: {} bytes of a torn write left out", logs, found.tornBytes());
        }
        LogOptions logOptions = new LogOptions(options.sync(), options.logFileBytes());
        return new CommitLog(files, logs, logOptions, manifest.epoch(), found, lastSequence, lock);
    }

    private void replay(long firstSequence, int operations, byte[] payload, int length) throws IOException {
        BatchReader changes = new BatchReader(payload, length);
        long sequence = firstSequence;
        for (; changes.next(); sequence++) {
            TreeCore tree = trees.get(changes.tree());
            if (tree != null && sequence > manifest.flushed(changes.tree())) {
                tree.add(sequence, changes);
            }
        }
        for (TreeCore tree : trees.values()) {
            if (tree.isFull()) {
                tree.rotate(sequence - 1);
                maintenance.flush(tree);
            }
        }
    }

    Manifest manifest() {
        return manifest;
    }

    BlockCache cache() {
        return cache;
    }

    TableSet tables() {
        return tables;
    }

    Snapshots snapshots() {
        return snapshots;
    }

    /** By id. */
    Map<Integer, TreeCore> trees() {
        return trees;
    }

    Maintenance maintenance() {
        return maintenance;
    }

    CommitLog log() {
        return log;
    }

    private void closeLog() throws IOException {
        if (log != null) {
            IOException failed = log.failure();
            log.close();
            if (failed == null) {
                manifest.logClosed(log.durableSequence());
            } else if (log.durableSequence() < log.writtenSequence()) {
                throw new IOException(
                        "a power cut may take the changes from sequence " + (log.durableSequence() + 1)
                                + " on, after an earlier failure: " + failed.getMessage(),
                        failed);
            }
        }
    }

    /** Ends the log cleanly and lets go of everything; what goes wrong is added to the problem. */
    void close(Throwable problem) {
        for (AutoCloseable each : new AutoCloseable[] {
            this::closeLog, () -> trees.values().forEach(tree -> tree.close(false)), manifest, fileLock
        }) {
            if (each != null) {
                try {
                    each.close();
                } catch (Exception e) {
                    problem.addSuppressed(e);
                }
            }
        }
    }
}
