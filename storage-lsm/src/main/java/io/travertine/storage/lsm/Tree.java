package io.travertine.storage.lsm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A named, ordered map of bytes in a {@link Store}. Keys are ordered as unsigned bytes, a key before those that it begins. Any thread may call
 * anything; nothing that is given is kept, nothing that is returned is shared.
 *
 * <p>Each write is a batch of one: when the call returns, it is as durable as the store's {@link io.travertine.storage.lsm.wal.SyncPolicy}
 * says, and visible to every read that begins later.
 */
public final class Tree {
    private final Store store;
    private final TreeCore core;

    Tree(Store store, TreeCore core) {
        this.store = store;
        this.core = core;
    }

    public String name() {
        return core.name();
    }

    public TreeOptions options() {
        return core.options();
    }

    public void put(byte[] key, byte[] value) throws IOException {
        store.write(new WriteBatch().put(this, key, value));
    }

    public void delete(byte[] key) throws IOException {
        store.write(new WriteBatch().delete(this, key));
    }

    /** Deletes the keys from one on, up to one that is not among them. */
    public void deleteRange(byte[] from, byte[] to) throws IOException {
        store.write(new WriteBatch().deleteRange(this, from, to));
    }

    /** Gives an operand to the tree's merge operator; see {@link WriteBatch#merge}. */
    public void merge(byte[] key, byte[] operand) throws IOException {
        store.write(new WriteBatch().merge(this, key, operand));
    }

    /** The value of a key, or null. */
    public byte @Nullable [] get(byte[] key) throws IOException {
        ReadView view = core.retainView();
        try {
            return PointRead.get(
                    view, key, store.visibleSequence(), core.options().mergeOperator());
        } finally {
            view.release();
        }
    }

    /** The value that a key had when the snapshot was taken, or null. */
    public byte @Nullable [] get(byte[] key, Snapshot snapshot) throws IOException {
        check(snapshot);
        ReadView view = core.retainView();
        try {
            return PointRead.get(view, key, snapshot.sequence(), core.options().mergeOperator());
        } finally {
            view.release();
        }
    }

    /** The values of keys at one moment, in their order; null for those that have none. */
    public List<byte @Nullable []> multiGet(List<byte[]> keys) throws IOException {
        ReadView view = core.retainView();
        try {
            long sequence = store.visibleSequence();
            List<byte @Nullable []> values = new ArrayList<>(keys.size());
            for (byte[] key : keys) {
                values.add(PointRead.get(view, key, sequence, core.options().mergeOperator()));
            }
            return values;
        } finally {
            view.release();
        }
    }

    /** A cursor over a range as it is now. */
    public Cursor cursor(KeyRange range) {
        ReadView view = core.retainView();
        return new Cursor(view, range, store.visibleSequence(), core.options().mergeOperator());
    }

    /** A cursor over a range as it was when the snapshot was taken. */
    public Cursor cursor(KeyRange range, Snapshot snapshot) {
        check(snapshot);
        return new Cursor(
                core.retainView(), range, snapshot.sequence(), core.options().mergeOperator());
    }

    private void check(Snapshot snapshot) {
        if (snapshot.storeId() != store.id()) {
            throw new IllegalArgumentException("the snapshot is of another store than tree '" + name() + "'");
        }
        if (snapshot.isClosed()) {
            throw new IllegalStateException("the snapshot is closed: what it saw may be gone");
        }
    }

    void checkMerges() {
        if (core.options().mergeOperator() == null) {
            throw new IllegalStateException(
                    "tree '" + name() + "' has no merge operator; open it with TreeOptions.withMergeOperator");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tree tree && tree.core == core;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(core);
    }

    int id() {
        return core.id();
    }

    StoreId storeId() {
        return store.id();
    }

    TreeCore core() {
        return core;
    }
}
