package io.travertine.storage.log;

import io.travertine.storage.CorruptFileException;
import io.travertine.storage.file.StoreFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * One file of the log as a {@link LogView} sees it. Any thread, as long as the view is open.
 *
 * <p>Two of them are equal when they see the same entries of the same file.
 */
public final class LogFile {
    private final FileState state;
    private final int entryCount;

    LogFile(FileState state, int entryCount) {
        this.state = state;
        this.entryCount = entryCount;
    }

    /** Sequence of its first group; it names the file. */
    public long firstSequence() {
        return state.header().firstSequence();
    }

    /** Sequence of its last group; of a file that is not sealed, the last written so far. */
    public long lastSequence() {
        return state.lastSequence();
    }

    public Path path() {
        return state.file().path();
    }

    /** Whether it is an SSTable: it has its footer and never changes again. */
    public boolean sealed() {
        return state.sealed();
    }

    public long sizeInBytes() {
        return state.sizeInBytes();
    }

    public long createdMs() {
        return state.header().createdMs();
    }

    /** How many entries the view sees. */
    public int entryCount() {
        return entryCount;
    }

    /**
     * The entries the view sees. At the first use of a sealed file's index its checksums are verified, which blocks and may
     * find it corrupt; after that it does not block.
     */
    public LogIndex index() throws IOException {
        return state.index(entryCount);
    }

    /** Reads a batch and verifies that it is, byte for byte, what was appended. */
    public ByteBuffer readBatch(int ordinal) throws IOException {
        LogIndex index = index();
        ByteBuffer batch = ByteBuffer.allocate(index.length(ordinal));
        read(index.position(ordinal), batch);
        verify(ordinal, batch.flip());
        return batch;
    }

    /** Fills the buffer from a position on. What is read is not verified. */
    public void read(long position, ByteBuffer target) throws IOException {
        state.file().readFully(target, position);
    }

    /** Whether {@link #verify} has found the batch to be what was appended, so that it need not be read to know it. */
    public boolean verified(int ordinal) {
        return state.verified(ordinal);
    }

    /**
     * Verifies a batch that was read, between the buffer's position and limit, which stay as they are.
     *
     * @throws CorruptFileException when it is not, byte for byte, what was appended
     */
    public void verify(int ordinal, ByteBuffer batch) throws IOException {
        CRC32C crc = new CRC32C();
        crc.update(batch.duplicate());
        LogIndex index = index();
        if ((int) crc.getValue() != index.crc(ordinal)) {
            throw new CorruptFileException(
                    path(),
                    index.position(ordinal),
                    "checksum " + Bytes.hex((int) crc.getValue()) + " of the batch at offset "
                            + index.baseOffset(ordinal) + " of partition " + index.partition(ordinal),
                    Bytes.hex(index.crc(ordinal)));
        }
        state.setVerified(ordinal);
    }

    /** Whether these bytes are in memory, as far as that can be told, so that reading them does not block. */
    public boolean inMemory(long position, long length) {
        return state.inMemory(position, length);
    }

    /** For zero-copy reads at positions from the index; not to be closed. */
    public StoreFile file() {
        return state.file();
    }

    FileState state() {
        return state;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogFile file && file.state == state && file.entryCount == entryCount;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(state) * 31 + entryCount;
    }

    @Override
    public String toString() {
        return path() + (sealed() ? " (sealed, " : " (open, ") + entryCount + " batches)";
    }
}
