package io.travertine.storage.metadata;

import java.util.ArrayList;
import java.util.List;

/** Changes that are committed together. Applied in the order in which they were added. Not thread-safe. */
public final class MetadataBatch {
    private final List<Change> changes = new ArrayList<>();

    /** One change. Byte arrays are not copied: they must not be changed afterwards. */
    sealed interface Change {
        byte[] key();

        record Put(byte[] key, byte[] value) implements Change {}

        record Delete(byte[] key) implements Change {}

        /** Deletes every key that begins so. */
        record DeletePrefix(byte[] key) implements Change {}
    }

    public MetadataBatch put(byte[] key, byte[] value) {
        changes.add(new Change.Put(key, value));
        return this;
    }

    public MetadataBatch delete(byte[] key) {
        changes.add(new Change.Delete(key));
        return this;
    }

    public MetadataBatch deletePrefix(byte[] prefix) {
        changes.add(new Change.DeletePrefix(prefix));
        return this;
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    List<Change> changes() {
        return changes;
    }
}
