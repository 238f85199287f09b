package io.travertine.storage.lsm.table;

import java.util.Arrays;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;

/**
 * A Bloom filter whose bits for one key are all in one line of 64 bytes, so that a probe touches one or two lines of the processor's cache.
 *
 * <pre>
 * filter  line+ (64 bytes each)  u8 bits set for each key
 * </pre>
 *
 * <p>The lower half of the key's XXH64 selects the line; the upper half, multiplied again and again by the golden ratio, gives in its upper
 * nine bits which bits of the line are set. F. Putze, P. Sanders, J. Singler, "Cache-, Hash- and Space-Efficient Bloom Filters", 2007.
 */
final class Filter {
    private static final XXHash64 HASH = XXHashFactory.fastestJavaInstance().hash64();
    private static final int LINE_BYTES = 64;
    private static final int LINE_BITS = LINE_BYTES * Byte.SIZE;
    private static final int LINE_SHIFT = Integer.SIZE - Integer.numberOfTrailingZeros(LINE_BITS);
    private static final int GOLDEN_RATIO = 0x9e3779b9;
    private static final int MAX_PROBES = 24;

    private Filter() {}

    static long hash(byte[] key, int length) {
        return HASH.hash(key, 0, length, 0);
    }

    /** Whether a block of this length can be a filter. */
    static boolean isValid(byte[] filter, int length) {
        return length > LINE_BYTES
                && length % LINE_BYTES == 1
                && filter[length - 1] > 0
                && filter[length - 1] <= MAX_PROBES;
    }

    /** Whether the key of this hash may have been added; true for all that were. */
    static boolean mayContain(byte[] filter, int length, long hash) {
        int at = line(hash, length / LINE_BYTES);
        int bits = (int) (hash >>> Integer.SIZE);
        for (int probe = filter[length - 1]; probe > 0; probe--) {
            int bit = bits >>> LINE_SHIFT;
            if ((filter[at + (bit >>> 3)] & 1 << (bit & 7)) == 0) {
                return false;
            }
            bits *= GOLDEN_RATIO;
        }
        return true;
    }

    private static int line(long hash, int lines) {
        return (int) ((hash & 0xffff_ffffL) * lines >>> Integer.SIZE) * LINE_BYTES;
    }

    /** Collects the hashes of keys, and makes a filter of them. */
    static final class Builder {
        private final int bitsPerKey;
        private long[] hashes = new long[1 << 10];
        private int count;

        Builder(int bitsPerKey) {
            this.bitsPerKey = bitsPerKey;
        }

        boolean isEmpty() {
            return count == 0;
        }

        void add(long hash) {
            if (count == hashes.length) {
                hashes = Arrays.copyOf(hashes, 2 * count);
            }
            hashes[count++] = hash;
        }

        /** The filter of the keys added since the last one, in an array that has one byte more. */
        byte[] build() {
            long wanted = Math.ceilDiv((long) count * bitsPerKey, LINE_BITS);
            int lines = (int) Math.clamp(wanted, 1, TableFormat.MAX_ENTRY_BYTES / LINE_BYTES);
            byte[] filter = new byte[lines * LINE_BYTES + 2];
            int probes = probes(bitsPerKey);
            filter[lines * LINE_BYTES] = (byte) probes;
            for (int i = 0; i < count; i++) {
                set(filter, line(hashes[i], lines), (int) (hashes[i] >>> Integer.SIZE), probes);
            }
            count = 0;
            return filter;
        }

        private static void set(byte[] filter, int at, int hash, int probes) {
            int bits = hash;
            for (int probe = 0; probe < probes; probe++) {
                int bit = bits >>> LINE_SHIFT;
                filter[at + (bit >>> 3)] |= (byte) (1 << (bit & 7));
                bits *= GOLDEN_RATIO;
            }
        }

        /** Somewhat below the ln 2 of a filter that is not in lines: some lines have more keys than others. */
        private static int probes(int bitsPerKey) {
            return Math.clamp(Math.round(bitsPerKey * 0.6f), 1, MAX_PROBES);
        }
    }
}
