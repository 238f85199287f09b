package io.travertine.storage.btree;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The layout of a static B+ tree file, big-endian. Leaves in key order, then each inner level in key order, the root last, then
 * a footer.
 *
 * <pre>
 * node (about {@value #NODE_BYTES} bytes)               footer ({@value #FOOTER_BYTES} bytes)
 *  0  u32  CRC32C of the rest of the node      0  u64  magic "TRVBTREE"
 *  4  u32  bytes of the whole node             8  u32  format version, 1
 *  8  u32  level, 0 for a leaf                12  u32  height: levels, 0 for an empty tree
 * 12  u32  number of entries                  16  u64  position of the root
 * 16  entries:                                24  u64  end of the leaves
 *       u32 length of key, key, u64 value     32  u64  number of entries in leaves
 *                                             40  u32  CRC32C of bytes 0 to 40
 * </pre>
 *
 * <p>In an inner node an entry's key is the first key of a child and its value the child's position; it has at least two, so
 * that every level is shorter than the one below however long the keys are.
 */
final class BTreeFormat {
    static final long MAGIC = 0x5452564254524545L;
    static final int FORMAT_VERSION = 1;
    static final int NODE_BYTES = 8192;
    static final int NODE_HEADER_BYTES = 16;
    static final int FOOTER_BYTES = 44;
    static final int MAX_KEY_BYTES = 1 << 16;
    static final int MAX_NODE_BYTES = NODE_BYTES + 2 * (MAX_KEY_BYTES + 12);

    private BTreeFormat() {}

    static int entryBytes(byte[] key) {
        return 12 + key.length;
    }

    static int crc(ByteBuffer buffer, int from, int to) {
        CRC32C crc = new CRC32C();
        crc.update(buffer.slice(from, to - from));
        return (int) crc.getValue();
    }
}
