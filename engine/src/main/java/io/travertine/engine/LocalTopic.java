package io.travertine.engine;

import io.travertine.columnar.chunk.TableFormat;
import io.travertine.engine.catalog.TopicRecord;
import io.travertine.engine.shard.PartitionLog;
import io.travertine.engine.table.PartitionTable;
import io.travertine.engine.table.TailBudget;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** A topic of a running engine: what the catalog says of it, its partitions, and the table that they make. */
final class LocalTopic implements Topic {
    private static final String INTERNAL_PREFIX = "__";

    private final List<PartitionLog> partitions = new ArrayList<>();
    private final List<PartitionTable> tables = new ArrayList<>();
    private final TailBudget tails;
    private volatile TopicRecord catalogued;
    private volatile TopicConfig config;

    LocalTopic(TopicRecord catalogued, TailBudget tails) {
        this.catalogued = catalogued;
        this.tails = tails;
        this.config = TopicConfig.of(catalogued.config());
    }

    /** Adds the next partition; only while the topic is made. */
    void add(PartitionLog partition) {
        partitions.add(partition);
        tables.add(new PartitionTable(partition, format(), tails));
    }

    /** Takes changed settings; the tail is decoded anew when columns are declared differently. */
    void configure(TopicRecord changed) {
        TableFormat before = format();
        catalogued = changed;
        config = TopicConfig.of(changed.config());
        TableFormat after = format();
        if (!after.equals(before)) {
            tables.forEach(table -> table.reformat(after));
        }
    }

    TableFormat format() {
        return new TableFormat(config.json(), config.declaredColumns());
    }

    TopicRecord catalogued() {
        return catalogued;
    }

    List<PartitionTable> tables() {
        return tables;
    }

    List<PartitionLog> logs() {
        return partitions;
    }

    @Override
    public String name() {
        return catalogued.name();
    }

    @Override
    public UUID id() {
        return catalogued.id();
    }

    @Override
    public TopicConfig config() {
        return config;
    }

    @Override
    public List<Partition> partitions() {
        return Collections.unmodifiableList(partitions);
    }

    @Override
    public boolean internal() {
        return name().startsWith(INTERNAL_PREFIX);
    }
}
