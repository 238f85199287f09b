package io.travertine.benchmarks.storage;

/** What a store is opened for, where a peer has a way of its own for it. */
enum Use {
    ANYTHING,
    /** Batches come in order, and nothing else. */
    APPENDING,
    TRANSACTIONS
}
