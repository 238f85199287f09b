package io.travertine.storage.lsm;

import static io.travertine.storage.lsm.StoreModel.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.storage.file.StrictFileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CompactionStrategyTest {
    private static final Path DIRECTORY = Path.of("/store");
    private final StrictFileSystem disk = new StrictFileSystem();
    private final AtomicLong millis = new AtomicLong(1_000_000);
    private final StoreOptions options = StoreOptions.DEFAULTS
            .withFiles(disk)
            .withBackground(Runnable::run)
            .withClock(() -> Instant.ofEpochMilli(millis.get()));

    private static long bytesOf(Tree tree) {
        return tree.core().levels().all().stream().mapToLong(Table::bytes).sum();
    }

    /** FIFO drops the oldest first, wherever another strategy put it: what was deleted does not come back. */
    @Test
    void deletedStaysDeletedUnderFifoAfterLevels() throws IOException {
        try (Store store = Store.open(DIRECTORY, options)) {
            Tree tree = store.tree("t", TreeOptions.DEFAULTS);
            tree.put(bytes("key"), bytes("old"));
            store.compact(tree);
            tree.delete(bytes("key"));
            store.flush();
            assertNull(tree.get(bytes("key")));
        }
        TreeOptions fifo = TreeOptions.DEFAULTS.withCompaction(new FifoCompaction(1, null));
        try (Store store = Store.open(DIRECTORY, options, Map.of("t", fifo))) {
            Tree tree = store.tree("t", fifo);
            store.flush();
            assertNull(tree.get(bytes("key")));
        }
    }

    /** Until it is said how a tree is to be kept, nothing is compacted: a program may say so after it has opened the store. */
    @Test
    void optionsMayComeAfterOpening() throws IOException {
        TreeOptions fifo = TreeOptions.DEFAULTS.withCompaction(new FifoCompaction(1 << 30, null));
        try (Store store = Store.open(DIRECTORY, options)) {
            Tree tree = store.tree("t", fifo);
            for (int i = 0; i < 10; i++) {
                tree.put(bytes("key"), bytes("value " + i));
                store.flush();
            }
        }
        try (Store store = Store.open(DIRECTORY, options)) {
            store.flush();
            Tree tree = store.tree("t", fifo);
            assertEquals(10, tree.core().levels().level(0).size());
            store.tree("t", TreeOptions.DEFAULTS);
            assertEquals(0, tree.core().levels().level(0).size());
            assertEquals(TreeOptions.DEFAULTS, tree.options());
        }
    }

    /** "maxBytes of all tables": also of those that Store.compact brought into level 1. */
    @Test
    void fifoHasABoundAfterCompact() throws IOException {
        TreeOptions fifo = TreeOptions.DEFAULTS.withCompaction(new FifoCompaction(20_000, null));
        try (Store store = Store.open(DIRECTORY, options)) {
            Tree tree = store.tree("t", fifo);
            for (int i = 0; i < 50; i++) {
                byte[] value = new byte[5_000];
                new Random(i).nextBytes(value);
                tree.put(bytes("key " + i), value);
                store.compact(tree);
            }
            assertTrue(bytesOf(tree) < 40_000, "bytes: " + bytesOf(tree));
        }
    }

    /** What is older than maxAge goes: a merge does not make it younger. */
    @Test
    void timeWindowsForget() throws IOException {
        TreeOptions windows = TreeOptions.DEFAULTS.withCompaction(
                new TimeWindowCompaction(Duration.ofMillis(100), Duration.ofMillis(1_000)));
        try (Store store = Store.open(DIRECTORY, options)) {
            Tree tree = store.tree("t", windows);
            for (int i = 0; i < 200; i++) {
                tree.put(bytes("key " + i), bytes("value"));
                store.flush();
                millis.addAndGet(50);
            }
            assertNull(
                    tree.get(bytes("key 0")),
                    () -> "tables: " + tree.core().levels().all().size());
        }
    }

    /** Tables of level 0 have a bound, whatever their sizes: here large and small ones by turns are never merged. */
    @Test
    void sizeTieredHasABound() throws IOException {
        TreeOptions tiered = TreeOptions.DEFAULTS.withCompaction(SizeTieredCompaction.DEFAULTS);
        try (Store store = Store.open(DIRECTORY, options)) {
            Tree tree = store.tree("t", tiered);
            for (int i = 0; i < 200; i++) {
                byte[] value = new byte[i % 2 == 0 ? 10 : 20_000];
                new Random(i).nextBytes(value);
                tree.put(bytes("key " + i), value);
                store.flush();
            }
            int tables = tree.core().levels().level(0).size();
            assertTrue(tables <= SizeTieredCompaction.DEFAULTS.calmTables(), "tables: " + tables);
        }
    }

    /** maxLogFiles: "when the log has more files, what is only in the oldest is written to tables". */
    @Test
    void anIdleTreeDoesNotKeepTheLog() throws IOException {
        try (Store store = Store.open(DIRECTORY, options.withLogFileBytes(1_000).withMaxLogFiles(4))) {
            store.tree("idle", TreeOptions.DEFAULTS).put(bytes("key"), bytes("value"));
            Tree busy = store.tree("busy", TreeOptions.DEFAULTS.withMemtableBytes(20_000));
            for (int i = 0; i < 1_000; i++) {
                busy.put(bytes("key " + i), new byte[100]);
            }
            int logs = disk.list(DIRECTORY.resolve("log")).size();
            assertTrue(logs <= 4 + 30, "log files: " + logs);
        }
    }

    /** Range deletions from one beginning, as who trims a queue makes them, take memory by their number, not by its square. */
    @Test
    void manyOverlappingRangeDeletions() throws IOException {
        try (Store store = Store.open(DIRECTORY, options)) {
            Tree tree = store.tree("t", TreeOptions.DEFAULTS);
            WriteBatch batch = new WriteBatch();
            int count = 20_000;
            for (int i = 0; i < count; i++) {
                batch.put(tree, bytes(String.format("%08d", i)), bytes("value"));
                batch.deleteRange(tree, bytes(""), bytes(String.format("%08d", i)));
            }
            store.write(batch);
            assertNull(tree.get(bytes("00000000")));
            assertNotNull(tree.get(bytes(String.format("%08d", count - 1))));
            store.compact(tree);
            assertNull(tree.get(bytes("00000000")));
            assertNotNull(tree.get(bytes(String.format("%08d", count - 1))));
        }
    }
}
