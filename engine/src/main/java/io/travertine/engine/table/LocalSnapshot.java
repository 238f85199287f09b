package io.travertine.engine.table;

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

    /** A topic as a table: its settings, and its partitions. */
    public record Source(String name, TopicConfig config, List<PartitionTable> partitions) {}

    /** @param sources by name, sorted */
    public LocalSnapshot(List<Source> sources) {
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
        List<PartitionTable.Rows> partitions = new ArrayList<>();
        for (PartitionTable partition : source.partitions()) {
            LogView view = views.get(partition.partition().shard());
            PartitionTable.Rows rows = partition.rows(Objects.requireNonNull(view));
            retained.add(rows);
            partitions.add(rows);
        }
        TableView table = view(source, partitions);
        tables.put(name, table);
        return table;
    }

    private static TableView view(Source source, List<PartitionTable.Rows> partitions) {
        TopicConfig config = source.config();
        List<String> indexed = new ArrayList<>(List.of("_id", "_offset"));
        indexed.addAll(config.indexedColumns());
        return new TableView(
                source.name(),
                TableSchemas.of(config.json(), config.declaredColumns(), partitions),
                List.copyOf(indexed),
                partitions);
    }

    @Override
    public synchronized void close() {
        retained.forEach(rows -> rows.segments().release());
        retained.clear();
        views.values().forEach(LogView::close);
        views.clear();
    }
}
