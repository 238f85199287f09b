package io.travertine.engine;

import io.travertine.columnar.chunk.TableFormat;
import io.travertine.engine.catalog.TopicRecord;
import io.travertine.engine.shard.PartitionLog;
import io.travertine.engine.table.PartitionTable;
import io.travertine.engine.table.TailBudget;
import io.travertine.schema.evolution.SchemaHistory;
import io.travertine.schema.record.RecordSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A topic of a running engine: what the catalog says of it, its partitions, and the table that they make. */
final class LocalTopic implements Topic {
    private static final String INTERNAL_PREFIX = "__";

    private final List<PartitionLog> partitions = new ArrayList<>();
    private final List<PartitionTable> tables = new ArrayList<>();
    private final TailBudget tails;
    private volatile TopicRecord catalogued;
    private volatile TopicConfig config;
    private volatile SchemaHistory schemas;
    private volatile @Nullable RecordFormat recordFormat;

    LocalTopic(TopicRecord catalogued, TailBudget tails) {
        this.tails = tails;
        this.catalogued = catalogued;
        this.config = TopicConfig.of(catalogued.config());
        this.schemas = history(catalogued);
        this.recordFormat = recordFormat(config, schemas);
    }

    private static SchemaHistory history(TopicRecord catalogued) {
        return new SchemaHistory(catalogued.schemas().stream()
                .map(json -> RecordSchema.ofJson(json.getBytes(StandardCharsets.UTF_8)))
                .toList());
    }

    private static @Nullable RecordFormat recordFormat(TopicConfig config, SchemaHistory schemas) {
        RecordSchema schema = config.schema();
        return schema == null ? null : new RecordFormat(schema, schemas, config.rows());
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
        schemas = history(changed);
        recordFormat = recordFormat(config, schemas);
        TableFormat after = format();
        if (!after.equals(before)) {
            tables.forEach(table -> table.reformat(after));
        }
    }

    TableFormat format() {
        RecordSchema schema = config.schema();
        if (schema == null) {
            return TableFormat.open(config.json(), config.declaredColumns());
        }
        return config.rows() ? TableFormat.rows(schema, schemas.versions()) : TableFormat.closed(schema);
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
    public SchemaHistory schemas() {
        return schemas;
    }

    @Override
    public @Nullable RecordFormat recordFormat() {
        return recordFormat;
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
