package io.travertine.benchmarks.storage;

import java.io.IOException;

/** Goes through entries in order. The arrays that it returns stay as they are until it moves. */
interface EntryCursor extends AutoCloseable {
    /** Whether there is a first entry, to which it goes. */
    boolean first() throws IOException;

    /** Whether there is an entry at or behind the key, to which it goes. */
    boolean seek(byte[] key) throws IOException;

    boolean next() throws IOException;

    byte[] key();

    byte[] value();

    @Override
    void close() throws IOException;
}
