package io.travertine.storage.lsm.memtable;

import java.util.function.Supplier;

/** Which structure keeps fresh entries in order. All give the same answers; they differ in what they are fast at. */
public enum MemtableVariant {
    /** Any keys, in any order, read while they are written. */
    SKIP_LIST(SkipListMemtable::new);

    private final Supplier<Memtable> constructor;

    MemtableVariant(Supplier<Memtable> constructor) {
        this.constructor = constructor;
    }

    public Memtable create() {
        return constructor.get();
    }
}
