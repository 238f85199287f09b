package io.travertine.benchmarks.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import net.jpountz.lz4.LZ4Factory;
import org.junit.jupiter.api.Test;

class EntriesTest {
    private static final Entries ENTRIES = new Entries(3);

    private static byte[] key(Entries.Keys keys, long number) {
        byte[] key = new byte[Entries.KEY_BYTES];
        ENTRIES.key(keys, number, key);
        return key;
    }

    @Test
    void keysInOrderAreInOrderAndMissingOnesBetweenThem() {
        byte[] missing = new byte[Entries.KEY_BYTES];
        for (int i = 1; i < 10_000; i++) {
            byte[] key = key(Entries.Keys.IN_ORDER, i);
            assertTrue(Arrays.compareUnsigned(key(Entries.Keys.IN_ORDER, i - 1), key) < 0);
            ENTRIES.missingKey(i, missing);
            assertNotEquals(0, Arrays.compare(key, missing));
            assertArrayEquals(Arrays.copyOf(key, 8), Arrays.copyOf(missing, 8));
        }
    }

    @Test
    void scatteredKeysDiffer() {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertTrue(keys.add(Arrays.toString(key(Entries.Keys.SCATTERED, i))));
        }
    }

    @Test
    void valuesShrinkToAboutThreeQuarters() {
        Batch batch = new Batch(300);
        ENTRIES.fill(batch, Entries.Keys.IN_ORDER, 0, 300, 0);
        byte[] block = new byte[300 * Entries.VALUE_BYTES];
        for (int i = 0; i < 300; i++) {
            System.arraycopy(batch.values[i], 0, block, i * Entries.VALUE_BYTES, Entries.VALUE_BYTES);
        }
        double ratio =
                (double) LZ4Factory.fastestJavaInstance().fastCompressor().compress(block).length / block.length;
        assertEquals(0.79, ratio, 0.03);
        assertFalse(Arrays.equals(batch.values[0], batch.values[1]));
    }

    @Test
    void permutationsHaveEachNumberOnce() {
        for (long bound : new long[] {1, 2, 10, 999, 4_000}) {
            Permutation order = Permutation.below(bound);
            Set<Long> seen = new HashSet<>();
            for (long i = 0; i < bound; i++) {
                assertTrue(order.at(i) >= 0 && order.at(i) < bound && seen.add(order.at(i)));
            }
        }
    }
}
