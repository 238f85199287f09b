package io.travertine.benchmarks.storage;

import java.io.IOException;

/** A store of one kind, open in one directory. Any thread may ask it for writers and readers; each of those is for one thread. */
interface Engine extends AutoCloseable {
    /** @param inOrder whether all keys come in order from this writer alone, so that a store may append them */
    Writer writer(boolean inOrder) throws IOException;

    Reader reader() throws IOException;

    /** Takes the first entries away by the store's best means. What is before the key {@code to} goes, the key itself stays. */
    void deleteBefore(byte[] from, byte[] to, long entries) throws IOException;

    /** Writes what is in memory to where it stays, and waits until nothing is left to do in the background. */
    void settle() throws IOException;

    /** Bytes of its files that are in use. */
    long diskBytes() throws IOException;

    @Override
    void close() throws IOException;
}
