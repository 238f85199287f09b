package io.travertine.engine;

import io.travertine.schema.ColumnDeclarations;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import io.travertine.schema.NearestName;
import io.travertine.schema.evolution.Compatibility;
import io.travertine.schema.record.Field;
import io.travertine.schema.record.RecordSchema;
import io.travertine.schema.row.RowCodec;
import io.travertine.schema.validation.RecordValidator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a topic, by the names Kafka has for them, and six of our own. Immutable.
 *
 * <table>
 * <caption>what each setting does</caption>
 * <tr><td>{@code max.message.bytes}</td><td>the largest record batch that is taken</td></tr>
 * <tr><td>{@code compression.type}, {@code cleanup.policy}, {@code message.timestamp.type}, {@code min.insync.replicas}</td>
 *     <td>only the default can be had: batches are stored as the producer made them, and old ones are dropped</td></tr>
 * <tr><td>{@code segment.bytes}, {@code segment.ms}, {@code flush.messages}</td><td>taken for the sake of tools, without
 *     effect: log files belong to a shard, and every acknowledgement waits for the disk</td></tr>
 * <tr><td>{@code retention.ms}, {@code retention.bytes}</td><td>as in Kafka; -1 keeps everything</td></tr>
 * <tr><td>{@code travertine.format}</td><td>{@code json}: the fields of values become columns, a value that is no object is
 *     kept and has none; {@code row}: values are binary rows of the topic's schema, whose fields become columns; {@code raw}: keys and
 *     values are bytes. Only a new topic can be given {@code row}</td></tr>
 * <tr><td>{@code travertine.columns}</td><td>declared columns, as {@code date TIMESTAMP, delay BIGINT}; others are inferred</td></tr>
 * <tr><td>{@code travertine.schema}</td><td>a record schema as JSON: its fields are the declared columns, and records that break
 *     its constraints are refused</td></tr>
 * <tr><td>{@code travertine.schema.compatibility}</td><td>which changes of the schema are let pass: {@code none} (all of them),
 *     {@code backward}, {@code forward}, {@code full}; see {@link Compatibility}</td></tr>
 * <tr><td>{@code travertine.indexes}</td><td>columns to index, separated by commas</td></tr>
 * <tr><td>{@code travertine.id}</td><td>{@code uuid7} or {@code ulid}: how record ids are written as text</td></tr>
 * </table>
 */
public final class TopicConfig {
    private static final Map<String, Setting> SETTINGS = settings();

    private final Map<String, String> values;
    private final int maxMessageBytes;
    private final boolean json;
    private final boolean ulid;
    private final @Nullable RecordSchema schema;
    private final Compatibility compatibility;
    private final List<ColumnSchema> declaredColumns;
    private final List<String> indexedColumns;

    /** A setting: its value when not set, and what is wrong with a value (null: nothing). */
    private record Setting(String defaultValue, Function<String, String> problem) {}

    private TopicConfig(Map<String, String> values) {
        this.values = values;
        maxMessageBytes = Integer.parseInt(get("max.message.bytes"));
        json = get("travertine.format").equals("json");
        ulid = get("travertine.id").equals("ulid");
        String declared = get("travertine.schema");
        schema = declared.isEmpty() ? null : schema(declared);
        compatibility =
                Compatibility.valueOf(get("travertine.schema.compatibility").toUpperCase(Locale.ROOT));
        declaredColumns = schema == null
                ? ColumnDeclarations.parse(get("travertine.columns"))
                : schema.table().columns();
        indexedColumns = Arrays.stream(get("travertine.indexes").split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /**
     * Checks and parses.
     *
     * @param set values by key; keys that are missing take their default
     * @throws IllegalArgumentException names the unknown key, and the nearest known one, or the bad value and what would be right
     */
    public static TopicConfig of(Map<String, String> set) {
        set.forEach((key, value) -> {
            Setting setting = SETTINGS.get(key);
            if (setting == null) {
                throw new IllegalArgumentException("unknown topic setting '" + key + "'; the nearest known one is '"
                        + NearestName.of(key, SETTINGS.keySet()) + "'");
            }
            String problem = setting.problem.apply(value);
            if (!problem.isEmpty()) {
                throw new IllegalArgumentException("topic setting " + key + " is '" + value + "': " + problem);
            }
        });
        TopicConfig config = new TopicConfig(Map.copyOf(set));
        if (config.schema != null
                && (config.get("travertine.format").equals("raw")
                        || !config.get("travertine.columns").isEmpty())) {
            throw new IllegalArgumentException(
                    "topic setting travertine.schema goes with travertine.format=json or row and declares the"
                            + " columns itself: leave travertine.columns out");
        }
        if (config.rows()) {
            if (config.schema == null) {
                throw new IllegalArgumentException(
                        "topic setting travertine.format is 'row': rows need a schema, set travertine.schema");
            }
            new RowCodec(config.schema);
        }
        return config;
    }

    /** Every known key, sorted. */
    public static Set<String> keys() {
        return SETTINGS.keySet();
    }

    /** The value of a known key when it is not set. */
    public static String defaultValue(String key) {
        return setting(key).defaultValue;
    }

    /** What was set, without defaults. */
    public Map<String, String> set() {
        return values;
    }

    /** The value of a known key, set or default. */
    public String get(String key) {
        String value = values.get(key);
        return value == null ? defaultValue(key) : value;
    }

    /** The largest record batch that is taken, in bytes. */
    public int maxMessageBytes() {
        return maxMessageBytes;
    }

    /** True when values are JSON whose fields become columns. */
    public boolean json() {
        return json;
    }

    /** True when values are binary rows of the topic's schema. */
    public boolean rows() {
        return get("travertine.format").equals("row");
    }

    /** True when record ids are shown as ULIDs, false when as UUIDv7. */
    public boolean ulid() {
        return ulid;
    }

    /** What its records are, or null when they may be anything. */
    public @Nullable RecordSchema schema() {
        return schema;
    }

    /** What a column without a value stands for, by column; see {@link TableSnapshot#defaults}. */
    public Map<String, Object> columnDefaults() {
        Map<String, Object> defaults = new TreeMap<>();
        if (schema != null) {
            for (Field field : schema.fields()) {
                if (field.defaultValue() != null && field.type().column() != ColumnType.JSON) {
                    defaults.put(field.name(), field.defaultValue());
                }
            }
        }
        return defaults;
    }

    /** Which changes of the schema are let pass. */
    public Compatibility compatibility() {
        return compatibility;
    }

    public List<ColumnSchema> declaredColumns() {
        return declaredColumns;
    }

    public List<String> indexedColumns() {
        return indexedColumns;
    }

    private static Setting setting(String key) {
        Setting setting = SETTINGS.get(key);
        if (setting == null) {
            throw new IllegalArgumentException("unknown topic setting '" + key + "'");
        }
        return setting;
    }

    private static Map<String, Setting> settings() {
        Map<String, Setting> all = new TreeMap<>();
        all.put("max.message.bytes", new Setting("1048588", number(0, Integer.MAX_VALUE)));
        all.put("retention.ms", new Setting("-1", number(-1, Long.MAX_VALUE)));
        all.put("retention.bytes", new Setting("-1", number(-1, Long.MAX_VALUE)));
        all.put("segment.bytes", new Setting("1073741824", number(14, Integer.MAX_VALUE)));
        all.put("segment.ms", new Setting("604800000", number(1, Long.MAX_VALUE)));
        all.put("cleanup.policy", new Setting("delete", oneOf("delete")));
        all.put("compression.type", new Setting("producer", oneOf("producer")));
        all.put("message.timestamp.type", new Setting("CreateTime", oneOf("CreateTime")));
        all.put("min.insync.replicas", new Setting("1", oneOf("1")));
        all.put("flush.messages", new Setting("1", number(1, Long.MAX_VALUE)));
        all.put("travertine.format", new Setting("json", oneOf("json", "row", "raw")));
        all.put("travertine.columns", new Setting("", TopicConfig::declarationProblem));
        all.put("travertine.schema", new Setting("", TopicConfig::schemaProblem));
        all.put(
                "travertine.schema.compatibility",
                new Setting("backward", oneOf("none", "backward", "forward", "full")));
        all.put("travertine.indexes", new Setting("", value -> ""));
        all.put("travertine.id", new Setting("uuid7", oneOf("uuid7", "ulid")));
        return all;
    }

    private static String declarationProblem(String value) {
        try {
            ColumnDeclarations.parse(value);
            return "";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static RecordSchema schema(String json) {
        return RecordSchema.ofJson(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String schemaProblem(String value) {
        try {
            if (!value.isEmpty()) {
                new RecordValidator(schema(value));
            }
            return "";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static Function<String, String> number(long min, long max) {
        return value -> {
            try {
                long number = Long.parseLong(value.strip());
                return number < min || number > max ? "a number from " + min + " to " + max + " is needed" : "";
            } catch (NumberFormatException e) {
                return "a number is needed";
            }
        };
    }

    private static Function<String, String> oneOf(String... allowed) {
        List<String> values = List.of(allowed);
        return value -> values.contains(value)
                ? ""
                : values.stream()
                        .collect(
                                Collectors.joining("', '", values.size() == 1 ? "only '" : "one of '", "' can be had"));
    }
}
