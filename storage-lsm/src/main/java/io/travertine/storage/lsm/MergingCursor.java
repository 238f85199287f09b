package io.travertine.storage.lsm;

import io.travertine.storage.lsm.entry.EntryCursor;
import io.travertine.storage.lsm.entry.Keys;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entries of several cursors, in order. */
final class MergingCursor implements EntryCursor {
    private final EntryCursor[] sources;
    private @Nullable EntryCursor current;
    /** Whether the sources are at or behind the current entry; else they are at or before it. */
    private boolean forward = true;

    MergingCursor(List<EntryCursor> sources) {
        this.sources = sources.toArray(EntryCursor[]::new);
    }

    @Override
    public boolean isValid() {
        return current != null;
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
        current = best;
        forward = true;
    }

    private void takeLast() {
        EntryCursor best = null;
        for (EntryCursor source : sources) {
            if (source.isValid() && (best == null || compare(source, best) > 0)) {
                best = source;
            }
        }
        current = best;
        forward = false;
    }

    private static int compare(EntryCursor one, EntryCursor other) {
        return Keys.compare(one.key(), one.keyLength(), one.stamp(), other.key(), other.keyLength(), other.stamp());
    }

    private EntryCursor at() {
        EntryCursor at = current;
        if (at == null) {
            throw new IllegalStateException("the cursor is at no entry");
        }
        return at;
    }

    @Override
    public byte[] key() {
        return at().key();
    }

    @Override
    public int keyLength() {
        return at().keyLength();
    }

    @Override
    public long stamp() {
        return at().stamp();
    }

    @Override
    public int valueLength() {
        return at().valueLength();
    }

    @Override
    public void copyValue(byte[] target, int at) {
        at().copyValue(target, at);
    }
}
