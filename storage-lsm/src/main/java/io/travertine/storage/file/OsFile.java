package io.travertine.storage.file;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A file of the operating system.
 *
 * <p>An interrupt of any thread in a channel operation closes the channel for all threads. An embedding program may interrupt
 * its readers, which must not stop the writer: the channel is opened again and the operation, all of which name their
 * position and so may be repeated, is repeated; the interrupt stays set for the caller to see.
 */
final class OsFile implements StoreFile {
    private final Path path;
    private final OpenOption[] options;
    private final @Nullable Object identity;
    private volatile FileChannel channel;
    private volatile boolean closed;

    private OsFile(Path path, FileChannel channel, OpenOption... options) throws IOException {
        this.path = path;
        this.channel = channel;
        this.options = options;
        this.identity = identityOf(path);
    }

    static OsFile create(Path path) throws IOException {
        FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return new OsFile(path, channel, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    static OsFile open(Path path, OpenOption... options) throws IOException {
        return new OsFile(path, FileChannel.open(path, options), options);
    }

    /** The inode on systems that have one, so that another file that got the name is not taken for this one. */
    private static @Nullable Object identityOf(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public long size() throws IOException {
        return repeated(FileChannel::size);
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
        long shift = position - source.position();
        while (source.hasRemaining()) {
            repeated(open -> open.write(source, source.position() + shift));
        }
    }

    @Override
    public void readFully(ByteBuffer target, long position) throws IOException {
        long shift = position - target.position();
        while (target.hasRemaining()) {
            if (repeated(open -> open.read(target, target.position() + shift)) < 0) {
                throw new EOFException(path + " ends at byte " + size() + ", wanted " + target.remaining()
                        + " more bytes from byte " + (target.position() + shift));
            }
        }
    }

    @Override
    public void sync() throws IOException {
        repeated(open -> {
            open.force(false);
            return 0;
        });
    }

    @Override
    public void truncate(long size) throws IOException {
        repeated(open -> open.truncate(size).size());
    }

    @Override
    public MemorySegment map(long position, long size, Arena arena) throws IOException {
        return channel.map(FileChannel.MapMode.READ_ONLY, position, size, arena);
    }

    @Override
    public FileChannel channel() {
        return channel;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        channel.close();
    }

    private interface Operation {
        long apply(FileChannel open) throws IOException;
    }

    private long repeated(Operation operation) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                FileChannel open = channel;
                try {
                    return operation.apply(open);
                } catch (ClosedByInterruptException interrupt) {
                    interrupted |= Thread.interrupted();
                    reopen(open, interrupt);
                } catch (ClosedChannelException byAnotherThread) {
                    reopen(open, byAnotherThread);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void reopen(FileChannel broken, ClosedChannelException cause) throws IOException {
        if (closed) {
            throw cause;
        }
        if (channel != broken) {
            return;
        }
        FileChannel opened = FileChannel.open(path, options);
        if (identity != null && !identity.equals(identityOf(path))) {
            opened.close();
            throw new NoSuchFileException(
                    path.toString(), null, "another file has taken this name since it was opened");
        }
        channel = opened;
    }
}
