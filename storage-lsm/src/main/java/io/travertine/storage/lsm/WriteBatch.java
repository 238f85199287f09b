package io.travertine.storage.lsm;

import io.travertine.storage.lsm.entry.EntryKind;
import java.util.Arrays;
import java.util.Objects;

/**
 * Changes of one store that are made together: all of them, or none, and visible at one moment. Later ones go before earlier ones of the same
 * key. Keys and values are copied. Not thread-safe; may be used again after {@link #clear}, when the call that took it has returned.
 */
public final class WriteBatch {
    /** A batch has at most so many bytes. */
    public static final int MAX_BYTES = 1 << 30;

    static final int RANGE_DELETION = 3;

    private static final int FIRST_BYTES = 256;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int size;
    private int count;
    private int userBytes;
    private StoreId store = StoreId.NONE;

    /** Gives the key a value. */
    public WriteBatch put(Tree tree, byte[] key, byte[] value) {
        add(tree, EntryKind.PUT.ordinal(), key, value);
        return this;
    }

    /** Takes the key's value away; nothing happens when it has none. */
    public WriteBatch delete(Tree tree, byte[] key) {
        add(tree, EntryKind.DELETE.ordinal(), key, new byte[0]);
        return this;
    }

    /**
     * Takes the values of all keys in a range away, at the cost of one key.
     *
     * @param from the first key
     * @param to behind the last key; when it is not behind {@code from}, nothing happens
     */
    public WriteBatch deleteRange(Tree tree, byte[] from, byte[] to) {
        if (Arrays.compareUnsigned(from, to) < 0) {
            add(tree, RANGE_DELETION, from, to);
        }
        return this;
    }

    /**
     * Gives an operand to the tree's {@link MergeOperator}, which makes the value of it when somebody reads: nothing is read now.
     *
     * @throws IllegalStateException when the tree has no merge operator
     */
    public WriteBatch merge(Tree tree, byte[] key, byte[] operand) {
        tree.checkMerges();
        add(tree, EntryKind.MERGE.ordinal(), key, operand);
        return this;
    }

    private void add(Tree tree, int kind, byte[] key, byte[] value) {
        Objects.requireNonNull(key, "a key is null; there is the empty key");
        Objects.requireNonNull(value, "a value is null; there is the empty value, or delete");
        if (count > 0 && store != tree.storeId()) {
            throw new IllegalArgumentException(
                    "tree '" + tree.name() + "' is of another store than the batch's others; a batch is for one store");
        }
        store = tree.storeId();
        ensure(1L + 3 * Varints.MAX_BYTES + key.length + value.length);
        bytes[size++] = (byte) kind;
        size = Varints.write(bytes, size, tree.id());
        size = Varints.write(bytes, size, key.length);
        System.arraycopy(key, 0, bytes, size, key.length);
        size = Varints.write(bytes, size + key.length, value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        userBytes += key.length + value.length;
        count++;
    }

    private void ensure(long needed) {
        long wanted = size + needed;
        if (wanted > MAX_BYTES) {
            throw new IllegalArgumentException("the batch would have " + wanted + " bytes, at most " + MAX_BYTES
                    + " may be written together; use several");
        }
        if (wanted > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_BYTES, Math.max(wanted, 2L * bytes.length)));
        }
    }

    /** How many changes there are. */
    public int count() {
        return count;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** Bytes in the log. */
    public int sizeInBytes() {
        return size;
    }

    public void clear() {
        size = 0;
        count = 0;
        userBytes = 0;
        store = StoreId.NONE;
    }

    /** Takes back what was added since it had so many changes in so many bytes. */
    void truncate(int changes, int bytesBefore, int userBytesBefore) {
        userBytes = userBytesBefore;
        count = changes;
        size = bytesBefore;
    }

    /** Of keys and values. */
    int userBytes() {
        return userBytes;
    }

    StoreId store() {
        return store;
    }

    byte[] bytes() {
        return bytes;
    }
}
