package io.travertine.storage.lsm;

import io.travertine.storage.lsm.entry.EntryCursor;
import io.travertine.storage.lsm.entry.Keys;
import java.io.IOException;
import java.util.List;

/** The entries of several cursors, in order. */
final class MergingCursor extends DelegatingCursor {
    private final EntryCursor[] sources;
    /** Whether the sources are at or behind the current entry; else they are at or before it. */
    private boolean forward = true;

    MergingCursor(List<EntryCursor> sources) {
        this.sources = sources.toArray(EntryCursor[]::new);
    }

    @Override
    public void first() throws IOException {
        for (EntryCursor source : sources) {
            source.first();
        }
        takeFirst();
    }

    @Override
    public void last() throws IOException {
        for (EntryCursor source : sources) {
            source.last();
        }
        takeLast();
    }

    @Override
    public void seek(byte[] key, int length, long stamp) throws IOException {
        for (EntryCursor source : sources) {
            source.seek(key, length, stamp);
        }
        takeFirst();
    }

    @Override
    public void seekBefore(byte[] key, int length, long stamp) throws IOException {
        for (EntryCursor source : sources) {
            source.seekBefore(key, length, stamp);
        }
        takeLast();
    }

    @Override
    public void next() throws IOException {
        EntryCursor at = at();
        if (!forward) {
            for (EntryCursor source : sources) {
                if (source != at) {
                    source.seek(at.key(), at.keyLength(), at.stamp());
                }
            }
        }
        at.next();
        takeFirst();
    }

    @Override
    public void previous() throws IOException {
        EntryCursor at = at();
        if (forward) {
            for (EntryCursor source : sources) {
                if (source != at) {
                    source.seekBefore(at.key(), at.keyLength(), at.stamp());
                }
            }
        }
        at.previous();
        takeLast();
    }

    private void takeFirst() {
        EntryCursor best = null;
        for (EntryCursor source : sources) {
            if (source.isValid() && (best == null || compare(source, best) < 0)) {
                best = source;
            }
        }
        follow(best);
        forward = true;
    }

    private void takeLast() {
        EntryCursor best = null;
        for (EntryCursor source : sources) {
            if (source.isValid() && (best == null || compare(source, best) > 0)) {
                best = source;
            }
        }
        follow(best);
        forward = false;
    }

    private static int compare(EntryCursor one, EntryCursor other) {
        return Keys.compare(one.key(), one.keyLength(), one.stamp(), other.key(), other.keyLength(), other.stamp());
    }
}
