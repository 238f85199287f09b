package io.travertine.benchmarks.storage;

import java.io.IOException;

/** Changes a store. One thread. */
interface Writer extends AutoCloseable {
    /** Writes one entry that survives the end of the process. */
    void put(byte[] key, byte[] value) throws IOException;

    void put(Batch batch, Promise promise) throws IOException;

    /** Deletes the keys of a batch, which survives the end of the process. */
    void delete(Batch batch) throws IOException;

    /** Reads the values of two keys and gives each the other's, in one transaction that survives the end of the process. */
    void swap(byte[] first, byte[] second) throws IOException;

    @Override
    default void close() {}
}
