package io.travertine.engine;

import io.travertine.schema.evolution.SchemaHistory;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A topic as it is now. Any thread. */
public interface Topic {
    String name();

    UUID id();

    TopicConfig config();

    /** The versions that its record schema had, the last of which is the setting {@code travertine.schema}; empty when it never had one. */
    SchemaHistory schemas();

    /** What every record's value is and must meet, or null when anything is taken. */
    @Nullable RecordFormat recordFormat();

    /** Partition i at place i. */
    List<Partition> partitions();

    /** True for topics the broker keeps for itself, as {@code __consumer_offsets}; they are no tables. */
    boolean internal();
}
