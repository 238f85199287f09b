package io.travertine.storage.lsm.table;

import static io.travertine.storage.lsm.table.TestTables.PATH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.storage.Seeds;
import io.travertine.storage.file.StrictFileSystem;
import io.travertine.storage.lsm.entry.EntryKind;
import io.travertine.storage.lsm.entry.FoundEntry;
import io.travertine.storage.lsm.entry.Stamp;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableFilterTest {
    private static final int KEYS = 200_000;

    @ParameterizedTest
    @CsvSource({"5, 0.12", "10, 0.012", "15, 0.0025", "20, 0.0008"})
    void fewKeysThatAreNotThereAreSearchedFor(int bitsPerKey, double most) throws Exception {
        Seeds.forEach(1, random -> {
            StrictFileSystem files = new StrictFileSystem();
            long step = 2 + 2L * random.nextInt(1 << 20); // even keys are there
            try (TableWriter writer =
                    new TableWriter(files, PATH, TableOptions.DEFAULTS.withFilterBitsPerKey(bitsPerKey))) {
                for (long i = 0; i < KEYS; i++) {
                    writer.add(key(i * step), Long.BYTES, Stamp.of(1 + i, EntryKind.PUT), new byte[0], 0);
                }
                writer.finish();
            }
            try (TableReader table = TableReader.open(files, PATH, BlockCache.ofBytes(64 << 20))) {
                FoundEntry found = new FoundEntry();
                for (long i = 0; i < KEYS; i++) {
                    assertTrue(table.find(key(i * step), Stamp.NEWEST, found));
                }
                assertEquals(new FilterStats(KEYS, 0, 0), table.filterStats());
                int asked = 0;
                for (long i = 0; i < KEYS - 1; i++, asked++) {
                    assertFalse(table.find(key(i * step + 1), Stamp.NEWEST, found));
                }
                FilterStats stats = table.filterStats();
                assertEquals(KEYS + asked, stats.probes());
                assertEquals(asked, stats.negatives() + stats.falsePositives());
                double rate = (double) stats.falsePositives() / asked;
                assertTrue(rate <= most, bitsPerKey + " bits: " + rate);
            }
        });
    }

    /** All filters that a key's versions lie behind have it. */
    @Test
    void aKeyWithVersionsInManyPartitionsIsFound() throws Exception {
        StrictFileSystem files = new StrictFileSystem();
        TableOptions options = TableOptions.DEFAULTS.withBlockBytes(64).withIndexBlockBytes(64);
        byte[] key = key(7);
        int versions = 1000;
        try (TableWriter writer = new TableWriter(files, PATH, options)) {
            for (int i = versions; i > 0; i--) {
                writer.add(key, key.length, Stamp.of(2L * i, EntryKind.PUT), key(i), Long.BYTES);
            }
            writer.finish();
        }
        try (TableReader table = TableReader.open(files, PATH, BlockCache.ofBytes(1 << 20))) {
            FoundEntry found = new FoundEntry();
            for (int i = 1; i <= versions; i++) {
                assertTrue(table.find(key, Stamp.newestOf(2L * i + 1), found));
                assertEquals(i, ByteBuffer.wrap(found.value()).getLong());
            }
            assertFalse(table.find(key, Stamp.newestOf(1), found));
            assertEquals(0, table.filterStats().negatives());
        }
    }

    private static byte[] key(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
