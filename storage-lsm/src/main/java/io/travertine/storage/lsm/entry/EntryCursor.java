package io.travertine.storage.lsm.entry;

import java.io.IOException;

/**
 * Goes through entries in their order: by key, as unsigned bytes, and for one key by stamp, the greatest first. At an entry after a call of
 * {@link #seek}, {@link #seekBefore}, {@link #first}, {@link #last}, {@link #next} or {@link #previous} that found one; only then may the
 * others be called. One thread.
 */
public interface EntryCursor {
    /** Whether it is at an entry. */
    boolean isValid();

    void first() throws IOException;

    void last() throws IOException;

    /** To the first entry that is not before (key, stamp); {@link Stamp#NEWEST} finds the first entry of the key or a later one. */
    void seek(byte[] key, int length, long stamp) throws IOException;

    /** To the last entry that is before (key, stamp). */
    void seekBefore(byte[] key, int length, long stamp) throws IOException;

    void next() throws IOException;

    void previous() throws IOException;

    /** The key, in the first {@link #keyLength} bytes of an array that the cursor changes when it moves; others may not. */
    byte[] key();

    int keyLength();

    long stamp();

    int valueLength();

    /** Copies the value; the target has {@link #valueLength} bytes from there on. */
    void copyValue(byte[] target, int at);

    /** The value in an array of its own. */
    default byte[] value() {
        byte[] value = new byte[valueLength()];
        copyValue(value, 0);
        return value;
    }
}
