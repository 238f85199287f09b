package io.travertine.cli.offline;

import io.travertine.storage.file.StoreFile;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a real file, and behind it what was written in a rehearsal:
 *
 * <pre>
 * 0 ......... kept ......... size
 * | real file | added bytes  |
 * </pre>
 *
 * The store appends and truncates and never writes over what is there, except in a file that it has just begun; the latter is
 * all added bytes. A write into the real part would have to be refused.
 */
final class RehearsalFile implements StoreFile {
    private final Path path;
    private final @Nullable StoreFile real;
    private final long realBytes;
    private long kept;
    private byte[] added = {};
    private int addedBytes;

    /** @param real null for a new file */
    RehearsalFile(Path path, @Nullable StoreFile real) throws IOException {
        this.path = path;
        this.real = real;
        this.realBytes = real == null ? 0 : real.size();
        this.kept = realBytes;
    }

    /** What would have happened to the file, if anything. */
    synchronized Optional<String> describe(Path name) {
        if (real == null) {
            return Optional.of("write " + name + " (" + addedBytes + " bytes)");
        }
        String cut = kept < realBytes ? "cut " + (realBytes - kept) + " bytes from " + name + " at byte " + kept : "";
        String append = addedBytes > 0 ? "append " + addedBytes + " bytes to " + name : "";
        String both = cut + (cut.isEmpty() || append.isEmpty() ? "" : ", ") + append;
        return both.isEmpty() ? Optional.empty() : Optional.of(both);
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public synchronized long size() {
        return kept + addedBytes;
    }

    @Override
    public synchronized void write(ByteBuffer source, long position) throws IOException {
        if (position < kept) {
            throw new IOException(path + ": a write at byte " + position + " would change what is there");
        }
        int from = Math.toIntExact(position - kept);
        int to = Math.addExact(from, source.remaining());
        if (to > added.length) {
            byte[] grown = new byte[Math.max(to, Math.min(added.length, Integer.MAX_VALUE / 2) * 2)];
            System.arraycopy(added, 0, grown, 0, addedBytes);
            added = grown;
        }
        source.get(added, from, source.remaining());
        addedBytes = Math.max(addedBytes, to);
    }

    @Override
    public synchronized void readFully(ByteBuffer target, long position) throws IOException {
        if (position + target.remaining() > size()) {
            throw new EOFException(path + " ends at byte " + size());
        }
        if (real != null && position < kept) {
            int fromReal = (int) Math.min(target.remaining(), kept - position);
            ByteBuffer part = target.slice(target.position(), fromReal);
            real.readFully(part, position);
            target.position(target.position() + fromReal);
        }
        int from = (int) Math.max(0, position - kept);
        target.put(added, from, target.remaining());
    }

    @Override
    public void sync() {}

    @Override
    public synchronized void truncate(long size) {
        kept = Math.min(kept, size);
        addedBytes = (int) Math.max(0, Math.min(addedBytes, size - kept));
    }

    @Override
    public synchronized MemorySegment map(long position, long size, Arena arena) throws IOException {
        if (real != null && position + size <= kept) {
            return real.map(position, size, arena);
        }
        MemorySegment copy = arena.allocate(size, Long.BYTES);
        for (long done = 0; done < size; ) {
            ByteBuffer part = copy.asSlice(done, Math.min(size - done, 1 << 20)).asByteBuffer();
            int length = part.remaining();
            readFully(part, position + done);
            done += length;
        }
        return copy.asReadOnly();
    }

    @Override
    public @Nullable FileChannel channel() {
        return null;
    }

    /** Stays open: what was written must be there when the file is opened again. */
    @Override
    public void close() {}
}
