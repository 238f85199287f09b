package io.travertine.engine.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.columnar.chunk.TableFormat;
import io.travertine.engine.Engine;
import io.travertine.engine.EngineOptions;
import io.travertine.engine.EngineTester;
import io.travertine.engine.TopicSpec;
import io.travertine.engine.shard.PartitionLog;
import io.travertine.storage.batch.Compression;
import io.travertine.storage.log.LogView;
import io.travertine.storage.memory.MemoryBudget;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionTableTest {
    @TempDir
    Path directory;

    /** One chunk would hold it all: what is being decoded is charged while it grows, and it ends where the budget does. */
    @Test
    void decodingEndsWhereTheBudgetDoes() throws Exception {
        MemoryBudget memory = new MemoryBudget(2 << 20);
        AtomicLong most = new AtomicLong();
        TailBudget budget = new TailBudget(memory);
        budget.onFull(() -> most.accumulateAndGet(memory.usedBytes(), Math::max));
        EngineOptions options =
                EngineOptions.builder(directory).backgroundCompaction(false).build();
        try (Engine engine = Engine.open(options)) {
            PartitionLog partition = (PartitionLog) engine.createTopic(new TopicSpec("t", 1, Map.of()))
                    .partitions()
                    .getFirst();
            List<String> values = Collections.nCopies(100, "x".repeat(1_000));
            for (int i = 0; i < 40; i++) {
                EngineTester.append(partition, Compression.NONE, values).join();
            }
            PartitionTable table = new PartitionTable(partition, TableFormat.open(false, List.of()), budget);
            try (LogView view = partition.shard().view()) {
                assertNull(table.rows(view));
            }
            assertTrue(most.get() < 3 << 20, most.get() + " bytes of " + memory.totalBytes());
            assertEquals(0, memory.usedBytes());
        }
    }
}
