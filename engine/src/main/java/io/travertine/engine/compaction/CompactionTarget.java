package io.travertine.engine.compaction;

import io.travertine.columnar.chunk.TableFormat;
import io.travertine.engine.TopicConfig;
import io.travertine.engine.shard.PartitionLog;
import io.travertine.engine.table.PartitionTable;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * A partition to compact.
 *
 * @param shard the number of its shard
 * @param settings of its topic at the moment; they may change while it waits
 * @param formats how records become rows at the moment. Who asks after having seen a record knows its schema
 * @param directory where its segments live
 */
public record CompactionTarget(
        int shard,
        PartitionLog partition,
        PartitionTable table,
        Supplier<TopicConfig> settings,
        Supplier<TableFormat> formats,
        Path directory) {
    TopicConfig config() {
        return settings.get();
    }

    TableFormat format() {
        return formats.get();
    }
}
