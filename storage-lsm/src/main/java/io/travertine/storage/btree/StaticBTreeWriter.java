package io.travertine.storage.btree;

import io.travertine.storage.file.StoreFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads a static B+ tree: entries come in key order (unsigned bytes, a key may come more than once), leaves are written as they fill up, inner
 * levels when all entries are there. Keeps one key a leaf in memory. The file is durable after its own sync. One thread.
 */
public final class StaticBTreeWriter {
    private final StoreFile file;
    private final ByteBuffer node = ByteBuffer.allocate(BTreeFormat.MAX_NODE_BYTES);
    private List<Child> children = new ArrayList<>();
    private byte @Nullable [] firstKey;
    private byte @Nullable [] lastKey;
    private int entries;
    private long count;
    private long position;

    private record Child(byte[] firstKey, long position) {}

    /** @param file empty */
    public StaticBTreeWriter(StoreFile file) {
        this.file = file;
        node.position(BTreeFormat.NODE_HEADER_BYTES);
    }

    /**
     * Adds an entry.
     *
     * @throws IllegalArgumentException when the key is below the last one, or over 64 KiB
     */
    public void add(byte[] key, long value) throws IOException {
        if (key.length > BTreeFormat.MAX_KEY_BYTES) {
            throw new IllegalArgumentException(
                    "a key of " + key.length + " bytes; at most " + BTreeFormat.MAX_KEY_BYTES);
        }
        if (lastKey != null && Arrays.compareUnsigned(lastKey, key) > 0) {
            throw new IllegalArgumentException("entry " + count + " has a key below the one before");
        }
        lastKey = key;
        count++;
        put(key, value, 0);
    }

    /** Writes what is left, the inner levels and the footer. */
    public void finish() throws IOException {
        endNode(0);
        long leavesEnd = position;
        int height = children.isEmpty() ? 0 : 1;
        for (int level = 1; children.size() > 1; level++) {
            List<Child> below = children;
            children = new ArrayList<>();
            for (Child child : below) {
                put(child.firstKey, child.position, level);
            }
            endNode(level);
            height++;
        }
        writeFooter(height, leavesEnd);
    }

    private void put(byte[] key, long value, int level) throws IOException {
        if (entries >= (level == 0 ? 1 : 2) && node.position() + BTreeFormat.entryBytes(key) > BTreeFormat.NODE_BYTES) {
            endNode(level);
        }
        if (entries++ == 0) {
            firstKey = key;
        }
        node.putInt(key.length).put(key).putLong(value);
    }

    private void endNode(int level) throws IOException {
        byte[] key = firstKey;
        if (entries == 0 || key == null) {
            return;
        }
        int bytes = node.position();
        node.putInt(4, bytes).putInt(8, level).putInt(12, entries);
        node.putInt(0, BTreeFormat.crc(node.limit(bytes), 4, bytes));
        file.write(node.flip(), position);
        children.add(new Child(key, position));
        position += bytes;
        node.clear().position(BTreeFormat.NODE_HEADER_BYTES);
        entries = 0;
    }

    private void writeFooter(int height, long leavesEnd) throws IOException {
        long root = children.isEmpty() ? 0 : children.getFirst().position;
        ByteBuffer footer = ByteBuffer.allocate(BTreeFormat.FOOTER_BYTES)
                .putLong(BTreeFormat.MAGIC)
                .putInt(BTreeFormat.FORMAT_VERSION)
                .putInt(height)
                .putLong(root)
                .putLong(leavesEnd)
                .putLong(count);
        footer.putInt(BTreeFormat.crc(footer, 0, BTreeFormat.FOOTER_BYTES - 4));
        file.write(footer.flip(), position);
    }
}
