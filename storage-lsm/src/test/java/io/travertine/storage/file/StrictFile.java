package io.travertine.storage.file;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.Path;

/** An open file of a {@link StrictFileSystem}. */
final class StrictFile implements StoreFile {
    private final StrictFileSystem system;
    private final Path path;
    private final Path key;
    private final StrictInode inode;
    private final boolean writable;
    private boolean closed;

    StrictFile(StrictFileSystem system, Path path, Path key, StrictInode inode, boolean writable) {
        this.system = system;
        this.path = path;
        this.key = key;
        this.inode = inode;
        this.writable = writable;
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public long size() throws IOException {
        synchronized (system) {
            checkOpen();
            return inode.size();
        }
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
        synchronized (system) {
            checkWritable();
            String what = "write " + source.remaining() + " bytes at " + position + " of " + path;
            Fault fault = system.operation(what);
            if (fault == Fault.SHORT_WRITE) {
                source.limit(source.position() + source.remaining() / 2);
            }
            byte[] bytes = new byte[source.remaining()];
            source.get(bytes);
            inode.write(position, bytes);
            if (fault == Fault.SHORT_WRITE) {
                throw system.failure(fault, what);
            }
            system.cutPower(fault);
        }
    }

    @Override
    public void readFully(ByteBuffer target, long position) throws IOException {
        synchronized (system) {
            checkReadable();
            int count = target.remaining();
            if (position + count > inode.size()) {
                throw new EOFException(
                        path + " ends at byte " + inode.size() + ", wanted " + count + " bytes from byte " + position);
            }
            target.put(inode.bytes(), (int) position, count);
        }
    }

    @Override
    public void sync() throws IOException {
        synchronized (system) {
            checkWritable();
            try {
                system.cutPower(system.operation("sync " + path));
            } catch (IOException failure) {
                inode.failSync();
                throw failure;
            }
            inode.sync();
        }
    }

    @Override
    public void truncate(long size) throws IOException {
        synchronized (system) {
            checkWritable();
            Fault fault = system.operation("truncate " + path + " to " + size);
            inode.truncate(size);
            system.cutPower(fault);
        }
    }

    /** A copy: memory that is mapped does not see what is written later. */
    @Override
    public MemorySegment map(long position, long size, Arena arena) throws IOException {
        synchronized (system) {
            checkReadable();
            if (position + size > inode.size()) {
                throw new EOFException(path + " ends at byte " + inode.size() + ", mapped up to " + (position + size));
            }
            MemorySegment copy = arena.allocate(size, Long.BYTES);
            MemorySegment.copy(MemorySegment.ofArray(inode.bytes()), position, copy, 0, size);
            return copy.asReadOnly();
        }
    }

    @Override
    public FileChannel channel() {
        return null;
    }

    @Override
    public void close() {
        synchronized (system) {
            closed = true;
        }
    }

    private void checkOpen() throws IOException {
        system.checkPower();
        if (closed) {
            throw new ClosedChannelException();
        }
    }

    private void checkWritable() throws IOException {
        checkOpen();
        if (!writable) {
            throw new NonWritableChannelException();
        }
    }

    private void checkReadable() throws IOException {
        checkOpen();
        if (!system.readable(key)) {
            throw new IOException("Input/output error (injected into reads of " + path + ")");
        }
    }
}
