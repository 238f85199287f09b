package io.travertine.storage.lsm.table;

import io.travertine.storage.lsm.entry.Stamp;
import java.util.Arrays;

/** Makes blocks of entries, one after another. The order of the entries is the caller's business. */
final class BlockBuilder {
    private static final int KEPT_BYTES = 1 << 20;
    private static final int MAX_DOUBLED_BYTES = 32 << 20;
    private static final int MAX_HEADER_BYTES = 5 + 5 + 5 + 10;

    private final int restartInterval;
    private byte[] bytes = new byte[1 << 10];
    private int size;
    private int[] restarts = new int[16];
    private int restartCount;
    private int sinceRestart;
    private long baseSequence;
    private byte[] lastKey = new byte[64];
    private int lastKeyLength;

    BlockBuilder(int restartInterval) {
        this.restartInterval = restartInterval;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Bytes of the block, if it ended here. */
    long bytes() {
        return (long) size + (long) restartCount * Integer.BYTES + TableFormat.BLOCK_TAIL_BYTES;
    }

    /** The key that was added last, also when the block was cleared since. */
    byte[] lastKey() {
        return lastKey;
    }

    int lastKeyLength() {
        return lastKeyLength;
    }

    void add(byte[] key, int keyLength, long stamp, byte[] value, int valueLength) {
        reserve(bytes() + Integer.BYTES + MAX_HEADER_BYTES + keyLength + valueLength);
        long sequence = Stamp.sequence(stamp);
        if (size == 0) {
            baseSequence = sequence;
        }
        int shared = restarts() ? 0 : shared(key, keyLength);
        int unshared = keyLength - shared;
        int at = TableFormat.putVarint(bytes, size, shared);
        at = TableFormat.putVarint(bytes, at, unshared);
        at = TableFormat.putVarint(bytes, at, valueLength);
        at = TableFormat.putVarint(bytes, at, stampCode(sequence - baseSequence, stamp));
        System.arraycopy(key, shared, bytes, at, unshared);
        System.arraycopy(value, 0, bytes, at + unshared, valueLength);
        size = at + unshared + valueLength;
        keep(key, shared, keyLength);
    }

    private static long stampCode(long distance, long stamp) {
        long zigzag = distance << 1 ^ distance >> Long.SIZE - 1;
        return zigzag << TableFormat.KIND_BITS | stamp & (1 << TableFormat.KIND_BITS) - 1;
    }

    private boolean restarts() {
        if (size > 0 && ++sinceRestart < restartInterval) {
            return false;
        }
        if (restartCount == restarts.length) {
            restarts = Arrays.copyOf(restarts, 2 * restartCount);
        }
        restarts[restartCount++] = size;
        sinceRestart = 0;
        return true;
    }

    private int shared(byte[] key, int keyLength) {
        int common = Math.min(keyLength, lastKeyLength);
        int differs = Arrays.mismatch(key, 0, common, lastKey, 0, common);
        return differs < 0 ? common : differs;
    }

    private void keep(byte[] key, int from, int keyLength) {
        if (keyLength > lastKey.length) {
            lastKey = Arrays.copyOf(lastKey, Math.max(keyLength, 2 * lastKey.length));
        }
        System.arraycopy(key, from, lastKey, from, keyLength - from);
        lastKeyLength = keyLength;
    }

    /** Makes room for the whole block, so that its end needs no more; a huge one gets no more than it needs. */
    private void reserve(long needed) {
        if (needed > TableFormat.MAX_BLOCK_BYTES) {
            throw new IllegalArgumentException(
                    "a block of " + needed + " bytes; it must have at most " + TableFormat.MAX_BLOCK_BYTES);
        }
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(
                    bytes, (int) (needed > MAX_DOUBLED_BYTES ? needed : Math.max(needed, 2L * bytes.length)));
        }
    }

    /** Ends the block: it is in this many first bytes of {@link #array}. */
    int finish() {
        TableFormat.putLong(bytes, size, baseSequence);
        int at = size + Long.BYTES;
        for (int i = 0; i < restartCount; i++, at += Integer.BYTES) {
            TableFormat.putInt(bytes, at, restarts[i]);
        }
        TableFormat.putInt(bytes, at, restartCount);
        return at + Integer.BYTES;
    }

    byte[] array() {
        return bytes;
    }

    void clear() {
        size = 0;
        restartCount = 0;
        sinceRestart = 0;
        baseSequence = 0;
        if (bytes.length > KEPT_BYTES) {
            bytes = new byte[1 << 10];
        }
    }
}
