package io.travertine.storage.lsm.memtable;

import io.travertine.storage.lsm.entry.FoundEntry;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/** A memtable whose entries lie in an arena; a variant is an index of their references. */
abstract class ArenaMemtable implements Memtable {
    private static final VarHandle SIZE;

    static {
        try {
            SIZE = MethodHandles.lookup().findVarHandle(ArenaMemtable.class, "size", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final EntryArena arena;
    private long size;

    ArenaMemtable(EntryArena arena) {
        this.arena = arena;
    }

    /** Puts an entry of the arena, which has this key and stamp, in its place. */
    abstract void index(byte[] key, int length, long stamp, long entry);

    /** The newest entry of a key whose stamp is at most this, or {@link EntryArena#NONE}. */
    abstract long findEntry(byte[] key, long stamp);

    /** Bytes of the index on the heap. */
    abstract long heapBytes();

    @Override
    public final void add(
            byte[] key, int keyFrom, int keyLength, long stamp, byte[] value, int valueFrom, int valueLength) {
        EntryArena.checkLengths(keyLength, valueLength);
        long entry = arena.add(key, keyFrom, keyLength, stamp, value, valueFrom, valueLength);
        insert(keyFrom == 0 ? key : Arrays.copyOfRange(key, keyFrom, keyFrom + keyLength), keyLength, stamp, entry);
    }

    /** Indexes and counts an entry. Whoever sees the new size finds the entry. */
    final void insert(byte[] key, int length, long stamp, long entry) {
        index(key, length, stamp, entry);
        SIZE.setRelease(this, size + 1);
    }

    @Override
    public final boolean find(byte[] key, long stamp, FoundEntry found) {
        arena.checkOpen();
        long entry = findEntry(key, stamp);
        if (entry == EntryArena.NONE) {
            return false;
        }
        found.set(arena.stamp(entry), arena.value(entry));
        return true;
    }

    @Override
    public final long size() {
        return (long) SIZE.getAcquire(this);
    }

    @Override
    public final long bytes() {
        return arena.bytes() + heapBytes();
    }

    @Override
    public final void close() {
        arena.close();
    }
}
