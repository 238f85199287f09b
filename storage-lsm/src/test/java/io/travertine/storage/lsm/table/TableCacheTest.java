package io.travertine.storage.lsm.table;

import static io.travertine.storage.lsm.table.TestTables.PATH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.storage.file.StrictFileSystem;
import io.travertine.storage.lsm.entry.EntryCursor;
import io.travertine.storage.lsm.entry.FoundEntry;
import io.travertine.storage.lsm.table.TestTables.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TableCacheTest {
    private final StrictFileSystem files = new StrictFileSystem();
    private final TreeSet<Entry> entries = TestTables.entries(new Random(3), 5000);

    @Test
    void whatIsCachedIsNotReadAgain() throws IOException {
        BlockCache cache = write(TableOptions.DEFAULTS, 64 << 20);
        try (TableReader table = TableReader.open(files, PATH, cache)) {
            new TableModel(entries).checkScan(table.cursor());
            BlockCache.Stats filled = cache.stats();
            assertTrue(filled.misses() > 10, filled.toString());
            files.failReads(PATH);
            new TableModel(entries).checkScan(table.cursor());
            new TableModel(entries).checkScan(table.cursor(false));
            assertEquals(filled.misses(), cache.stats().misses());
            assertEquals(filled.bytes(), cache.stats().bytes());
            assertThrows(IOException.class, table::verify);
        }
    }

    @Test
    void bytesAreThoseOfTheBlocksUntilTheTableIsClosed() throws IOException {
        BlockCache cache = write(TableOptions.DEFAULTS.withCompression(TableCompression.NONE), 64 << 20);
        TableReader other = TableReader.open(files, PATH, cache);
        new TableModel(entries).checkScan(other.cursor());
        long bytes = 0;
        List<BlockHandle> blocks = TableBytes.blocks(files);
        for (BlockHandle block : blocks) {
            bytes += block.length() + TableFormat.TRAILER_BYTES + BlockCache.OVERHEAD_BYTES;
        }
        TableReader table = TableReader.open(files, PATH, cache);
        long before = cache.stats().bytes();
        new TableModel(entries).checkScan(table.cursor());
        long added = cache.stats().bytes() - before;
        assertEquals(before, added);
        assertTrue(added < bytes && added > bytes / 2, added + " of " + bytes);
        table.close();
        assertEquals(before, cache.stats().bytes());
        files.failReads(PATH);
        new TableModel(entries).checkScan(other.cursor());
        other.close();
        assertEquals(0, cache.stats().bytes());
    }

    @Test
    void aCursorThatDoesNotFillLeavesNoTrace() throws IOException {
        BlockCache cache = write(TableOptions.DEFAULTS, 64 << 20);
        try (TableReader table = TableReader.open(files, PATH, cache)) {
            new TableModel(entries).checkScan(table.cursor(false));
            assertEquals(new BlockCache.Stats(0, 0, 0), cache.stats());
        }
    }

    @Test
    void theCacheStaysWithinItsBytes() throws IOException {
        BlockCache cache = write(TableOptions.DEFAULTS, 50_000);
        try (TableReader table = TableReader.open(files, PATH, cache)) {
            EntryCursor cursor = table.cursor();
            for (cursor.first(); cursor.isValid(); cursor.next()) {
                assertTrue(cache.stats().bytes() <= 50_000, cache.stats().toString());
            }
            assertTrue(cache.stats().bytes() > 20_000, cache.stats().toString());
        }
    }

    @Test
    void aScanDoesNotDriveOutWhatIsUsedAgainAndAgain() throws IOException {
        BlockCache cache = write(TableOptions.DEFAULTS.withBlockBytes(500), 100_000);
        try (TableReader table = TableReader.open(files, PATH, cache)) {
            List<Entry> used = List.copyOf(entries).subList(0, 200);
            for (int i = 0; i < 20; i++) {
                find(table, used);
            }
            new TableModel(entries).checkScan(table.cursor());
            assertTrue(table.info().rawKeyBytes() + table.info().rawValueBytes() > 5 * 100_000);
            BlockCache.Stats before = cache.stats();
            find(table, used);
            BlockCache.Stats after = cache.stats();
            long asked = after.hits() + after.misses() - before.hits() - before.misses();
            assertTrue(after.misses() - before.misses() < asked / 10, before + " " + after);
        }
    }

    private static void find(TableReader table, List<Entry> entries) throws IOException {
        for (Entry entry : entries) {
            assertTrue(table.find(entry.key(), entry.stamp(), new FoundEntry()));
        }
    }

    @Test
    void manyThreadsReadOneTable() throws Exception {
        for (int capacity : new int[] {0, 3000, 100_000}) {
            StrictFileSystem shared = new StrictFileSystem();
            TestTables.write(shared, TableOptions.DEFAULTS.withBlockBytes(500), entries, List.of());
            try (TableReader table = TableReader.open(shared, PATH, BlockCache.ofBytes(capacity));
                    ExecutorService threads = Executors.newFixedThreadPool(4)) {
                List<Future<?>> readers = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    Random random = new Random(i);
                    readers.add(threads.submit(() -> {
                        TableModel model = new TableModel(entries);
                        model.checkFinds(table, random, 2000);
                        model.checkMoves(table.cursor(random.nextBoolean()), random, 5000);
                        model.checkScan(table.cursor());
                        return null;
                    }));
                }
                for (Future<?> reader : readers) {
                    get(reader);
                }
            }
        }
    }

    private static void get(Future<?> reader) throws Exception {
        try {
            reader.get();
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        }
    }

    private BlockCache write(TableOptions options, long cacheBytes) throws IOException {
        TestTables.write(files, options, entries, List.of());
        return BlockCache.ofBytes(cacheBytes);
    }
}
