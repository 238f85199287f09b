package io.travertine.storage.file;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An open file. Reads may run beside each other and beside one writer. */
public interface StoreFile extends Closeable {
    Path path();

    long size() throws IOException;

    /** Writes all that remains in the buffer at the position; durable after {@link #sync}. */
    void write(ByteBuffer source, long position) throws IOException;

    /** Fills the buffer from the position on. Fails with EOFException when the file ends before the buffer is full. */
    void readFully(ByteBuffer target, long position) throws IOException;

    /** Makes what was written before the call durable (fdatasync). After a failure the file must not be written to again. */
    void sync() throws IOException;

    void truncate(long size) throws IOException;

    /** The bytes as read-only memory that lives as long as the arena. */
    MemorySegment map(long position, long size, Arena arena) throws IOException;

    /** The channel for zero-copy transfer to a socket, or null when this file has none. */
    @Nullable FileChannel channel();
}
