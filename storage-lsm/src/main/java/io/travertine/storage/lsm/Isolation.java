package io.travertine.storage.lsm;

/** What a transaction is spared of what others do meanwhile. */
public enum Isolation {
    /**
     * It reads the store as it was when it began, and is refused when another one that committed meanwhile wrote a key that it writes: the
     * first committer wins. Two transactions that each read what the other writes may both commit (write skew).
     */
    SNAPSHOT,
    /**
     * As if transactions ran one after another: it is also refused when a key that it read, or one in a range that it read, was written
     * meanwhile. One that writes nothing never is.
     */
    SERIALISABLE
}
