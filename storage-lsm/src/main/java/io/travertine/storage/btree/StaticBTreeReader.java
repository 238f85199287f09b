package io.travertine.storage.btree;

import io.travertine.storage.CorruptFileException;
import io.travertine.storage.UnsupportedFormatException;
import io.travertine.storage.file.StoreFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Searches a static B+ tree. Immutable, any thread; every node's checksum is verified when it is read. */
public final class StaticBTreeReader {
    private final StoreFile file;
    private final int height;
    private final long root;
    private final long leavesEnd;
    private final long count;

    private StaticBTreeReader(StoreFile file, int height, long root, long leavesEnd, long count) {
        this.file = file;
        this.height = height;
        this.root = root;
        this.leavesEnd = leavesEnd;
        this.count = count;
    }

    /** Told of each entry of a range; returns false to hear of no more. */
    @FunctionalInterface
    public interface Visitor {
        boolean visit(long value);
    }

    /** Reads the footer; the file stays open as long as the tree is used, and is the caller's to close. */
    public static StaticBTreeReader open(StoreFile file) throws IOException {
        long at = file.size() - BTreeFormat.FOOTER_BYTES;
        if (at < 0) {
            throw new CorruptFileException(file.path(), 0, file.size() + " bytes", "a footer");
        }
        ByteBuffer footer = ByteBuffer.allocate(BTreeFormat.FOOTER_BYTES);
        file.readFully(footer, at);
        int checked = BTreeFormat.FOOTER_BYTES - 4;
        if (footer.getLong(0) != BTreeFormat.MAGIC
                || BTreeFormat.crc(footer.flip(), 0, checked) != footer.getInt(checked)) {
            throw new CorruptFileException(file.path(), at, "bytes that are no footer of a B+ tree", "one");
        }
        int version = footer.getInt(8);
        if (version != BTreeFormat.FORMAT_VERSION) {
            throw new UnsupportedFormatException(
                    file.path(), version, BTreeFormat.FORMAT_VERSION, BTreeFormat.FORMAT_VERSION);
        }
        return new StaticBTreeReader(
                file, footer.getInt(12), footer.getLong(16), footer.getLong(24), footer.getLong(32));
    }

    /** Entries in the tree. */
    public long count() {
        return count;
    }

    /**
     * Visits the values of all entries in a range, in key order, and among equal keys in the order in which they were added.
     *
     * @param low null for no bound below
     * @param high null for no bound above
     */
    public void forEachInRange(
            byte @Nullable [] low, boolean lowInclusive, byte @Nullable [] high, boolean highInclusive, Visitor visitor)
            throws IOException {
        if (height == 0) {
            return;
        }
        Node node = new Node();
        long position = low == null ? 0 : leafOf(node, low);
        while (position < leavesEnd) {
            node.read(position, 0);
            for (int i = 0; i < node.entries; i++) {
                node.next();
                if (low != null && node.compare(low) < (lowInclusive ? 0 : 1)) {
                    continue;
                }
                if (high != null && node.compare(high) > (highInclusive ? 0 : -1)) {
                    return;
                }
                if (!visitor.visit(node.value)) {
                    return;
                }
            }
            position += node.bytes;
        }
    }

    /** How many entries have the key, up to a limit. */
    public long count(byte[] key, long limit) throws IOException {
        long[] found = {0};
        forEachInRange(key, true, key, true, value -> ++found[0] < limit);
        return found[0];
    }

    /** Reads every node: every checksum is right when this returns. */
    public void verify() throws IOException {
        Node node = new Node();
        long end = file.size() - BTreeFormat.FOOTER_BYTES;
        for (long position = 0; position < end; position += node.bytes) {
            node.read(position, -1);
        }
    }

    /** The first leaf that may have an entry of at least this key: the last whose first key is below it. */
    private long leafOf(Node node, byte[] key) throws IOException {
        long position = root;
        for (int level = height - 1; level > 0; level--) {
            node.read(position, level);
            for (int i = 0; i < node.entries; i++) {
                node.next();
                if (i > 0 && node.compare(key) >= 0) {
                    break;
                }
                position = node.value;
            }
        }
        return position;
    }

    /** The node that is being read, and the entry in it. */
    private final class Node {
        private ByteBuffer buffer = ByteBuffer.allocate(BTreeFormat.NODE_BYTES);
        private int bytes;
        private int entries;
        private int keyStart;
        private int keyEnd;
        private long value;

        void read(long position, int level) throws IOException {
            long available = file.size() - BTreeFormat.FOOTER_BYTES - position;
            buffer.clear().limit((int) Math.clamp(available, 0, BTreeFormat.NODE_BYTES));
            file.readFully(buffer, position);
            bytes = buffer.position() < BTreeFormat.NODE_HEADER_BYTES ? -1 : buffer.getInt(4);
            if (bytes < BTreeFormat.NODE_HEADER_BYTES || bytes > Math.min(available, BTreeFormat.MAX_NODE_BYTES)) {
                throw corrupt(position, "a node of " + bytes + " bytes");
            }
            if (bytes > buffer.limit()) {
                buffer = ByteBuffer.allocate(bytes);
                file.readFully(buffer, position);
            }
            if (BTreeFormat.crc(buffer.clear(), 4, bytes) != buffer.getInt(0)) {
                throw corrupt(position, "a node with a wrong checksum");
            }
            if (level >= 0 && buffer.getInt(8) != level) {
                throw corrupt(position, "a node of level " + buffer.getInt(8));
            }
            entries = buffer.getInt(12);
            keyEnd = BTreeFormat.NODE_HEADER_BYTES - Long.BYTES;
        }

        void next() {
            int at = keyEnd + Long.BYTES;
            keyStart = at + Integer.BYTES;
            keyEnd = keyStart + buffer.getInt(at);
            value = buffer.getLong(keyEnd);
        }

        int compare(byte[] key) {
            return Arrays.compareUnsigned(buffer.array(), keyStart, keyEnd, key, 0, key.length);
        }

        private CorruptFileException corrupt(long position, String found) {
            return new CorruptFileException(file.path(), position, found, "a whole node of a B+ tree");
        }
    }
}
