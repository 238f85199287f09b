package io.travertine.storage.lsm.entry;

/** What an entry says about its key. */
public enum EntryKind {
    /** There is no value, whatever older entries say. */
    DELETE,
    /** The key has this value. */
    PUT,
    /** The value is what a merge operator makes of this operand and what older entries say. */
    MERGE;

    private static final EntryKind[] KINDS = values();

    static EntryKind of(int code) {
        if (code >= KINDS.length) {
            throw new IllegalArgumentException("no entry is of kind " + code);
        }
        return KINDS[code];
    }
}
