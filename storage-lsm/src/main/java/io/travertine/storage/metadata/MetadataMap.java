package io.travertine.storage.metadata;

import io.travertine.storage.metadata.MetadataBatch.Change;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The map in memory, in unsigned byte order of its keys. Thread-safe; a batch is seen whole or not at all. */
final class MetadataMap {
    private final TreeMap<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);

    synchronized byte @Nullable [] get(byte[] key) {
        return entries.get(key);
    }

    /** A copy of the entries whose key begins so. */
    synchronized List<Map.Entry<byte[], byte[]>> scan(byte[] prefix) {
        List<Map.Entry<byte[], byte[]>> found = new ArrayList<>();
        for (Map.Entry<byte[], byte[]> entry : entries.tailMap(prefix).entrySet()) {
            if (!startsWith(entry.getKey(), prefix)) {
                break;
            }
            found.add(Map.entry(entry.getKey(), entry.getValue()));
        }
        return found;
    }

    synchronized void apply(List<Change> changes) {
        for (Change change : changes) {
            switch (change) {
                case Change.Put put -> entries.put(put.key(), put.value());
                case Change.Delete delete -> entries.remove(delete.key());
                case Change.DeletePrefix prefix -> scan(prefix.key()).forEach(entry -> entries.remove(entry.getKey()));
            }
        }
    }

    /** The changes that make this map from an empty one. */
    synchronized List<Change> asChanges() {
        List<Change> changes = new ArrayList<>(entries.size());
        entries.forEach((key, value) -> changes.add(new Change.Put(key, value)));
        return changes;
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }
}
