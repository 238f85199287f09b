package io.travertine.storage.lsm.table;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The properties block of a table.
 *
 * <pre>
 *  0  u64  entries                40  u64  smallest sequence
 *  8  u64  deletions              48  u64  largest sequence
 * 16  u64  range deletions        56  u32  length of the smallest key, -1 for none
 * 24  u64  bytes of keys          60  u32  length of the largest key, -1 for none
 * 32  u64  bytes of values        64  smallest key, largest key
 * </pre>
 */
final class TableProperties {
    private static final int SMALLEST_LENGTH = 56;
    private static final int LARGEST_LENGTH = 60;
    private static final int KEYS = 64;

    private TableProperties() {}

    /** The block, with one byte more than {@link #length}. */
    static byte[] encode(TableInfo info) {
        byte[] smallest = info.smallestKey();
        byte[] largest = info.largestKey();
        byte[] bytes = new byte[length(info) + 1];
        TableFormat.putLong(bytes, 0, info.entries());
        TableFormat.putLong(bytes, 8, info.deletions());
        TableFormat.putLong(bytes, 16, info.rangeDeletions());
        TableFormat.putLong(bytes, 24, info.rawKeyBytes());
        TableFormat.putLong(bytes, 32, info.rawValueBytes());
        TableFormat.putLong(bytes, 40, info.smallestSequence());
        TableFormat.putLong(bytes, 48, info.largestSequence());
        TableFormat.putInt(bytes, SMALLEST_LENGTH, smallest == null ? -1 : smallest.length);
        TableFormat.putInt(bytes, LARGEST_LENGTH, largest == null ? -1 : largest.length);
        put(smallest, bytes, KEYS);
        put(largest, bytes, KEYS + length(smallest));
        return bytes;
    }

    static int length(TableInfo info) {
        return Math.toIntExact((long) KEYS + length(info.smallestKey()) + length(info.largestKey()));
    }

    private static int length(byte @Nullable [] key) {
        return key == null ? 0 : key.length;
    }

    private static void put(byte @Nullable [] key, byte[] target, int at) {
        if (key != null) {
            System.arraycopy(key, 0, target, at, key.length);
        }
    }

    /** What the block says; null when its lengths are not that of the block. */
    static @Nullable TableInfo decode(byte[] bytes, int length, long fileBytes) {
        if (length < KEYS) {
            return null;
        }
        int smallest = TableFormat.getInt(bytes, SMALLEST_LENGTH);
        int largest = TableFormat.getInt(bytes, LARGEST_LENGTH);
        long end = (long) KEYS + Math.max(smallest, 0) + Math.max(largest, 0);
        if (smallest < -1 || largest < -1 || end != length) {
            return null;
        }
        int keysEnd = KEYS + Math.max(smallest, 0);
        return new TableInfo(
                fileBytes,
                TableFormat.getLong(bytes, 0),
                TableFormat.getLong(bytes, 8),
                TableFormat.getLong(bytes, 16),
                TableFormat.getLong(bytes, 24),
                TableFormat.getLong(bytes, 32),
                smallest < 0 ? null : Arrays.copyOfRange(bytes, KEYS, keysEnd),
                largest < 0 ? null : Arrays.copyOfRange(bytes, keysEnd, length),
                TableFormat.getLong(bytes, 40),
                TableFormat.getLong(bytes, 48));
    }
}
