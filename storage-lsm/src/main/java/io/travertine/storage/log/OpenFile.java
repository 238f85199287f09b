package io.travertine.storage.log;

import io.travertine.storage.file.StoreFile;
import io.travertine.storage.memory.MemoryBudget;
import java.io.IOException;
import java.util.concurrent.Executor;

/** A file that is written to, or has been until it is sealed. */
final class OpenFile extends FileState {
    private final MemoryIndex index;
    private final long appendsBefore;

    // The writer's.
    private int groupCount;
    private volatile long sizeInBytes = LogFileHeader.BYTES;
    private volatile long lastSequence;

    // The sync thread's.
    private long syncedBytes;
    private boolean sealing;
    private boolean nameSynced;

    /** @param appendsBefore how many appends there were, since the log was opened, before the first to this file */
    OpenFile(
            StoreFile file,
            LogFileHeader header,
            MemoryBudget.Account account,
            long appendsBefore,
            Executor background) {
        super(file, header, background);
        this.index = new MemoryIndex(account);
        this.appendsBefore = appendsBefore;
        this.lastSequence = header.firstSequence() - 1;
    }

    MemoryIndex memoryIndex() {
        return index;
    }

    int groupCount() {
        return groupCount;
    }

    void written(long newSizeInBytes) {
        groupCount++;
        sizeInBytes = newSizeInBytes;
        lastSequence++;
    }

    /** Makes everything written before the call durable; on the sync thread. */
    void sync() throws IOException {
        long written = sizeInBytes;
        if (syncedBytes < written) {
            file().sync();
            syncedBytes = written;
        }
    }

    /** True for the first call; on the sync thread. */
    boolean beginSealing() {
        boolean first = !sealing;
        sealing = true;
        return first;
    }

    /** True for the first call; on the sync thread. */
    boolean beginSyncingName() {
        boolean first = !nameSynced;
        nameSynced = true;
        return first;
    }

    /** How many entries of this file are among the first so many appends. */
    int entriesAmong(long appends) {
        return (int) Math.clamp(appends - appendsBefore, 0, index.entryCount());
    }

    @Override
    boolean sealed() {
        return false;
    }

    @Override
    long sizeInBytes() {
        return sizeInBytes;
    }

    @Override
    long lastSequence() {
        return lastSequence;
    }

    @Override
    LogIndex index(int entryCount) {
        return index.upTo(entryCount);
    }

    /** Written by this process, or verified when the log was recovered. */
    @Override
    boolean verified(int ordinal) {
        return true;
    }

    @Override
    void setVerified(int ordinal) {}

    @Override
    boolean inMemory(long position, long length) {
        return true;
    }

    @Override
    void dispose() throws IOException {
        index.close();
        file().close();
    }
}
