package io.travertine.storage.lsm;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.LongSupplier;

/** The snapshots that are open. Any thread. */
final class Snapshots {
    private final StoreId storeId;
    private final Set<Snapshot> open = Collections.newSetFromMap(new IdentityHashMap<>());

    Snapshots(StoreId storeId) {
        this.storeId = storeId;
    }

    StoreId storeId() {
        return storeId;
    }

    synchronized Snapshot take(LongSupplier visible) {
        Snapshot snapshot = new Snapshot(this, visible.getAsLong());
        open.add(snapshot);
        return snapshot;
    }

    synchronized void remove(Snapshot snapshot) {
        open.remove(snapshot);
    }

    synchronized int count() {
        return open.size();
    }

    /** The sequences that are still looked at, ascending. */
    synchronized long[] sequences() {
        return open.stream().mapToLong(Snapshot::sequence).sorted().distinct().toArray();
    }
}
