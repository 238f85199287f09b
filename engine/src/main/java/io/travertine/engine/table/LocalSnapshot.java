package io.travertine.engine.table;

import io.travertine.columnar.chunk.TableFormat;
import io.travertine.engine.DatabaseSnapshot;
import io.travertine.engine.TableSnapshot;
import io.travertine.engine.TopicConfig;
import io.travertine.engine.shard.Shard;
import io.travertine.storage.log.LogView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot: one view of each shard's log, taken when it is made. Tables are brought up to their view when they are asked for;
 * a segment that was published since then has only records that the partition's log had, or newer ones.
 */
public final class LocalSnapshot implements DatabaseSnapshot {
    private final Map<String, Source> sources;
    private final Map<Shard, LogView> views = new HashMap<>();
    private final Map<String, TableView> tables = new HashMap<>();
    private final List<PartitionTable.Rows> retained = new ArrayList<>();
    private final Compaction compaction;

    /**
     * A topic as a table.
     *
     * @param definition what it is now; asked when there are the rows, so that none was decoded by a later one
     */
    public record Source(String name, Supplier<Definition> definition, List<PartitionTable> partitions) {}

    /** A topic's settings, and how its records become rows. */
    public record Definition(TopicConfig config, TableFormat format) {}

    /** Brings what a topic has at this moment into segments; blocks until that is done. */
    @FunctionalInterface
    public interface Compaction {
        void run(String topic) throws IOException;
    }

    /**
     * @param sources by name, sorted
     * @param compaction is used for a table whose tail takes more memory than there is
     */
    public LocalSnapshot(List<Source> sources, Compaction compaction) {
        this.compaction = compaction;
        this.sources = new LinkedHashMap<>();
        for (Source source : sources) {
            this.sources.put(source.name(), source);
            for (PartitionTable partition : source.partitions()) {
                views.computeIfAbsent(partition.partition().shard(), Shard::view);
            }
        }
    }

    @Override
    public List<String> tableNames() {
        return List.copyOf(sources.keySet());
    }

    @Override
    public synchronized @Nullable TableSnapshot table(String name) throws IOException {
        TableView known = tables.get(name);
        Source source = sources.get(name);
        if (known != null || source == null) {
            return known;
        }
        List<PartitionTable.Rows> partitions = rows(source);
        if (partitions == null) {
            // All that the views have is durable, so afterwards it is in segments, and nothing is left to decode.
            compaction.run(name);
            partitions = rows(source);
        }
        if (partitions == null) {
            throw new IOException(
                    "the fresh records of " + name + " take more memory than there is, and compaction left them");
        }
        TableView table = view(source, partitions);
        tables.put(name, table);
        return table;
    }

    /** The rows of every partition, or null when they do not fit in memory. */
    private @Nullable List<PartitionTable.Rows> rows(Source source) throws IOException {
        List<PartitionTable.Rows> partitions = new ArrayList<>();
        boolean complete = false;
        try {
            for (PartitionTable partition : source.partitions()) {
                LogView view = views.get(partition.partition().shard());
                PartitionTable.Rows rows = partition.rows(Objects.requireNonNull(view));
                if (rows == null) {
                    return null;
                }
                partitions.add(rows);
            }
            complete = true;
            retained.addAll(partitions);
            return partitions;
        } finally {
            if (!complete) {
                partitions.forEach(PartitionTable.Rows::release);
            }
        }
    }

    private static TableView view(Source source, List<PartitionTable.Rows> partitions) {
        Definition now = source.definition().get();
        TopicConfig config = now.config();
        List<String> indexed = new ArrayList<>(List.of("_id", "_offset"));
        indexed.addAll(config.indexedColumns());
        return new TableView(
                source.name(),
                TableSchemas.of(now.format(), partitions),
                now.format().formerNames(),
                config.columnDefaults(),
                List.copyOf(indexed),
                partitions);
    }

    @Override
    public synchronized void close() {
        retained.forEach(PartitionTable.Rows::release);
        retained.clear();
        views.values().forEach(LogView::close);
        views.clear();
    }
}
