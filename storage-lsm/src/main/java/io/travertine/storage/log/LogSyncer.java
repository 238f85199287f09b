package io.travertine.storage.log;

import io.travertine.storage.file.FileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes durable what the writer has written, on the sync thread, and seals files that are full, in the background.
 *
 * <p>One run: take what has been written; sync every file that has some of it, in order; sync the directory when a file is
 * new; only then acknowledge. A file is full when there is one behind it. It is sealed once it and the name of the file behind
 * it are durable: so while the last sealed file may be retired, there is always a file that shows how far the log went.
 */
final class LogSyncer {
    private final FileSystem system;
    private final Path directory;
    private final LogOptions options;
    private final LiveFiles files;
    private final DurablePoint durable;
    private final LogThreads threads;
    private final Executor background;
    private final Runnable run = this::run;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile DurablePoint.Written written;
    private volatile long requests;

    LogSyncer(
            FileSystem system,
            Path directory,
            LogOptions options,
            LiveFiles files,
            DurablePoint durable,
            LogThreads threads) {
        this.system = system;
        this.directory = directory;
        this.options = options;
        this.files = files;
        this.durable = durable;
        this.threads = threads;
        this.background = threads.background();
        this.written = new DurablePoint.Written(durable.sequence(), 0);
    }

    /** Whether something has been written of which the listener will still be told that it is durable. */
    boolean acknowledgementIsDue() {
        return written.appends() > durable.appends();
    }

    /** A group has been written; on the writer's thread. */
    void groupWritten(DurablePoint.Written now) {
        written = now;
        if (options.fsync() == Fsync.OS) {
            durable.acknowledge(now);
        } else {
            request();
        }
    }

    /** A file has been begun behind another; on the writer's thread. */
    void fileBegun() {
        request();
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // only the writer counts
    private void request() {
        requests++;
        start();
    }

    private void start() {
        if (busy.compareAndSet(false, true)) {
            threads.syncing().execute(run);
        }
    }

    private void run() {
        long seenRequests = requests;
        DurablePoint.Written target = written;
        try {
            syncFiles(options.fsync() == Fsync.ALWAYS);
        } catch (IOException failure) {
            durable.fail(failure);
            return;
        } catch (RuntimeException | Error failure) {
            durable.fail(new IOException("the sync of " + directory + " failed: " + failure, failure));
            throw failure;
        }
        if (options.fsync() == Fsync.ALWAYS) {
            durable.synced(target.sequence());
        }
        busy.set(false);
        if (requests != seenRequests) {
            start();
        }
        if (options.fsync() == Fsync.ALWAYS) {
            durable.acknowledge(target);
        }
    }

    private void syncFiles(boolean theLastToo) throws IOException {
        List<OpenFile> open = files.current().open();
        int fullFiles = Math.max(0, open.size() - 1);
        for (OpenFile file : open.subList(0, theLastToo ? open.size() : fullFiles)) {
            file.sync();
        }
        syncNames(open);
        for (OpenFile file : open.subList(0, fullFiles)) {
            durable.synced(Math.max(durable.sequence(), file.lastSequence()));
            if (file.beginSealing()) {
                background.execute(() -> seal(file));
            }
        }
    }

    private void syncNames(List<OpenFile> open) throws IOException {
        boolean anyNew = false;
        for (OpenFile file : open) {
            anyNew |= file.beginSyncingName();
        }
        if (anyNew) {
            system.syncDirectory(directory);
        }
    }

    /** Makes all that was written durable and acknowledges it; when the threads are no more. */
    void finish() throws IOException {
        syncFiles(true);
        durable.synced(written.sequence());
        durable.acknowledge(written);
    }

    void seal(OpenFile file) {
        if (durable.failed()) {
            return;
        }
        try {
            LogFile sealed = writeFooter(file);
            sealed.state().retain();
            try {
                files.seal(file, sealed);
                durable.sealed(sealed);
            } finally {
                sealed.state().release();
            }
        } catch (IOException failure) {
            durable.fail(failure);
        } catch (RuntimeException | Error failure) {
            durable.fail(new IOException(file.file().path() + " could not be sealed: " + failure, failure));
            throw failure;
        }
    }

    private LogFile writeFooter(OpenFile file) throws IOException {
        FooterWriter.write(
                file.file(),
                file.sizeInBytes(),
                file.header().generation(),
                file.lastSequence(),
                file.groupCount(),
                file.memoryIndex(),
                options.clock().millis());
        SealedFile sealed = SealedFile.open(system, file.file().path(), background);
        if (sealed == null) {
            throw new IOException(file.file().path() + " has no footer although one has just been written and synced");
        }
        // Verified here, its index is never verified by somebody who must not wait.
        sealed.index(0);
        return new LogFile(sealed, sealed.footer().entryCount());
    }
}
