package io.travertine.benchmarks.storage;

/** Entries that are written together. The arrays are filled anew for each batch. */
final class Batch {
    final byte[][] keys;
    final byte[][] values;
    int count;

    Batch(int capacity) {
        keys = new byte[capacity][Entries.KEY_BYTES];
        values = new byte[capacity][Entries.VALUE_BYTES];
    }

    int capacity() {
        return keys.length;
    }
}
