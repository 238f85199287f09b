package io.travertine.storage.lsm;

import io.travertine.storage.lsm.entry.EntryKind;
import io.travertine.storage.lsm.entry.Keys;
import io.travertine.storage.lsm.entry.RangeDeletions;
import io.travertine.storage.lsm.entry.Stamp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the keys of a tree and their values, in the order of keys as unsigned bytes, as they were when it was opened (or when its
 * snapshot was taken). At no key until it is moved. Keeps memory and files until it is closed. One thread.
 *
 * <pre>{@code
 * try (Cursor cursor = tree.cursor(KeyRange.prefix(prefix))) {
 *     for (cursor.first(); cursor.isValid(); cursor.next()) {
 *         use(cursor.key(), cursor.value());
 *     }
 * }
 * }</pre>
 */
public final class Cursor implements AutoCloseable {
    private final ReadView view;
    private final MergingCursor entries;
    private final RangeDeletions deletions;
    private final KeyRange range;
    private final long sequence;
    private final @Nullable MergeOperator operator;

    private byte[] key = new byte[32];
    private int keyLength;
    private boolean valid;
    /** The merged value; null when the value is that of the entry that the entries are at. */
    private byte @Nullable [] merged;

    private boolean closed;

    /** @param view retained by the caller for this cursor, which releases it */
    Cursor(ReadView view, KeyRange range, long sequence, @Nullable MergeOperator operator) {
        this.view = view;
        this.range = range;
        this.sequence = sequence;
        this.operator = operator;
        this.entries = new MergingCursor(TreeSources.cursors(view));
        this.deletions = TreeSources.deletions(view);
    }

    /** Whether it is at a key. */
    public boolean isValid() {
        return valid;
    }

    /** To the first key of the range. */
    public void first() throws IOException {
        checkOpen();
        entries.seek(range.from(), range.from().length, Stamp.NEWEST);
        findForward();
    }

    /** To the last key of the range. */
    public void last() throws IOException {
        checkOpen();
        byte[] to = range.to();
        if (to == null) {
            entries.last();
        } else {
            entries.seekBefore(to, to.length, Stamp.NEWEST);
        }
        findBackward();
    }

    /** To the first key of the range that is not before this one. */
    public void seek(byte[] wanted) throws IOException {
        checkOpen();
        byte[] from = Arrays.compareUnsigned(wanted, range.from()) < 0 ? range.from() : wanted;
        entries.seek(from, from.length, Stamp.NEWEST);
        findForward();
    }

    /** To the last key of the range that is before this one. */
    public void seekBefore(byte[] wanted) throws IOException {
        checkOpen();
        byte[] to = range.to();
        byte[] before = to != null && Arrays.compareUnsigned(to, wanted) < 0 ? to : wanted;
        entries.seekBefore(before, before.length, Stamp.NEWEST);
        findBackward();
    }

    public void next() throws IOException {
        checkValid();
        if (entries.isValid()) {
            skipKey();
        }
        findForward();
    }

    public void previous() throws IOException {
        checkValid();
        entries.seekBefore(key, keyLength, Stamp.NEWEST);
        findBackward();
    }

    /** Past all entries of the key. */
    private void skipKey() throws IOException {
        while (entries.isValid() && isAtKey()) {
            entries.next();
        }
    }

    private boolean isAtKey() {
        return Keys.compare(entries.key(), entries.keyLength(), key, keyLength) == 0;
    }

    /** From the first entry of some key: to the first key with a value. */
    private void findForward() throws IOException {
        valid = false;
        while (entries.isValid()) {
            takeKey();
            byte[] to = range.to();
            if (to != null && Keys.compare(key, keyLength, to, to.length) >= 0) {
                return;
            }
            if (findValue()) {
                valid = true;
                return;
            }
            skipKey();
        }
    }

    /** From the last entry of some key: to the last key with a value. */
    private void findBackward() throws IOException {
        valid = false;
        while (entries.isValid()) {
            takeKey();
            if (Keys.compare(key, keyLength, range.from(), range.from().length) < 0) {
                return;
            }
            entries.seek(key, keyLength, Stamp.newestOf(sequence));
            if (entries.isValid() && isAtKey() && findValue()) {
                valid = true;
                return;
            }
            entries.seekBefore(key, keyLength, Stamp.NEWEST);
        }
    }

    private void takeKey() {
        keyLength = entries.keyLength();
        if (keyLength > key.length) {
            key = new byte[Math.max(keyLength, 2 * key.length)];
        }
        System.arraycopy(entries.key(), 0, key, 0, keyLength);
    }

    /** Whether the key has a value at the sequence. Goes to its entry, or past those that were merged. */
    private boolean findValue() throws IOException {
        merged = null;
        while (Stamp.sequence(entries.stamp()) > sequence) {
            entries.next();
            if (!entries.isValid() || !isAtKey()) {
                return false;
            }
        }
        long deletedAt = deletions.isEmpty() ? 0 : deletions.newest(key, keyLength, sequence);
        if (Stamp.sequence(entries.stamp()) < deletedAt) {
            return false;
        }
        return switch (Stamp.kind(entries.stamp())) {
            case PUT -> true;
            case DELETE -> false;
            case MERGE -> {
                merge(deletedAt);
                yield true;
            }
        };
    }

    private void merge(long deletedAt) throws IOException {
        List<byte[]> operands = new ArrayList<>();
        byte[] base = null;
        while (entries.isValid() && isAtKey() && Stamp.sequence(entries.stamp()) >= deletedAt) {
            EntryKind kind = Stamp.kind(entries.stamp());
            if (kind == EntryKind.MERGE) {
                operands.add(entries.value());
                entries.next();
            } else {
                base = kind == EntryKind.PUT ? entries.value() : null;
                break;
            }
        }
        merged = Merges.apply(operator, Arrays.copyOf(key, keyLength), base, operands.reversed());
    }

    /** The key, in an array of its own. */
    public byte[] key() {
        checkValid();
        return Arrays.copyOf(key, keyLength);
    }

    /** The value, in an array of its own. */
    public byte[] value() {
        checkValid();
        byte[] made = merged;
        return made == null ? entries.value() : made.clone();
    }

    private void checkValid() {
        checkOpen();
        if (!valid) {
            throw new IllegalStateException("the cursor is at no key; ask isValid() first");
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the cursor is closed");
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            valid = false;
            view.release();
        }
    }
}
