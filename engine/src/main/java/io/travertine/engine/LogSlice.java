package io.travertine.engine;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Adjacent batches of one partition, found but not yet read. The files they are in stay open until it is closed. */
public interface LogSlice extends AutoCloseable {
    /** About how many bytes {@link #read} will return; exact for what has not been compacted yet. 0 when there is nothing. */
    int estimatedBytes();

    /** True when the bytes are recent enough to be in memory, so that {@link #read} is a copy and may run on an event loop. */
    boolean recent();

    /** Record batches v2, one after another, with offsets assigned. Blocks on the disk unless {@link #recent}. */
    ByteBuffer read() throws IOException;

    @Override
    void close();
}
