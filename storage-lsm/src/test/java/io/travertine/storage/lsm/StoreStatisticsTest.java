package io.travertine.storage.lsm;

import static io.travertine.storage.lsm.StoreModel.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.storage.file.StrictFileSystem;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StoreStatisticsTest {
    @Test
    void countWhatWasDone() throws IOException {
        StrictFileSystem files = new StrictFileSystem();
        StoreOptions options = StoreOptions.DEFAULTS.withFiles(files).withBackground(task -> {});
        try (Store store = Store.open(Path.of("/store"), options);
                Snapshot open = store.snapshot()) {
            Tree tree = store.tree("t", TreeOptions.DEFAULTS);
            tree.put(bytes("key"), bytes("value"));
            store.write(new WriteBatch().put(tree, bytes("a"), bytes("b")).delete(tree, bytes("key")));
            StoreStatistics fresh = store.statistics();
            assertEquals(2, fresh.writes());
            assertEquals(8 + 2 + 3, fresh.writtenBytes());
            assertEquals(2, fresh.log().syncs());
            assertEquals(1, fresh.openSnapshots());
            assertEquals(3, fresh.trees().getFirst().memtableEntries());
            assertTrue(fresh.trees().getFirst().memtableBytes() > 0);
            assertEquals(0, fresh.flushes());

            store.flush();
            tree.put(bytes("c"), bytes("d"));
            store.compact(tree);
            StoreStatistics settled = store.statistics();
            assertEquals(2, settled.flushes());
            assertEquals(1, settled.compactions());
            assertEquals(0, settled.trees().getFirst().memtableEntries());
            assertEquals(0, settled.trees().getFirst().levels().get(0).tables());
            StoreStatistics.Level level = settled.trees().getFirst().levels().get(1);
            assertEquals(1, level.tables());
            assertEquals(settled.compactedBytesOut(), level.bytes());
            assertEquals(settled.compactedBytesIn(), settled.flushedBytes());
            assertTrue(settled.writeAmplification() > 1);

            assertEquals(null, tree.get(bytes("b")));
            StoreStatistics.Level asked =
                    store.statistics().trees().getFirst().levels().get(1);
            assertEquals(1, asked.filterProbes());
            assertEquals(1, asked.filterNegatives() + asked.filterFalsePositives());
        }
    }
}
