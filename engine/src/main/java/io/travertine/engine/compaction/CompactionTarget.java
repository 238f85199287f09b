package io.travertine.engine.compaction;

import io.travertine.columnar.chunk.TableFormat;
import io.travertine.engine.TopicConfig;
import io.travertine.engine.shard.PartitionLog;
import io.travertine.engine.table.PartitionTable;
import java.nio.file.Path;

/**
 * A partition to compact.
 *
 * @param shard the number of its shard
 * @param directory where its segments live
 */
public record CompactionTarget(
        int shard,
        PartitionLog partition,
        PartitionTable table,
        TopicConfig config,
        TableFormat format,
        Path directory) {}
