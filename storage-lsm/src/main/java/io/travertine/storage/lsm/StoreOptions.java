package io.travertine.storage.lsm;

import io.travertine.storage.file.FileSystem;
import io.travertine.storage.file.OsFileSystem;
import io.travertine.storage.lsm.wal.SyncPolicy;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How a store is kept. Immutable; may differ each time that it is opened.
 *
 * @param files the file system
 * @param sync what a write promises when it returns
 * @param logFileBytes a file of the log that has so many bytes is followed by the next
 * @param maxLogFiles when the log has more files, what is only in the oldest is written to tables
 * @param cacheBytes for blocks of tables
 * @param maxMemtables a tree with so many that wait to become tables takes no writes until it has fewer
 * @param clock tells how old tables are
 * @param background runs flushes and compactions, one after another; null for threads of the store's own;
 *     who gives one syncs by {@link Store#sync}, too, where the policy is INTERVAL
 */
public record StoreOptions(
        FileSystem files,
        SyncPolicy sync,
        long logFileBytes,
        int maxLogFiles,
        long cacheBytes,
        int maxMemtables,
        InstantSource clock,
        @Nullable Executor background) {
    public static final StoreOptions DEFAULTS = new StoreOptions(
            new OsFileSystem(), SyncPolicy.ALWAYS, 64L << 20, 16, 64L << 20, 4, InstantSource.system(), null);

    public StoreOptions {
        Limits.atLeast("maxLogFiles", maxLogFiles, 1);
        Limits.atLeast("cacheBytes", cacheBytes, 0);
        Limits.atLeast("maxMemtables", maxMemtables, 1);
    }

    public StoreOptions withFiles(FileSystem system) {
        return new StoreOptions(system, sync, logFileBytes, maxLogFiles, cacheBytes, maxMemtables, clock, background);
    }

    public StoreOptions withSync(SyncPolicy policy) {
        return new StoreOptions(files, policy, logFileBytes, maxLogFiles, cacheBytes, maxMemtables, clock, background);
    }

    public StoreOptions withLogFileBytes(long bytes) {
        return new StoreOptions(files, sync, bytes, maxLogFiles, cacheBytes, maxMemtables, clock, background);
    }

    public StoreOptions withMaxLogFiles(int count) {
        return new StoreOptions(files, sync, logFileBytes, count, cacheBytes, maxMemtables, clock, background);
    }

    public StoreOptions withCacheBytes(long bytes) {
        return new StoreOptions(files, sync, logFileBytes, maxLogFiles, bytes, maxMemtables, clock, background);
    }

    public StoreOptions withMaxMemtables(int count) {
        return new StoreOptions(files, sync, logFileBytes, maxLogFiles, cacheBytes, count, clock, background);
    }

    public StoreOptions withBackground(Executor executor) {
        return new StoreOptions(files, sync, logFileBytes, maxLogFiles, cacheBytes, maxMemtables, clock, executor);
    }

    public StoreOptions withClock(InstantSource source) {
        return new StoreOptions(files, sync, logFileBytes, maxLogFiles, cacheBytes, maxMemtables, source, background);
    }
}
