package io.travertine.storage.lsm;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** A cursor over a tree with what a transaction wrote on top; as {@link Cursor}. One thread. */
public final class TransactionCursor implements AutoCloseable {
    private final Cursor stored;
    private final PendingWrites pending;
    private final NavigableMap<byte[], PendingWrites.Value> written;
    private byte @Nullable [] key;
    private byte @Nullable [] value;

    TransactionCursor(Cursor stored, KeyRange range, PendingWrites pending) {
        this.stored = stored;
        this.pending = pending;
        byte[] to = range.to();
        NavigableMap<byte[], PendingWrites.Value> from = pending.values().tailMap(range.from(), true);
        if (to != null && Arrays.compareUnsigned(range.from(), to) >= 0) {
            this.written = new PendingWrites().values();
        } else {
            this.written = to == null ? from : from.headMap(to, false);
        }
    }

    public boolean isValid() {
        return key != null;
    }

    public void first() throws IOException {
        stored.first();
        settleForward(written.firstEntry());
    }

    public void last() throws IOException {
        stored.last();
        settleBackward(written.lastEntry());
    }

    /** To the first key of the range that is not before this one. */
    public void seek(byte[] wanted) throws IOException {
        stored.seek(wanted);
        settleForward(written.ceilingEntry(wanted));
    }

    /** To the last key of the range that is before this one. */
    public void seekBefore(byte[] wanted) throws IOException {
        stored.seekBefore(wanted);
        settleBackward(written.lowerEntry(wanted));
    }

    public void next() throws IOException {
        byte[] at = at();
        stored.seek(at);
        if (stored.isValid() && Arrays.equals(stored.key(), at)) {
            stored.next();
        }
        settleForward(written.higherEntry(at));
    }

    public void previous() throws IOException {
        byte[] at = at();
        stored.seekBefore(at);
        settleBackward(written.lowerEntry(at));
    }

    private void settleForward(Map.@Nullable Entry<byte[], PendingWrites.Value> ahead) throws IOException {
        Map.Entry<byte[], PendingWrites.Value> next = ahead;
        while (stored.isValid() && pending.get(stored.key()) != null) {
            stored.next();
        }
        while (next != null && next.getValue().bytes() == null) {
            next = written.higherEntry(next.getKey());
        }
        boolean fromStore =
                stored.isValid() && (next == null || Arrays.compareUnsigned(stored.key(), next.getKey()) < 0);
        take(fromStore, next);
    }

    private void settleBackward(Map.@Nullable Entry<byte[], PendingWrites.Value> behind) throws IOException {
        Map.Entry<byte[], PendingWrites.Value> before = behind;
        while (stored.isValid() && pending.get(stored.key()) != null) {
            stored.previous();
        }
        while (before != null && before.getValue().bytes() == null) {
            before = written.lowerEntry(before.getKey());
        }
        boolean fromStore =
                stored.isValid() && (before == null || Arrays.compareUnsigned(stored.key(), before.getKey()) > 0);
        take(fromStore, before);
    }

    private void take(boolean fromStore, Map.@Nullable Entry<byte[], PendingWrites.Value> entry) {
        if (fromStore) {
            key = stored.key();
            value = stored.value();
        } else {
            key = entry == null ? null : entry.getKey();
            value = entry == null ? null : entry.getValue().bytes();
        }
    }

    private byte[] at() {
        byte[] at = key;
        if (at == null) {
            throw new IllegalStateException("the cursor is at no key; ask isValid() first");
        }
        return at;
    }

    /** The key, in an array of its own. */
    public byte[] key() {
        return at().clone();
    }

    /** The value, in an array of its own. */
    public byte[] value() {
        at();
        byte[] found = value;
        return found == null ? new byte[0] : found.clone();
    }

    @Override
    public void close() {
        key = null;
        stored.close();
    }
}
