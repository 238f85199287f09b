package io.travertine.storage.lsm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a transaction has written to one tree, as it looks to itself: values by key, and ranges whose older keys are gone. */
final class PendingWrites {
    private final TreeMap<byte[], Value> values = new TreeMap<>(Arrays::compareUnsigned);
    private final List<KeyRange> deleted = new ArrayList<>();

    /** @param bytes null when the key has none */
    record Value(byte @Nullable [] bytes) {
        static final Value NONE = new Value(null);
    }

    PendingWrites copy() {
        PendingWrites copy = new PendingWrites();
        copy.values.putAll(values);
        copy.deleted.addAll(deleted);
        return copy;
    }

    void put(byte[] key, byte @Nullable [] value) {
        values.put(key.clone(), value == null ? Value.NONE : new Value(value.clone()));
    }

    void deleteRange(byte[] from, byte[] to) {
        values.subMap(from, to).clear();
        deleted.add(new KeyRange(from.clone(), to.clone()));
    }

    /** The value that was written; null when none was, and the key is as it was before. */
    @Nullable Value get(byte[] key) {
        Value value = values.get(key);
        return value != null || !isDeleted(key) ? value : Value.NONE;
    }

    boolean isDeleted(byte[] key) {
        return deleted.stream().anyMatch(range -> range.contains(key));
    }

    NavigableMap<byte[], Value> values() {
        return values;
    }

    List<KeyRange> deletedRanges() {
        return deleted;
    }
}
