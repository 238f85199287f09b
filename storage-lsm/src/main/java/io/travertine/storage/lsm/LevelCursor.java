package io.travertine.storage.lsm;

import io.travertine.storage.lsm.entry.Keys;
import java.io.IOException;
import java.util.List;

/** The entries of tables that do not overlap, one behind another. */
final class LevelCursor extends DelegatingCursor {
    private final List<Table> tables;
    private final boolean fillCache;
    private int place = -1;

    /** @param tables by key */
    LevelCursor(List<Table> tables, boolean fillCache) {
        this.tables = tables;
        this.fillCache = fillCache;
    }

    @Override
    public void first() throws IOException {
        forwardFrom(0);
    }

    @Override
    public void last() throws IOException {
        backFrom(tables.size() - 1);
    }

    @Override
    public void seek(byte[] key, int length, long stamp) throws IOException {
        int to = firstEndingAtOrBehind(key, length);
        if (goTo(to)) {
            at().seek(key, length, stamp);
            if (!at().isValid()) {
                forwardFrom(to + 1);
            }
        }
    }

    @Override
    public void seekBefore(byte[] key, int length, long stamp) throws IOException {
        int to = Math.min(firstEndingAtOrBehind(key, length), tables.size() - 1);
        if (goTo(to)) {
            at().seekBefore(key, length, stamp);
            if (!at().isValid()) {
                backFrom(to - 1);
            }
        }
    }

    @Override
    public void next() throws IOException {
        at().next();
        if (!at().isValid()) {
            forwardFrom(place + 1);
        }
    }

    @Override
    public void previous() throws IOException {
        at().previous();
        if (!at().isValid()) {
            backFrom(place - 1);
        }
    }

    /** A table may have range deletions only. */
    private void forwardFrom(int table) throws IOException {
        for (int to = table; goTo(to); to++) {
            at().first();
            if (at().isValid()) {
                return;
            }
        }
    }

    private void backFrom(int table) throws IOException {
        for (int to = table; goTo(to); to--) {
            at().last();
            if (at().isValid()) {
                return;
            }
        }
    }

    private boolean goTo(int table) {
        if (table < 0 || table >= tables.size()) {
            follow(null);
            place = -1;
            return false;
        }
        if (table != place) {
            follow(tables.get(table).reader().cursor(fillCache));
            place = table;
        }
        return true;
    }

    private int firstEndingAtOrBehind(byte[] key, int length) {
        int low = 0;
        int high = tables.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            byte[] largest = tables.get(middle).largest();
            if (Keys.compare(largest, largest.length, key, length) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
