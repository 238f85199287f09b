package io.travertine.schema.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.CompilationSubject;
import com.google.testing.compile.JavaFileObjects;
import io.travertine.schema.RecordType;
import io.travertine.schema.json.Json;
import io.travertine.schema.json.JsonException;
import io.travertine.schema.json.JsonReader;
import io.travertine.schema.json.JsonWriter;
import io.travertine.schema.record.JsonRows;
import io.travertine.schema.record.RecordSchema;
import io.travertine.schema.row.ColumnSink;
import io.travertine.schema.row.RowCodec;
import io.travertine.schema.row.RowColumns;
import io.travertine.schema.row.RowException;
import io.travertine.schema.row.RowReader;
import io.travertine.schema.row.RowWriter;
import io.travertine.schema.validation.RecordValidator;
import io.travertine.schema.validation.ValidatorFactory;
import io.travertine.schema.validation.Validators;
import io.travertine.schema.validation.Violations;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is generated means what the schema means, which a program that does not have the class reads from JSON. */
class GeneratedTypeTest {
    private static final long SEED = Long.getLong("travertine.seed", 73);
    private static final int RECORDS = Integer.getInteger("travertine.records", 5_000);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-06-01T00:00:00Z"));

    /** For each field: values that are right, and values that are wrong, as JSON. */
    private static final Map<String, String> VALUES = new LinkedHashMap<>();

    static {
        VALUES.put("username", "'ada'|'a'|'ADA'|' '|null|'ada_lovelace'");
        VALUES.put("email", "'a@b.org'|'nobody'|null");
        VALUES.put("age", "36|13|12|151");
        VALUES.put("plan", "'FREE'|'PRO'|null");
        VALUES.put("flags", "['beta']|['x']|[]|['beta','news']|null");
        VALUES.put("level", "1|0|-5");
        VALUES.put("ratio", "0.5|1.5|1.6|-0.1");
        VALUES.put("price", "123.45|1000|0.001|1.10|null");
        VALUES.put("count", "1|null");
        VALUES.put("trusted", "false|true");
        VALUES.put("born", "'1990-01-01'|'2026-06-01'|null");
        VALUES.put("starts", "'2026-01-01T00:00:00Z'|'2027-01-01T00:00:00Z'|null");
        VALUES.put("ends", "'2026-02-01T00:00:00Z'|'2031-01-01T00:00:00Z'|null");
        VALUES.put("kind", "1|3|4");
        VALUES.put(
                "home_address",
                "{'city':'London'}|{'city':''}|{'city':'Nowhere'}|{'city':'X','zip':'12345678901'}|null");
        VALUES.put("tags", "['a']|['',null]|['abcdef','b']|[]|null");
        VALUES.put("steps", "[1,2]|[2,1]|[1,1]|[3,1,3]|null");
        VALUES.put("scores", "{'a':1.5}|{'long':1.5}|{'a':null}|{'a':-1.0,'b':2.0}|null");
        VALUES.put(
                "contact",
                "{'type':'Phone','number':'+1'}|{'number':'x','type':'Phone'}|{'type':'Phone'}"
                        + "|{'type':'Visit','at':'2027-01-01T00:00:00Z','stops':[{'city':'A'},{'city':' '}]}"
                        + "|{'type':'Visit','at':'2020-01-01T00:00:00Z'}|null");
        VALUES.put("nickname", "'ad'|'adada'|null");
        VALUES.put("id", "'017f22e2-79b0-7cc3-98c4-dc0c0c07398f'|null");
        VALUES.put("parent", "'01ARZ3NDEKTSV4RRFFQ69G5FAV'|null");
        VALUES.put("other", "'00000000-0000-0000-0000-000000000001'|null");
        VALUES.put("blob", "'AQID'|'AQIDBAUG'|null");
        VALUES.put("odd", "1|2|null");
        VALUES.put("others", "[{'city':'A'}]|[null,{'city':'B'}]|null");
    }

    private static RecordType<Object> type;
    private static RecordValidator dynamic;

    @BeforeAll
    static void compile() throws Exception {
        Compilation compilation = Compiled.compile(JavaFileObjects.forResource("declarations/Everything.java"));
        CompilationSubject.assertThat(compilation).succeededWithoutWarnings();
        type = Compiled.type(compilation, "declarations.EverythingType");
        Validators.register("even", new Even());
        dynamic = new RecordValidator(RecordSchema.ofJson(type.schema().toJson()));
    }

    private static final class Even implements ValidatorFactory<Long> {
        @Override
        public String message() {
            return "must be even with offset {offset}";
        }

        @Override
        public Predicate<Long> create(Map<String, String> parameters) {
            long offset = Long.parseLong(String.valueOf(parameters.get("offset")));
            return number -> (number + offset) % 2 == 0;
        }
    }

    private static String record(Random random, int wrong) {
        StringBuilder json = new StringBuilder("{");
        VALUES.forEach((name, values) -> {
            String[] choices = values.split("\\|");
            String value = random.nextInt(40) < wrong ? choices[random.nextInt(choices.length)] : choices[0];
            json.append(json.length() > 1 ? "," : "")
                    .append('\'')
                    .append(name)
                    .append("':")
                    .append(value);
        });
        return json.append('}').toString().replace('\'', '"');
    }

    @Test
    void bothValidatorsFindTheSame() {
        Random random = new Random(SEED);
        int valid = 0;
        for (int i = 0; i < RECORDS; i++) {
            String json = record(random, i % 8);
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            Violations ours = new Violations(CLOCK);
            type.validate(type.read(new JsonReader().reset(bytes)), ours);
            Violations theirs = new Violations(CLOCK);
            dynamic.validate(new JsonReader().reset(bytes), theirs);
            assertEquals(shown(theirs), shown(ours), () -> "seed " + SEED + ": " + json);
            valid += ours.isEmpty() ? 1 : 0;
        }
        assertTrue(valid > RECORDS / 20 && valid < RECORDS / 2, valid + " of " + RECORDS + " are valid");
    }

    private static List<String> shown(Violations violations) {
        return violations.list().stream()
                .map(each -> each.path() + " " + each.code() + " " + each.message() + " " + each.parameters())
                .toList();
    }

    @Test
    void recordsComeBackFromJson() {
        Random random = new Random(SEED);
        JsonWriter writer = new JsonWriter();
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = record(random, i % 8).getBytes(StandardCharsets.UTF_8);
            Object value = type.read(new JsonReader().reset(bytes));
            type.write(value, writer.reset());
            assertEquals(withoutNulls(Json.parse(bytes)), withoutNulls(Json.parse(writer.toBytes())));
        }
    }

    /** Fields that are null are left out; in lists and maps null stays. */
    private static @Nullable Object withoutNulls(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> kept = new LinkedHashMap<>();
            map.forEach((name, value) -> {
                if (value != null) {
                    kept.put(name, withoutNulls(value));
                }
            });
            return kept;
        }
        return tree instanceof List<?> list
                ? list.stream().map(each -> String.valueOf(withoutNulls(each))).toList()
                : tree;
    }

    /** A row has a decimal at the scale of its type, and no more digits. */
    private static String fitting(String json) {
        return json.replace("\"price\":1000", "\"price\":100.00").replace("\"price\":0.001", "\"price\":0.01");
    }

    /** Generated = by schema as data = JSON. */
    @Test
    void recordsComeBackFromRows() {
        Random random = new Random(SEED);
        RecordSchema schema = type.schema();
        RowCodec rows = new RowCodec(schema);
        RowColumns columns = new RowColumns(schema, schema);
        JsonWriter json = new JsonWriter();
        RowWriter writer = new RowWriter();
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = fitting(record(random, i % 8)).getBytes(StandardCharsets.UTF_8);
            Object value = type.read(new JsonReader().reset(bytes));
            type.write(value, json.reset());
            byte[] text = json.toBytes();

            type.writeRow(value, writer.reset());
            byte[] row = writer.toBytes();
            String seed = "seed " + SEED + ": " + new String(text, StandardCharsets.UTF_8);
            type.write(type.readRow(new RowReader().reset(row)), json.reset());
            assertEquals(new String(text, StandardCharsets.UTF_8), json.toString(), seed);
            rows.toJson(new RowReader().reset(row), json.reset());
            assertEquals(Json.parse(text), Json.parse(json.toBytes()), seed);

            Object tree = new JsonRows(schema.struct()).read(new JsonReader().reset(text));
            rows.write(asRecord(tree), writer.reset());
            assertArrayEquals(row, writer.toBytes(), seed);
            assertEquals(
                    String.valueOf(shown(tree)), String.valueOf(shown(rows.read(new RowReader().reset(row)))), seed);

            Cells fromValue = new Cells();
            type.columns(value, fromValue);
            Cells fromRow = new Cells();
            columns.read(new RowReader().reset(row), fromRow);
            assertEquals(fromValue, fromRow, seed);
        }
    }

    @SuppressWarnings("unchecked") // A record is a map.
    private static Map<String, @Nullable Object> asRecord(@Nullable Object tree) {
        return (Map<String, @Nullable Object>) java.util.Objects.requireNonNull(tree);
    }

    private static @Nullable Object shown(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> shown = new java.util.TreeMap<>();
            map.forEach((name, value) -> shown.put(name, shown(value)));
            return shown;
        }
        return tree instanceof byte[] bytes ? java.util.Arrays.toString(bytes) : tree;
    }

    /** What columns got. */
    private static final class Cells extends java.util.TreeMap<Integer, Object> implements ColumnSink {
        private static final long serialVersionUID = 1;

        @Override
        public void putBoolean(int column, boolean value) {
            put(column, value);
        }

        @Override
        public void putLong(int column, long value) {
            put(column, value);
        }

        @Override
        public void putDouble(int column, double value) {
            put(column, value);
        }

        @Override
        public void putText(int column, byte[] utf8, int from, int length) {
            put(column, new String(utf8, from, length, StandardCharsets.UTF_8));
        }

        @Override
        public void putId(int column, long high, long low) {
            put(column, new java.util.UUID(high, low));
        }

        @Override
        public void putJson(int column, byte[] utf8, int from, int length) {
            put(column, List.of(String.valueOf(Json.parse(java.util.Arrays.copyOfRange(utf8, from, from + length)))));
        }
    }

    /** A record without lists, over and over. */
    @Test
    void nothingIsAllocatedForWhatIsRight() {
        String json =
                "{\"username\":\"ada_lovelace\",\"email\":\"a@b.org\",\"age\":36,\"plan\":\"PRO\",\"ratio\":0.5,\"trusted\":true,"
                        + "\"starts\":\"2026-01-01T00:00:00Z\",\"ends\":\"2026-02-01T00:00:00Z\",\"kind\":1,\"price\":1.25,"
                        + "\"born\":\"1990-01-01\",\"id\":\"017f22e2-79b0-7cc3-98c4-dc0c0c07398f\"}";
        Object value = type.read(reader(json));
        Violations violations = new Violations(CLOCK);
        assertEquals(0, allocated(() -> type.validate(value, violations.reset())), "by the validator");
        assertTrue(violations.isEmpty(), violations.list()::toString);

        RowWriter writer = new RowWriter();
        type.writeRow(value, writer);

        RowColumns columns = new RowColumns(type.schema(), type.schema());
        RowReader row = new RowReader();
        Sum sum = new Sum();
        assertEquals(
                0,
                allocated(() -> columns.read(row.reset(writer.buffer(), 0, writer.size()), sum)),
                "when columns are read");
        assertTrue(sum.sum != 0);
    }

    /** Bytes for each call, once the code is warm. */
    private static long allocated(Runnable call) {
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        int calls = 20_000;
        long before = 0;
        for (int i = 0; i < 3 * calls; i++) {
            if (i == 2 * calls) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            call.run();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / calls;
    }

    private static final class Sum implements ColumnSink {
        private long sum;

        @Override
        public void putBoolean(int column, boolean value) {
            sum++;
        }

        @Override
        public void putLong(int column, long value) {
            sum += value;
        }

        @Override
        public void putDouble(int column, double value) {
            sum += (long) value;
        }

        @Override
        public void putText(int column, byte[] utf8, int from, int length) {
            sum += utf8[from];
        }

        @Override
        public void putId(int column, long high, long low) {
            sum += low;
        }

        @Override
        public void putJson(int column, byte[] utf8, int from, int length) {
            sum += length;
        }
    }

    /** Damaged rows are refused, or are other rows; nothing else is thrown. */
    @Test
    void damagedRowsAreRefused() {
        Random random = new Random(SEED);
        RowCodec rows = new RowCodec(type.schema());
        RowColumns columns = new RowColumns(type.schema(), type.schema());
        RowWriter writer = new RowWriter();
        int refused = 0;
        for (int i = 0; i < RECORDS; i++) {
            byte[] json = fitting(record(random, i % 8)).getBytes(StandardCharsets.UTF_8);
            type.writeRow(type.read(new JsonReader().reset(json)), writer.reset());
            byte[] row = writer.toBytes();
            for (int damages = 1 + random.nextInt(3); damages > 0; damages--) {
                row[random.nextInt(row.length)] = (byte) random.nextInt(256);
            }
            byte[] damaged = random.nextInt(4) == 0 ? java.util.Arrays.copyOf(row, random.nextInt(row.length)) : row;
            List<Runnable> readers = List.of(
                    () -> type.readRow(new RowReader().reset(damaged)),
                    () -> rows.read(new RowReader().reset(damaged)),
                    () -> rows.toJson(new RowReader().reset(damaged), new JsonWriter()),
                    () -> columns.read(new RowReader().reset(damaged), new Cells()));
            for (Runnable reader : readers) {
                try {
                    reader.run();
                } catch (RowException e) {
                    refused++;
                } catch (RuntimeException e) {
                    throw new AssertionError("seed " + SEED + ", record " + i, e);
                }
            }
        }
        assertTrue(refused > RECORDS / 2, refused + " of " + 4 * RECORDS + " were refused");
    }

    @Test
    void whatIsMissingHasItsDefaultOrIsAnError() {
        String json = record(new Random(SEED), 0);
        Object value = type.read(reader(json.replace("\"level\":1,", "")));
        assertTrue(value.toString().contains("level=7,"), value.toString());
        JsonException e = assertThrows(JsonException.class, () -> type.read(reader(json.replace("\"age\":36,", ""))));
        assertTrue(
                String.valueOf(e.getMessage()).endsWith("found the end of the object, field 'age' is needed"),
                e.getMessage());
    }

    @Test
    void whatIsUnknownIsPassedOver() {
        String json = record(new Random(SEED), 0);
        Object value = type.read(reader(json));
        assertEquals(
                value.toString().replaceAll("@[0-9a-f]+", ""),
                type.read(reader("{\"new\":[{}]," + json.substring(1)))
                        .toString()
                        .replaceAll("@[0-9a-f]+", ""));
    }

    @Test
    void aValueOfAnotherTypeIsNamed() {
        String json = record(new Random(SEED), 0);
        for (String[] wrong : new String[][] {
            {"\"age\":36", "\"age\":3000000000", "a whole number from -2147483648 to 2147483647"},
            {"\"age\":36", "\"age\":\"x\"", "a number"},
            {"\"plan\":\"FREE\"", "\"plan\":\"GOLD\"", "one of [FREE, PRO]"},
            {"\"born\":\"1990-01-01\"", "\"born\":\"x\"", "a date as 2026-01-31"},
            {"\"type\":\"Phone\"", "\"type\":\"Fax\"", "an object whose field 'type' is one of Phone, Visit"}
        }) {
            JsonException e =
                    assertThrows(JsonException.class, () -> type.read(reader(json.replace(wrong[0], wrong[1]))));
            assertTrue(String.valueOf(e.getMessage()).endsWith(wrong[2] + " is needed"), e.getMessage());
        }
    }

    private static JsonReader reader(String json) {
        return new JsonReader().reset(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theSchemaIsThatOfTheDeclaration() {
        RecordSchema schema = type.schema();
        assertEquals("everything", schema.name());
        assertEquals(3, schema.version());
        assertEquals(List.of("username"), schema.primaryKey());
        assertEquals(
                VALUES.keySet().stream().toList(),
                schema.fields().stream().map(field -> field.name()).toList());
        assertEquals(List.of("address"), schema.fields().get(14).formerNames());
        assertEquals(7L, schema.fields().get(5).defaultValue());
        assertEquals(2, schema.fields().get(5).since());
    }
}
