package io.travertine.storage.log;

import io.travertine.storage.file.StoreFile;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open handle to a file of the log and the memory that goes with it, shared by the sets of live files that have it. When
 * the last one lets go of it, it is disposed of in the background.
 */
abstract class FileState {
    private static final Logger LOGGER = LoggerFactory.getLogger(FileState.class);

    private final StoreFile file;
    private final LogFileHeader header;
    private final Executor background;
    private final AtomicInteger references = new AtomicInteger();

    FileState(StoreFile file, LogFileHeader header, Executor background) {
        this.file = file;
        this.header = header;
        this.background = background;
    }

    final StoreFile file() {
        return file;
    }

    final LogFileHeader header() {
        return header;
    }

    abstract boolean sealed();

    abstract long sizeInBytes();

    /** The last sequence written so far. */
    abstract long lastSequence();

    /** The first so many entries. */
    abstract LogIndex index(int entryCount) throws IOException;

    /** Whether the batch is known to be what was appended; once it has been read and compared it stays so. */
    abstract boolean verified(int ordinal);

    abstract void setVerified(int ordinal);

    /** Whether the bytes are in the page cache, as far as that can be told. Does not block. */
    abstract boolean inMemory(long position, long length);

    final void retain() {
        references.incrementAndGet();
    }

    final void release() {
        if (references.decrementAndGet() == 0) {
            background.execute(this::disposeOrWarn);
        }
    }

    private void disposeOrWarn() {
        try {
            dispose();
        } catch (IOException failure) {
            LOGGER.warn(
                    "{} could not be let go of: {}; what is left of it goes at the next start",
                    file.path(),
                    failure.toString());
        }
    }

    /** Closes the file and frees the memory. */
    abstract void dispose() throws IOException;
}
