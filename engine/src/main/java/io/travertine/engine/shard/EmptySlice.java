package io.travertine.engine.shard;

import io.travertine.engine.LogSlice;
import java.nio.ByteBuffer;

/** No batches: the reader is at the high watermark. */
enum EmptySlice implements LogSlice {
    INSTANCE;

    @Override
    public int estimatedBytes() {
        return 0;
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public ByteBuffer read() {
        return ByteBuffer.allocate(0);
    }

    @Override
    public void close() {}
}
