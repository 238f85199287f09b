package io.travertine.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Adjacent batches of one partition, found but not yet read. The files they are in stay open until it is closed. There are two
 * ways to have the bytes: {@link #read} copies them; {@link #regions} says where they lie, when they lie well.
 */
public interface LogSlice extends AutoCloseable {
    /** About how many bytes {@link #read} will return; exact for what has not been compacted yet. 0 when there is nothing. */
    int estimatedBytes();

    /** True when the bytes are in memory and known to be whole: nothing here blocks, and it may run on an event loop. */
    boolean ready();

    /**
     * Record batches v2, one after another, with offsets assigned. Blocks on the disk unless {@link #ready}.
     *
     * @throws io.travertine.storage.CorruptFileException when they are not what was appended
     */
    ByteBuffer read() throws IOException;

    /**
     * Where the bytes lie in files, in order; empty when they are in too many pieces to be worth it, or in no file. To be used
     * only when the slice is {@link #ready} or has been loaded.
     */
    default List<FileRegion> regions() {
        return List.of();
    }

    /**
     * Brings what lies in {@link #regions} into memory and verifies it. Blocks on the disk.
     *
     * @throws io.travertine.storage.CorruptFileException when it is not what was appended
     */
    default void load() throws IOException {}

    @Override
    void close();
}
