package io.travertine.storage.lsm;

import io.travertine.storage.file.FileSystem;
import io.travertine.storage.file.StoreFile;
import io.travertine.storage.lsm.wal.CommitLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

/**
 * Makes a store beside a store: tables, which never change, get a second name there; the log, which does, is copied. It has its name when all
 * of it is durable.
 */
final class Checkpoint {
    private static final int COPY_BYTES = 1 << 20;

    private final FileSystem files;
    private final Path target;
    private final Path unfinished;

    Checkpoint(FileSystem files, Path target) {
        this.files = files;
        this.target = target;
        this.unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
    }

    /** Nothing may be flushed, compacted or cut off the log meanwhile; commits may go on. */
    void make(Manifest manifest, Iterable<Table> tables, Iterable<CommitLog.Extent> logs) throws IOException {
        if (files.exists(target)) {
            throw new FileAlreadyExistsException(target + " is there already; name a directory that is not");
        }
        deleteUnfinished();
        for (String each : new String[] {"log", "tables", "metadata"}) {
            files.createDirectories(unfinished.resolve(each));
        }
        for (Table table : tables) {
            linkOrCopy(
                    table.path(),
                    unfinished.resolve("tables").resolve(table.path().getFileName()));
        }
        for (CommitLog.Extent log : logs) {
            copy(
                    log.path(),
                    log.bytes(),
                    unfinished.resolve("log").resolve(log.path().getFileName()));
        }
        manifest.copyTo(files, unfinished.resolve("metadata"));
        files.syncDirectory(unfinished.resolve("tables"));
        files.syncDirectory(unfinished.resolve("log"));
        files.rename(unfinished, target);
        Path parent = target.toAbsolutePath().getParent();
        if (parent != null) {
            files.syncDirectory(parent);
        }
    }

    /** What an earlier attempt left that the power cut short. */
    private void deleteUnfinished() throws IOException {
        for (Path directory : files.list(unfinished)) {
            for (Path file : files.list(directory)) {
                files.delete(file);
            }
            files.delete(directory);
        }
        files.delete(unfinished);
    }

    private void linkOrCopy(Path from, Path to) throws IOException {
        try {
            files.link(from, to);
        } catch (IOException | UnsupportedOperationException otherDisk) {
            try {
                copy(from, Long.MAX_VALUE, to);
            } catch (IOException e) {
                e.addSuppressed(otherDisk);
                throw e;
            }
        }
    }

    private void copy(Path from, long bytes, Path to) throws IOException {
        try (StoreFile in = files.openRead(from);
                StoreFile out = files.create(to)) {
            long size = Math.min(bytes, in.size());
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(COPY_BYTES, Math.max(1, size)));
            for (long at = 0; at < size; at += buffer.limit()) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), size - at));
                in.readFully(buffer, at);
                out.write(buffer.flip(), at);
            }
            out.sync();
        }
    }
}
