package io.travertine.storage.lsm;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where the entries of a tree are, at one moment. Immutable; what it names stays open and in memory until everybody who retained it has
 * released it.
 */
final class ReadView {
    private final List<FreshEntries> fresh;
    private final Levels levels;
    private final AtomicInteger users = new AtomicInteger(1);

    /**
     * A view that one has retained.
     *
     * @param fresh the newest first
     */
    ReadView(List<FreshEntries> fresh, Levels levels) {
        this.fresh = List.copyOf(fresh);
        this.levels = levels;
        fresh.forEach(FreshEntries::retain);
        levels.all().forEach(Table::retain);
    }

    List<FreshEntries> fresh() {
        return fresh;
    }

    Levels levels() {
        return levels;
    }

    /** False when it was let go of by all: then there is a newer one. */
    boolean tryRetain() {
        int before = users.get();
        while (before > 0) {
            if (users.compareAndSet(before, before + 1)) {
                return true;
            }
            before = users.get();
        }
        return false;
    }

    void release() {
        if (users.decrementAndGet() == 0) {
            fresh.forEach(FreshEntries::release);
            levels.all().forEach(Table::release);
        }
    }
}
