package io.travertine.storage.lsm.memtable;

import io.travertine.storage.lsm.entry.EntryCursor;

/** A cursor at entries of an arena; a variant says how it moves. */
abstract class ArenaCursor implements EntryCursor {
    private final EntryArena arena;
    private long entry = EntryArena.NONE;
    private byte[] key = new byte[32];
    private int keyLength;

    ArenaCursor(EntryArena arena) {
        this.arena = arena;
    }

    /** Goes to an entry, or to {@link EntryArena#NONE}. */
    final void load(long reference) {
        entry = reference;
        if (reference == EntryArena.NONE) {
            arena.checkOpen();
        } else {
            keyLength = arena.keyLength(reference);
            if (keyLength > key.length) {
                key = new byte[Math.max(keyLength, 2 * key.length)];
            }
            arena.copyKey(reference, keyLength, key);
        }
    }

    @Override
    public abstract void first();

    @Override
    public abstract void last();

    @Override
    public abstract void seek(byte[] wanted, int length, long stamp);

    @Override
    public abstract void seekBefore(byte[] wanted, int length, long stamp);

    @Override
    public abstract void next();

    @Override
    public abstract void previous();

    /** The entry it is at, or {@link EntryArena#NONE}. */
    final long entry() {
        return entry;
    }

    /** Compares the entry it is at with another. */
    final int compareTo(long other) {
        return arena.compare(key, keyLength, arena.stamp(entry), other);
    }

    @Override
    public final boolean isValid() {
        return entry != EntryArena.NONE;
    }

    @Override
    public final byte[] key() {
        return key;
    }

    @Override
    public final int keyLength() {
        return keyLength;
    }

    @Override
    public final long stamp() {
        return arena.stamp(entry);
    }

    @Override
    public final int valueLength() {
        return arena.valueLength(entry);
    }

    @Override
    public final void copyValue(byte[] target, int at) {
        arena.copyValue(entry, target, at);
    }
}
