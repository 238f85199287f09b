package io.travertine.storage.lsm.entry;

/** The entry that a {@link EntrySource#find} found; used again for the next. */
public final class FoundEntry {
    private static final byte[] EMPTY = {};

    private long stamp;
    private byte[] value = EMPTY;

    public void set(long entryStamp, byte[] entryValue) {
        stamp = entryStamp;
        value = entryValue;
    }

    public long stamp() {
        return stamp;
    }

    public EntryKind kind() {
        return Stamp.kind(stamp);
    }

    /** A value or operand that nobody else has; empty for a DELETE. */
    public byte[] value() {
        return value;
    }
}
