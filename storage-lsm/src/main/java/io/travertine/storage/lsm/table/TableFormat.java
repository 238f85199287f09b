package io.travertine.storage.lsm.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The layout of a table, little-endian.
 *
 * <pre>
 * file       partition*  top index  range deletions  properties  footer
 * partition  data block+  filter?  index block
 *
 * stored     payload  u8 compression (0 none, 1 LZ4)  u32 checksum
 * LZ4        payload is u32 raw length, one LZ4 block
 * checksum   CRC32C of payload and compression, XOR both halves of the block's position
 *
 * block      entry*  u64 base sequence  u32 position of restart*  u32 number of restarts
 * entry      varint shared, unshared, value length, stamp code;  unshared bytes of the key;  value
 * stamp code zigzag(sequence - base sequence) * 8 + kind
 * </pre>
 */
final class TableFormat {
    static final long MAGIC = 0x454c_4241_5456_5254L; // "TRVTABLE"
    static final int FORMAT_VERSION = 1;

    /** Behind the payload of every block. */
    static final int TRAILER_BYTES = 1 + Integer.BYTES;

    /** Base sequence and number of restarts. */
    static final int BLOCK_TAIL_BYTES = Long.BYTES + Integer.BYTES;

    static final int KIND_BITS = 3;

    /** Key and value of one entry. */
    static final int MAX_ENTRY_BYTES = 1 << 30;

    /** Room for the largest entry, and what is around it. */
    static final int MAX_BLOCK_BYTES = MAX_ENTRY_BYTES + (32 << 20);

    /** Larger blocks are not compressed: to read one takes no more memory than it has. */
    static final int MAX_COMPRESSED_BYTES = 1 << 20;

    /** Reads and writes of the file are not larger: Java copies each through memory outside the heap, which it keeps. */
    static final int MAX_TRANSFER_BYTES = 1 << 20;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private TableFormat() {}

    static int getInt(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    static void putInt(byte[] bytes, int at, int value) {
        INT.set(bytes, at, value);
    }

    static long getLong(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    static void putLong(byte[] bytes, int at, long value) {
        LONG.set(bytes, at, value);
    }

    /** Puts a number of 7 bits a byte, the lowest first; a byte that is followed by another has its highest bit set. */
    static int putVarint(byte[] bytes, int at, long value) {
        int end = at;
        for (long left = value; ; left >>>= 7) {
            if ((left & ~0x7fL) == 0) {
                bytes[end++] = (byte) left;
                return end;
            }
            bytes[end++] = (byte) (left | 0x80);
        }
    }

    /** The checksum of bytes that stand at this position of the file. */
    static int checksum(byte[] bytes, int length, long position) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue() ^ (int) position ^ (int) (position >>> Integer.SIZE);
    }
}
