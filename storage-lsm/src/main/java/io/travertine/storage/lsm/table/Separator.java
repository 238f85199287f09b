package io.travertine.storage.lsm.table;

import java.util.Arrays;

/**
 * What stands for a block in the index: at or behind its last entry, and before the first of the next block. As short as possible, and only
 * where both entries have one key does its stamp matter: otherwise it is 0, behind all entries of its key.
 */
final class Separator {
    private byte[] key = {};
    private int length;
    private long stamp;

    byte[] key() {
        return key;
    }

    int length() {
        return length;
    }

    long stamp() {
        return stamp;
    }

    void set(byte[] newKey, int newLength, long newStamp) {
        key = newKey;
        length = newLength;
        stamp = newStamp;
    }

    /** Sets it between two entries; the arrays are used, not copied. */
    void setBetween(byte[] last, int lastLength, long lastStamp, byte[] next, int nextLength) {
        int differs = Arrays.mismatch(last, 0, lastLength, next, 0, nextLength);
        if (differs < 0) {
            set(last, lastLength, lastStamp);
        } else if (lastLength <= differs + 1 || nextLength == differs + 1) {
            set(last, lastLength, 0);
        } else {
            set(next, differs + 1, 0);
        }
    }
}
