package io.travertine.storage.lsm.wal;

import io.travertine.storage.file.FileSystem;
import io.travertine.storage.file.StoreFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes commits, in groups: while one group is on its way to the disk, the next gathers. Whoever waits for a commit and finds nobody
 * writing takes all that has gathered, writes it with one call and, as the policy says, syncs it with one.
 *
 * <p>{@link #append} is called with the write lock held, by one thread after another; everything else by any thread. After a failed write or
 * sync nobody knows what the disk has: the log takes nothing more, and the store must be opened again.
 */
public final class CommitLog implements AutoCloseable {
    private final FileSystem files;
    private final Path directory;
    private final SyncPolicy policy;
    private final long fileBytes;
    private final int epoch;
    /** Held while frames are added, and to take what has gathered. */
    private final ReentrantLock gatherLock;
    /** Held by the one who writes; taken before the other. */
    private final ReentrantLock writeLock = new ReentrantLock();
    /** Held by the one who syncs while others write; taken before both. */
    private final ReentrantLock syncLock = new ReentrantLock();
    /** Files that are full and not durable yet; guarded by the write lock. */
    private final List<StoreFile> unsynced = new ArrayList<>();
    /** The files but the last, the oldest first; guarded by the write lock. */
    private final Deque<Sealed> sealed = new ArrayDeque<>();

    private FrameBuffer gathering = new FrameBuffer();
    private FrameBuffer spare = new FrameBuffer();
    private StoreFile file;
    private long end;
    private volatile int fileCount;
    private volatile long writtenSequence;
    private volatile long durableSequence;
    private volatile @Nullable IOException failure;
    private final LogStatistics statistics = new LogStatistics();

    /** A file that is complete, and the last sequence in it. */
    private record Sealed(Path path, long lastSequence) {}

    /**
     * Begins a log file in a directory; what is in others must have been read before.
     *
     * @param found files of before, the oldest first, each with the last sequence it has
     * @param lastSequence all up to it is in those files, or in tables, and durable
     * @param gatherLock held by callers of {@link #append}
     */
    public CommitLog(
            FileSystem files,
            Path directory,
            LogOptions options,
            int epoch,
            LogRecovery.Result found,
            long lastSequence,
            ReentrantLock gatherLock)
            throws IOException {
        this.files = files;
        this.directory = directory;
        this.policy = options.policy();
        this.fileBytes = options.fileBytes();
        this.epoch = epoch;
        this.gatherLock = gatherLock;
        Path path = directory.resolve(LogFormat.name(lastSequence + 1));
        for (LogRecovery.FileEnd each : found.files()) {
            // One of the new file's name has no commits, and is replaced.
            if (!each.path().equals(path)) {
                sealed.add(new Sealed(each.path(), each.lastSequence()));
            }
        }
        for (Path each : found.unreachable()) {
            files.delete(each);
        }
        files.syncDirectory(directory);
        writtenSequence = lastSequence;
        durableSequence = lastSequence;
        file = begin(lastSequence + 1);
    }

    /** A file has its whole header before it has its name. */
    private StoreFile begin(long firstSequence) throws IOException {
        Path path = directory.resolve(LogFormat.name(firstSequence));
        Path temporary = directory.resolve(LogFormat.name(firstSequence) + ".tmp");
        files.delete(temporary);
        try (StoreFile made = files.create(temporary)) {
            made.write(LogFormat.header(epoch, firstSequence, durableSequence), 0);
            made.sync();
        }
        files.rename(temporary, path);
        files.syncDirectory(directory);
        end = LogFormat.HEADER_BYTES;
        fileCount = sealed.size() + 1;
        return files.openWrite(path);
    }

    /**
     * Adds a commit to what will be written next. The caller holds the gather lock.
     *
     * @param firstSequence one more than the last of the commit before
     */
    public void append(long firstSequence, int operations, byte[] payload, int length) throws IOException {
        checkUsable();
        gathering.add(epoch, firstSequence, operations, durableSequence, payload, length);
    }

    /** Returns when the commit that ends with this sequence is what the policy promises; everything up to it is visible then. */
    public void commit(long sequence) throws IOException {
        if (writtenSequence >= sequence) {
            return;
        }
        writeLock.lock();
        try {
            if (writtenSequence < sequence) {
                checkUsable();
                writeGroup(policy == SyncPolicy.ALWAYS);
            }
        } finally {
            writeLock.unlock();
        }
    }

    /** Makes durable what was committed before the call, whatever the policy. Commits go on meanwhile. */
    public void sync() throws IOException {
        syncLock.lock();
        try {
            List<StoreFile> full;
            StoreFile last;
            long sequence;
            writeLock.lock();
            try {
                checkUsable();
                // With this policy a file may be closed as soon as it is full.
                writeGroup(policy == SyncPolicy.ALWAYS);
                if (durableSequence == writtenSequence) {
                    return;
                }
                full = List.copyOf(unsynced);
                last = file;
                sequence = writtenSequence;
            } finally {
                writeLock.unlock();
            }
            for (StoreFile each : full) {
                syncFile(each);
            }
            syncFile(last);
            writeLock.lock();
            try {
                durableSequence = Math.max(durableSequence, sequence);
                unsynced.removeAll(full);
                for (StoreFile each : full) {
                    each.close();
                }
            } finally {
                writeLock.unlock();
            }
        } finally {
            syncLock.unlock();
        }
    }

    private void syncFile(StoreFile each) throws IOException {
        long from = System.nanoTime();
        try {
            each.sync();
        } catch (IOException e) {
            failure = e;
            throw e;
        }
        statistics.synced(System.nanoTime() - from);
    }

    private void writeGroup(boolean sync) throws IOException {
        FrameBuffer group = take();
        if (group.isEmpty()) {
            spare = group;
            return;
        }
        try {
            if (end >= fileBytes) {
                beginNext(group.firstSequence());
            }
            file.write(group.frames(), end);
            end += group.size();
            statistics.written(group.size());
        } catch (IOException e) {
            failure = e;
            throw e;
        } catch (RuntimeException | Error e) {
            // The group is not in the log: nothing may follow it.
            failure = new IOException("the log was not written: " + e, e);
            throw e;
        }
        if (sync) {
            syncFile(file);
            durableSequence = group.lastSequence();
        }
        writtenSequence = group.lastSequence();
        group.clear();
        spare = group;
    }

    private FrameBuffer take() {
        gatherLock.lock();
        try {
            FrameBuffer group = gathering;
            gathering = spare;
            return group;
        } finally {
            gatherLock.unlock();
        }
    }

    /** Nobody waits for the full file to be durable: what says so, comes when it is. */
    private void beginNext(long firstSequence) throws IOException {
        StoreFile full = file;
        file = begin(firstSequence);
        sealed.add(new Sealed(full.path(), firstSequence - 1));
        fileCount = sealed.size() + 1;
        if (durableSequence == firstSequence - 1) {
            full.close();
        } else {
            unsynced.add(full);
        }
    }

    /** Deletes files that have nothing above the sequence: tables have it. */
    public void truncateBelow(long sequence) throws IOException {
        writeLock.lock();
        try {
            while (!sealed.isEmpty() && sealed.getFirst().lastSequence() <= sequence) {
                files.delete(sealed.getFirst().path());
                sealed.removeFirst();
            }
            fileCount = sealed.size() + 1;
        } finally {
            writeLock.unlock();
        }
    }

    /** How many files there are. */
    public int fileCount() {
        return fileCount;
    }

    /** The last sequence in the oldest file; what is fresh up to it keeps that file. */
    public long oldestFileEnd() {
        writeLock.lock();
        try {
            return sealed.isEmpty() ? 0 : sealed.getFirst().lastSequence();
        } finally {
            writeLock.unlock();
        }
    }

    /**
     * The files as they are now, the oldest first, and how many of their bytes are whole commits; what comes later is behind those.
     */
    public List<Extent> files() throws IOException {
        writeLock.lock();
        try {
            List<Extent> extents = new ArrayList<>();
            for (Sealed each : sealed) {
                try (StoreFile full = files.openRead(each.path())) {
                    extents.add(new Extent(each.path(), full.size()));
                }
            }
            extents.add(new Extent(file.path(), end));
            return extents;
        } finally {
            writeLock.unlock();
        }
    }

    /** A file and a number of its first bytes. */
    public record Extent(Path path, long bytes) {}

    /** Everything up to it is visible: written, and where the policy says so, durable. */
    public long writtenSequence() {
        return writtenSequence;
    }

    /** Everything up to it survives a power cut. */
    public long durableSequence() {
        return durableSequence;
    }

    public LogStatistics statistics() {
        return statistics;
    }

    /** Why nothing more is taken; null while all is well. */
    public @Nullable IOException failure() {
        return failure;
    }

    /** @throws IOException when nothing more is taken */
    public void checkUsable() throws IOException {
        IOException failed = failure;
        if (failed != null) {
            throw new IOException(
                    "the log in " + directory + " takes nothing since an earlier failure: " + failed.getMessage()
                            + "; see to the disk, then open the store again to recover what is durable",
                    failed);
        }
    }

    /** Ends the file with a frame without operations that says that all before it is durable: so damage can be told from a torn end. */
    @Override
    public void close() throws IOException {
        try {
            if (failure == null) {
                sync();
                append(writtenSequence + 1, 0, new byte[0], 0);
                sync();
                failure = new IOException("the store was closed");
            }
        } finally {
            writeLock.lock();
            try (StoreFile closing = file) {
                for (StoreFile each : unsynced) {
                    each.close();
                }
            } finally {
                writeLock.unlock();
            }
        }
    }
}
