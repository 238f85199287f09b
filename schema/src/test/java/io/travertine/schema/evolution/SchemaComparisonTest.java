package io.travertine.schema.evolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.schema.json.JsonException;
import io.travertine.schema.json.JsonReader;
import io.travertine.schema.record.Field;
import io.travertine.schema.record.RecordSchema;
import io.travertine.schema.validation.RecordValidator;
import io.travertine.schema.validation.Violation;
import io.travertine.schema.validation.Violations;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaComparisonTest {
    private static final long SEED = Long.getLong("travertine.seed", 73);
    private static final int PAIRS = Integer.getInteger("travertine.schemas", 20_000);

    /** What a change of one field breaks, next to a field that stays. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # before                                         | after                                                  | breaks
            "type":"string"                                   | "type":"string"                                        | neither
            "type":"int32"                                    | "type":"int64"                                         | forward
            "type":"int64"                                    | "type":"int32"                                         | backward
            "type":"int32"                                    | "type":"float64"                                       | forward
            "type":"int64"                                    | "type":"float64"                                       | both
            "type":"int64"                                    | "type":{"decimal":[19,0]}                              | forward
            "type":"float32"                                  | "type":"float64"                                       | forward
            "type":{"decimal":[5,2]}                          | "type":{"decimal":[7,3]}                               | forward
            "type":{"decimal":[5,2]}                          | "type":{"decimal":[5,3]}                               | both
            "type":{"decimal":[5,2]}                          | "type":{"decimal":[5,2]},"constraints":[{"code":"digits","integer":3,"fraction":2}] | neither
            "type":{"decimal":[5,2]}                          | "type":{"decimal":[5,2]},"constraints":[{"code":"digits","integer":2,"fraction":2}] | backward
            "type":"string"                                   | "type":"int32"                                         | both
            "type":{"enum":["A","B"]}                         | "type":{"enum":["B","A"]}                              | neither
            "type":{"enum":["A"]}                             | "type":{"enum":["B","A"]}                              | forward
            "type":{"enum":["A"]}                             | "type":"string"                                        | forward
            "type":{"enum":["A"]}                             | "type":{"enum":["B"]}                                  | both
            "type":"int32"                                    | "type":"int32","nullable":true                         | forward
            "type":"int32","nullable":true                    | "type":"int32"                                         | backward
            "type":"int32","nullable":true                    | "type":"int32","default":1                             | neither
            "type":"int32","default":1                        | "type":"int32","default":2                             | neither
            "type":"int32","default":1                        | "type":"int32"                                         | backward
            "type":"int32"                                    | "name":"w","formerNames":["v"],"type":"int32"          | forward
            "type":"int32","nullable":true                    | "name":"w","formerNames":["v"],"type":"int32","default":1 | neither
            "type":"int32"                                    | "name":"w","type":"int32"                              | both
            "type":"int32","nullable":true                    | "name":"w","type":"int32","nullable":true              | neither
            "type":"int32"                                    | "type":"int32","constraints":[{"code":"min","value":3}] | backward
            "type":"int32","constraints":[{"code":"min","value":3}] | "type":"int32","constraints":[{"code":"min","value":2}] | forward
            "type":"int32","constraints":[{"code":"min","value":3}] | "type":"int32","constraints":[{"code":"positive"}] | forward
            "type":"int32","constraints":[{"code":"positive"}] | "type":"int32","constraints":[{"code":"decimal-min","value":0,"inclusive":false}] | neither
            "type":"int32","constraints":[{"code":"positive-or-zero"}] | "type":"int32","constraints":[{"code":"positive"}] | backward
            "type":"int32","constraints":[{"code":"max","value":2}] | "type":"int32","constraints":[{"code":"decimal-max","value":2,"inclusive":false}] | backward
            "type":"int32","constraints":[{"code":"min","value":1},{"code":"max","value":2}] | "type":"int32","constraints":[{"code":"decimal-range","min":1,"max":2}] | neither
            "type":"string","constraints":[{"code":"size","max":3}] | "type":"string","constraints":[{"code":"size","min":1,"max":4}] | both
            "type":"string","constraints":[{"code":"not-blank"}] | "type":"string","constraints":[{"code":"not-empty"}] | forward
            "type":"string","constraints":[{"code":"pattern","regexp":"a"}] | "type":"string","constraints":[{"code":"pattern","regexp":"[ab]"}] | both
            "type":"string","constraints":[{"code":"one-of","values":["a"]}] | "type":"string","constraints":[{"code":"one-of","values":["b","a"]}] | forward
            "type":{"list":{"type":"int32"}}                  | "type":{"list":{"type":"int64"}}                       | forward
            "type":{"list":{"type":"int32","nullable":true}}  | "type":{"list":{"type":"int32"}}                       | backward
            "type":{"record":{"fields":[{"name":"a","type":"int32"}]}} | "type":{"record":{"fields":[{"name":"b","formerNames":["a"],"type":"int32"}]}} | forward
            "type":{"union":[{"name":"A","fields":[]}]}       | "type":{"union":[{"name":"A","fields":[]},{"name":"B","fields":[]}]} | forward
            """)
    void oneField(String before, String after, String breaks) {
        List<SchemaChange> changes = SchemaComparison.between(schema(1, field(before)), schema(2, field(after)));
        assertEquals(breaks, breaks(changes), changes::toString);
    }

    private static String field(String parts) {
        return "{\"name\":\"id\",\"type\":\"int64\"},{" + (parts.startsWith("\"name\"") ? "" : "\"name\":\"v\",")
                + parts + "}";
    }

    private static String breaks(List<SchemaChange> changes) {
        boolean backward = changes.stream().anyMatch(Compatibility.BACKWARD::forbids);
        boolean forward = changes.stream().anyMatch(Compatibility.FORWARD::forbids);
        assertEquals(backward || forward, changes.stream().anyMatch(Compatibility.FULL::forbids));
        return backward ? forward ? "both" : "backward" : forward ? "forward" : "neither";
    }

    private static RecordSchema schema(int version, String fields) {
        return parse("{\"name\":\"t\",\"version\":" + version + ",\"fields\":[" + fields + "]}");
    }

    private static RecordSchema parse(String json) {
        return RecordSchema.ofJson(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theConditionOfARenamedFieldStays() {
        String before = "{\"name\":\"t\",\"fields\":[{\"name\":\"a\",\"type\":\"int32\"}],"
                + "\"rules\":[{\"condition\":\"a > 1\"}]}";
        String after = "{\"name\":\"t\",\"version\":2,\"fields\":[{\"name\":\"b\",\"type\":\"int32\",\"formerNames\":"
                + "[\"a\"]}],\"rules\":[{\"condition\":\"b > 1\"}]}";
        assertEquals(List.of("b: was called 'a'"), texts(parse(before), parse(after)));
        assertEquals(
                List.of("b: was called 'a'", "the condition 'b > 2' is new", "the condition 'a > 1' is gone"),
                texts(parse(before), parse(after.replace("b > 1", "b > 2"))));
    }

    private static List<String> texts(RecordSchema before, RecordSchema after) {
        return SchemaComparison.between(before, after).stream()
                .map(SchemaChange::toString)
                .toList();
    }

    /** Where a change is said to break nothing, no record says otherwise. */
    @Test
    void whatIsCompatibleIs() {
        Random random = new Random(SEED);
        int compatible = 0;
        for (int i = 0; i < PAIRS; i++) {
            RandomSchema before = RandomSchema.of(1, random);
            RandomSchema after = RandomSchema.of(2, random);
            List<SchemaChange> changes = SchemaComparison.between(before.schema, after.schema);
            if (changes.stream().noneMatch(Compatibility.BACKWARD::forbids)) {
                compatible++;
                checkRecords(before, before.names, after, changes, random);
            }
            if (changes.stream().noneMatch(Compatibility.FORWARD::forbids)) {
                List<String> names =
                        after.schema.fields().stream().map(Field::name).toList();
                checkRecords(after, names, before, changes, random);
            }
        }
        assertTrue(compatible > PAIRS / 100, "of " + PAIRS + " only " + compatible + " were compatible");
    }

    /** @param names that the records have: writers use the names of now, older records have former ones as well */
    private static void checkRecords(
            RandomSchema writer, List<String> names, RandomSchema reader, List<SchemaChange> changes, Random random) {
        RecordValidator writing = new RecordValidator(writer.schema);
        RecordValidator reading = new RecordValidator(reader.schema, List.of(writer.schema));
        for (int i = 0; i < 20; i++) {
            String record = RandomSchema.record(names, random);
            if (violations(writing, record).isEmpty()) {
                assertEquals(
                        List.of(),
                        violations(reading, record),
                        () -> "seed " + SEED + ": " + record + " was written by " + writer + " and read by " + reader
                                + "; " + changes);
            }
        }
    }

    private static List<String> violations(RecordValidator validator, String record) {
        Violations violations = new Violations();
        try {
            validator.validate(new JsonReader().reset(record.getBytes(StandardCharsets.UTF_8)), violations);
        } catch (JsonException twice) {
            return List.of(twice.toString());
        }
        return violations.list().stream().map(Violation::toString).toList();
    }

    /** Up to three fields, of few names and types, so that two schemas have something in common. */
    private record RandomSchema(RecordSchema schema, List<String> names) {
        private static final List<String> NAMES = List.of("a", "b", "c", "d");
        private static final List<String> TYPES = List.of(
                "\"int32\"",
                "\"int64\"",
                "\"float64\"",
                "{\"decimal\":[12,1]}",
                "{\"enum\":[\"x\",\"y\"]}",
                "{\"enum\":[\"x\"]}",
                "\"string\"");
        private static final List<String> FOR_NUMBERS = List.of(
                "{\"code\":\"min\",\"value\":1}",
                "{\"code\":\"min\",\"value\":0}",
                "{\"code\":\"max\",\"value\":2}",
                "{\"code\":\"positive\"}",
                "{\"code\":\"positive-or-zero\"}",
                "{\"code\":\"negative-or-zero\"}",
                "{\"code\":\"decimal-range\",\"min\":-1,\"max\":2}",
                "{\"code\":\"decimal-max\",\"value\":2,\"inclusive\":false}");
        private static final List<String> FOR_TEXTS = List.of(
                "{\"code\":\"not-empty\"}",
                "{\"code\":\"not-blank\"}",
                "{\"code\":\"size\",\"min\":1,\"max\":1}",
                "{\"code\":\"size\",\"max\":2}",
                "{\"code\":\"one-of\",\"values\":[\"x\",\"y\"]}",
                "{\"code\":\"one-of\",\"values\":[\"x\",\"y\",\"\"]}");
        private static final List<String> VALUES =
                List.of("null", "-1", "0", "1", "2", "3", "1.5", "9007199254740993", "\"x\"", "\"y\"", "\"\"", "\" \"");

        static RandomSchema of(int version, Random random) {
            Set<String> free = new HashSet<>(NAMES);
            List<String> fields = new ArrayList<>();
            int count = random.nextInt(4);
            for (int i = 0; i < count && !free.isEmpty(); i++) {
                fields.add(field(free, random));
            }
            RecordSchema schema = SchemaComparisonTest.schema(version, String.join(",", fields));
            Set<String> names = new HashSet<>();
            schema.fields().forEach(field -> {
                names.add(field.name());
                names.addAll(field.formerNames());
            });
            return new RandomSchema(schema, names.stream().sorted().toList());
        }

        private static String field(Set<String> free, Random random) {
            String name = take(free, random);
            String type = any(TYPES, random);
            boolean numeric = !type.contains("enum") && !type.equals("\"string\"");
            List<String> constraints = new ArrayList<>();
            while (random.nextInt(3) == 0) {
                constraints.add(any(numeric ? FOR_NUMBERS : FOR_TEXTS, random));
            }
            boolean rejectsNull =
                    constraints.stream().anyMatch(each -> each.contains("not-empty") || each.contains("not-blank"));
            String former = !free.isEmpty() && random.nextInt(3) == 0
                    ? ",\"formerNames\":[\"" + take(free, random) + "\"]"
                    : "";
            String absent = switch (random.nextInt(3)) {
                case 0 -> rejectsNull ? "" : ",\"nullable\":true";
                case 1 -> ",\"default\":" + (numeric ? "1" : "\"x\"");
                default -> "";
            };
            String text = "{\"name\":\"" + name + "\",\"type\":" + type + absent + former + ",\"constraints\":["
                    + String.join(",", constraints) + "]}";
            return isRight(text) ? text : "{\"name\":\"" + name + "\",\"type\":" + type + former + "}";
        }

        /** A default may violate a constraint. */
        private static boolean isRight(String field) {
            try {
                new RecordValidator(SchemaComparisonTest.schema(1, field));
                return true;
            } catch (IllegalArgumentException wrong) {
                return false;
            }
        }

        private static String take(Set<String> free, Random random) {
            String name = any(free.stream().sorted().toList(), random);
            free.remove(name);
            return name;
        }

        private static String any(List<String> list, Random random) {
            return list.get(random.nextInt(list.size()));
        }

        static String record(List<String> names, Random random) {
            return names.stream()
                    .filter(name -> random.nextInt(4) > 0)
                    .map(name -> "\"" + name + "\":" + any(VALUES, random))
                    .collect(Collectors.joining(",", "{", "}"));
        }
    }

    @Test
    void aHistoryRefusesColumnByColumn() {
        SchemaHistory history = new SchemaHistory(List.of())
                .with(
                        schema(1, "{\"name\":\"a\",\"type\":\"int64\"},{\"name\":\"b\",\"type\":\"string\"}"),
                        Compatibility.FULL)
                .with(schema(2, "{\"name\":\"a\",\"type\":\"int64\"}"), Compatibility.BACKWARD);
        RecordSchema next = schema(
                3,
                "{\"name\":\"a\",\"type\":\"int32\"},{\"name\":\"b\",\"type\":\"int32\",\"nullable\":true},"
                        + "{\"name\":\"c\",\"type\":\"date\"}");
        IncompatibleSchemaException refused =
                assertThrows(IncompatibleSchemaException.class, () -> history.with(next, Compatibility.BACKWARD));
        assertEquals(
                List.of(
                        "a: the type int64 became int32, but not every int64 is one of int32 (since version 2)",
                        "c: is new, but records of before have no value for it; let it be null, give it a default, or name what it was called"
                                + " (since version 2)",
                        "b: the type string became int32, but not every string is one of int32 (since version 1)"),
                refused.problems().stream()
                        .map(IncompatibleSchemaException.Problem::toString)
                        .toList());
        assertEquals(3, history.with(next, Compatibility.NONE).versions().size());
    }
}
