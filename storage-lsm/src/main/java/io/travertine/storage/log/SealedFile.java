package io.travertine.storage.log;

import io.travertine.storage.CorruptFileException;
import io.travertine.storage.file.FileSystem;
import io.travertine.storage.file.StoreFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * A file with a footer: an SSTable. Nothing of it is on the heap; its index is read where it is mapped, after its checksums
 * have been verified at the first use. Batches are not read through the mapping, which an unreadable disk would make fatal; it
 * only tells whether they are in memory.
 */
final class SealedFile extends FileState {
    private final FileSystem system;
    private final Footer footer;
    private final Arena arena;
    private final MemorySegment mapped;
    private final EntryTable entries;
    private final MappedDirectory directory;
    /** A bit for each entry. */
    private final AtomicLongArray verifiedEntries;

    private volatile boolean verified;
    private volatile boolean retired;

    private SealedFile(
            FileSystem system,
            StoreFile file,
            LogFileHeader header,
            Footer footer,
            Arena arena,
            MemorySegment mapped,
            Executor background) {
        super(file, header, background);
        this.system = system;
        this.footer = footer;
        this.arena = arena;
        this.mapped = mapped;
        this.entries = EntryTable.mapped(section(footer.entriesPosition(), footer.directoryPosition()));
        this.directory = new MappedDirectory(
                section(footer.directoryPosition(), footer.ordinalsPosition()),
                section(footer.ordinalsPosition(), footer.tailPosition()));
        this.verifiedEntries = new AtomicLongArray((footer.entryCount() + Long.SIZE - 1) / Long.SIZE);
    }

    /** Opens a file if it is sealed: null when it has no whole footer of its own at its end. */
    @SuppressWarnings("MustBeClosedChecker") // the arena is closed by dispose
    static @Nullable SealedFile open(FileSystem system, Path path, Executor background) throws IOException {
        StoreFile file = system.openRead(path);
        Arena arena = Arena.ofShared();
        SealedFile sealed = null;
        try {
            sealed = open(system, file, arena, background);
        } finally {
            if (sealed == null) {
                arena.close();
                file.close();
            }
        }
        return sealed;
    }

    private static @Nullable SealedFile open(FileSystem system, StoreFile file, Arena arena, Executor background)
            throws IOException {
        long size = file.size();
        if (size < LogFileHeader.BYTES + Footer.TAIL_BYTES) {
            return null;
        }
        Footer footer = Footer.decodeTail(read(file, size - Footer.TAIL_BYTES, Footer.TAIL_BYTES), size);
        if (footer == null) {
            return null;
        }
        LogFileHeader header = LogFileHeader.decode(read(file, 0, LogFileHeader.BYTES), file.path());
        if (footer.generation() != header.generation()) {
            return null;
        }
        MemorySegment mapped = file.map(0, size, arena);
        return new SealedFile(system, file, header, footer, arena, mapped, background);
    }

    private static MemorySegment read(StoreFile file, long position, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        file.readFully(buffer, position);
        return MemorySegment.ofBuffer(buffer.flip());
    }

    Footer footer() {
        return footer;
    }

    @Override
    boolean sealed() {
        return true;
    }

    @Override
    long sizeInBytes() {
        return footer.tailPosition() + Footer.TAIL_BYTES;
    }

    @Override
    long lastSequence() {
        return footer.lastSequence();
    }

    @Override
    LogIndex index(int entryCount) throws IOException {
        if (!verified) {
            verify();
            verified = true;
        }
        return new LogIndex(entries, entryCount, directory);
    }

    /** The index, whole or not. */
    private void verify() throws IOException {
        verify("entries", footer.entriesPosition(), footer.directoryPosition(), footer.entriesCrc());
        verify("directory", footer.directoryPosition(), footer.ordinalsPosition(), footer.directoryCrc());
        verify("ordinals", footer.ordinalsPosition(), footer.tailPosition(), footer.ordinalsCrc());
    }

    private void verify(String name, long from, long to, int expected) throws IOException {
        int crc = Bytes.crc32c(mapped, from, to);
        if (crc != expected) {
            throw new CorruptFileException(
                    file().path(),
                    from,
                    "checksum " + Bytes.hex(crc) + " of the " + name + " up to byte " + to,
                    Bytes.hex(expected) + " as in the footer");
        }
    }

    private MemorySegment section(long from, long to) {
        return mapped.asSlice(from, to - from);
    }

    @Override
    boolean verified(int ordinal) {
        return (verifiedEntries.get(ordinal / Long.SIZE) >>> ordinal & 1) != 0;
    }

    @Override
    void setVerified(int ordinal) {
        verifiedEntries.accumulateAndGet(ordinal / Long.SIZE, 1L << ordinal, (bits, bit) -> bits | bit);
    }

    @Override
    boolean inMemory(long position, long length) {
        return !mapped.isMapped() || mapped.asSlice(position, length).isLoaded();
    }

    /** The file is to be deleted when nobody has it any more. */
    void retire() {
        retired = true;
    }

    @Override
    void dispose() throws IOException {
        arena.close();
        file().close();
        if (retired) {
            system.delete(file().path());
        }
    }
}
