package io.travertine.storage.lsm.memtable;

import java.util.function.Supplier;

/** Which structure keeps fresh entries in order. All give the same answers; they differ in what they are fast at. */
public enum MemtableVariant {
    /** Any keys, in any order, read while they are written. */
    SKIP_LIST(SkipListMemtable::new),
    /** Keys that come in order, and ids that begin with a time above all: the cheapest adds, finds and scans; late keys cost as a B+ tree's. */
    ARRAY(ArrayMemtable::new),
    /** Any keys, in any order: keys in random order added and found several times as fast as in the skip list. */
    B_TREE(BTreeMemtable::new),
    /** Any keys, above all ones that begin alike: finds go by bytes and compare one entry; many versions of a key; all of it outside the heap. */
    RADIX_TREE(RadixTreeMemtable::new),
    /** Finding whole keys: the cheapest adds and finds of keys in any order. Scans sort first, so they are for the end, when it is written to disk. */
    HASH(HashMemtable::new);

    private final Supplier<Memtable> constructor;

    MemtableVariant(Supplier<Memtable> constructor) {
        this.constructor = constructor;
    }

    public Memtable create() {
        return constructor.get();
    }
}
