package io.travertine.engine;

import io.travertine.columnar.chunk.TableFormat;
import io.travertine.engine.catalog.TopicRecord;
import io.travertine.engine.shard.PartitionLog;
import io.travertine.engine.table.LocalSnapshot;
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
    private volatile Settings settings;
    private volatile @Nullable RecordFormat recordFormat;

    /** What the catalog says, and what follows from it. */
    private record Settings(TopicRecord catalogued, TopicConfig config, SchemaHistory schemas, TableFormat format) {
        static Settings of(TopicRecord catalogued) {
            TopicConfig config = TopicConfig.of(catalogued.config());
            SchemaHistory schemas = history(catalogued);
            return new Settings(catalogued, config, schemas, LocalTopic.format(config, schemas));
        }

        @Nullable RecordFormat recordFormat() {
            RecordSchema schema = config.schema();
            return schema == null ? null : new RecordFormat(schema, schemas, config.rows());
        }
    }

    LocalTopic(TopicRecord catalogued, TailBudget tails) {
        this.tails = tails;
        this.settings = Settings.of(catalogued);
        this.recordFormat = settings.recordFormat();
    }

    private static SchemaHistory history(TopicRecord catalogued) {
        return new SchemaHistory(catalogued.schemas().stream()
                .map(json -> RecordSchema.ofJson(json.getBytes(StandardCharsets.UTF_8)))
                .toList());
    }

    /** Adds the next partition; only while the topic is made. */
    void add(PartitionLog partition) {
        partitions.add(partition);
        tables.add(new PartitionTable(partition, format(), tails));
    }

    /**
     * Takes changed settings; the tail is decoded anew when columns are declared differently. Producers come last: there is no record of a
     * new schema before queries and compaction know it.
     */
    void configure(TopicRecord changed) {
        Settings before = settings;
        Settings after = Settings.of(changed);
        RecordFormat newest = after.recordFormat();
        settings = after;
        if (!after.format().equals(before.format())) {
            tables.forEach(table -> table.reformat(after.format()));
        }
        recordFormat = newest;
    }

    private static TableFormat format(TopicConfig config, SchemaHistory schemas) {
        RecordSchema schema = config.schema();
        if (schema == null) {
            return TableFormat.open(config.json(), config.declaredColumns());
        }
        return config.rows() ? TableFormat.rows(schema, schemas.versions()) : TableFormat.closed(schema);
    }

    TableFormat format() {
        return settings.format();
    }

    /** Settings and format, of the same moment. */
    LocalSnapshot.Definition definition() {
        Settings now = settings;
        return new LocalSnapshot.Definition(now.config(), now.format());
    }

    TopicRecord catalogued() {
        return settings.catalogued();
    }

    List<PartitionTable> tables() {
        return tables;
    }

    List<PartitionLog> logs() {
        return partitions;
    }

    @Override
    public String name() {
        return settings.catalogued().name();
    }

    @Override
    public UUID id() {
        return settings.catalogued().id();
    }

    @Override
    public TopicConfig config() {
        return settings.config();
    }

    @Override
    public SchemaHistory schemas() {
        return settings.schemas();
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
