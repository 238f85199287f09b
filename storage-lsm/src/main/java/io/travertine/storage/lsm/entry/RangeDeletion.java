package io.travertine.storage.lsm.entry;

import java.util.Comparator;

/** Entries older than a sequence, of the keys from one on and before another, are deleted. */
public record RangeDeletion(byte[] from, byte[] to, long sequence) {
    /** By beginning, then the newest first, then by end. */
    public static final Comparator<RangeDeletion> ORDER = RangeDeletion::compare;

    /** @throws IllegalArgumentException when there is no key in the range, or no such sequence */
    public RangeDeletion {
        if (Keys.compare(from, from.length, to, to.length) >= 0) {
            throw new IllegalArgumentException("a range deletion ends at or before its beginning");
        }
        if (sequence < 0 || sequence > Stamp.MAX_SEQUENCE) {
            throw new IllegalArgumentException(
                    "sequence of a range deletion is " + sequence + "; it must be from 0 to " + Stamp.MAX_SEQUENCE);
        }
    }

    private static int compare(RangeDeletion one, RangeDeletion other) {
        int byKey =
                Keys.compare(one.from, one.from.length, one.sequence, other.from, other.from.length, other.sequence);
        return byKey != 0 ? byKey : Keys.compare(one.to, one.to.length, other.to, other.to.length);
    }
}
