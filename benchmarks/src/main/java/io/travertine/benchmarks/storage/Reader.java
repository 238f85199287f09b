package io.travertine.benchmarks.storage;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a store. One thread; an array that is returned stays as it is until the next call only. */
interface Reader extends AutoCloseable {
    /** The newest value of a key, or null. */
    byte @Nullable [] get(byte[] key) throws IOException;

    /** Takes a snapshot, reads one key through it, and lets go of it. */
    byte @Nullable [] getFromSnapshot(byte[] key) throws IOException;

    /** A cursor over the entries as they are now. */
    EntryCursor cursor() throws IOException;

    @Override
    default void close() {}
}
