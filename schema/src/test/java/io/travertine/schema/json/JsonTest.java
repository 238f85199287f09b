package io.travertine.schema.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
    private static final int TEXTS = Integer.getInteger("travertine.json", 20_000);
    private static final long SEED = Long.getLong("travertine.seed", 72);
    private static final ObjectMapper JACKSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** Its limit for exponents is not ours. */
    private static final JsonNode BEYOND_JACKSON = new TextNode("beyond Jackson");

    @Test
    void treesComeBackAndJacksonReadsThemAlike() throws JsonProcessingException, IOException {
        Random random = new Random(SEED);
        JsonWriter writer = new JsonWriter();
        for (int i = 0; i < TEXTS; i++) {
            Object tree = tree(random, 4);
            Json.write(writer.reset(), tree);
            byte[] text = writer.toBytes();
            assertEquals(tree, Json.parse(text), () -> "seed " + SEED);
            assertEquals(
                    JACKSON.readTree(JACKSON.writeValueAsString(tree)), JACKSON.readTree(text), () -> "seed " + SEED);
        }
    }

    /** What one byte too few, too many or changed makes of a text: this takes it exactly when Jackson does, and alike. */
    @Test
    void takesWhatJacksonTakes() {
        Random random = new Random(SEED);
        JsonWriter writer = new JsonWriter();
        for (int i = 0; i < TEXTS; i++) {
            Json.write(writer.reset(), tree(random, 3));
            byte[] text = mutated(writer.toString(), random).getBytes(StandardCharsets.UTF_8);
            JsonNode ours = outcome(() -> {
                JsonWriter again = new JsonWriter();
                Json.write(again, Json.parse(text));
                return JACKSON.readTree(again.toBytes());
            });
            JsonNode theirs = outcome(() -> JACKSON.readTree(text));
            assertTrue(
                    theirs == BEYOND_JACKSON || theirs.equals(JsonTest::compare, ours),
                    () -> "seed " + SEED + ": " + new String(text, StandardCharsets.UTF_8) + ", " + ours);
        }
    }

    /** Numbers are equal when they are, in whatever form. */
    private static int compare(JsonNode a, JsonNode b) {
        boolean equal = a.isNumber() && b.isNumber() ? a.decimalValue().compareTo(b.decimalValue()) == 0 : a.equals(b);
        return equal ? 0 : 1;
    }

    private interface Attempt {
        JsonNode run() throws IOException;
    }

    private static JsonNode outcome(Attempt attempt) {
        try {
            return attempt.run();
        } catch (IOException | JsonException e) {
            return MissingNode.getInstance();
        } catch (NumberFormatException e) {
            return BEYOND_JACKSON;
        }
    }

    private static String mutated(String text, Random random) {
        int at = random.nextInt(text.length() + 1);
        String piece = String.valueOf("{}[]:,\"\\0123-+.eE tfnul\n".charAt(random.nextInt(24)));
        return switch (random.nextInt(3)) {
            case 0 -> text.substring(0, at) + piece + text.substring(at);
            case 1 -> text.substring(0, at) + (at < text.length() ? text.substring(at + 1) : "");
            default -> text.substring(0, at) + piece + (at < text.length() ? text.substring(at + 1) : "");
        };
    }

    private static @Nullable Object tree(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> random.nextBoolean() ? null : (Object) random.nextBoolean();
            case 1 -> random.nextLong() >> random.nextInt(64);
            case 2 ->
                new BigDecimal(random.nextInt(100_000))
                        .movePointLeft(1 + random.nextInt(4))
                        .add(new BigDecimal("0.00001"));
            case 3, 4, 5 -> text(random);
            case 6 -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(tree(random, depth - 1));
                }
                yield list;
            }
            default -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put(text(random), tree(random, depth - 1));
                }
                yield map;
            }
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.appendCodePoint(
                    switch (random.nextInt(12)) {
                        case 0 -> "\"\\/\n\t\r\b\f".charAt(random.nextInt(8));
                        case 1 -> random.nextInt(32);
                        case 2 -> 0x80 + random.nextInt(0x700);
                        case 3 -> 0x1f600 + random.nextInt(32);
                        case 4 -> 0x4e00 + random.nextInt(500);
                        default -> 'a' + random.nextInt(26);
                    });
        }
        return text.toString();
    }

    @Test
    void numbersAreReadAsJavaReadsThem() {
        Random random = new Random(SEED);
        for (int i = 0; i < TEXTS; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                String text = random.nextBoolean() ? Double.toString(number) : String.format("%.6f", number % 1e9);
                assertEquals(Double.parseDouble(text), reader(text).readDouble(), text);
            }
            long whole = random.nextLong() >> random.nextInt(64);
            assertEquals(whole, reader(Long.toString(whole)).readLong());
        }
        assertEquals(1_200L, reader("1.2e3").readLong());
        assertEquals(-0.0, reader("-0.0").readDouble());
    }

    private static JsonReader reader(String text) {
        return new JsonReader().reset(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void timesAreThoseThatColumnsTake() {
        assertEquals(Instant.parse("2026-01-31T08:00:00.000001Z"), time("2026-01-31T08:00:00.000001Z"));
        assertEquals(Instant.parse("1969-12-31T23:59:59.999Z"), time("1969-12-31T23:59:59.999Z"));
        assertEquals(Instant.parse("2026-01-31T06:00:00.123456789Z"), time("2026-01-31T08:00:00.123456789+02:00"));
        for (String none : List.of(
                "2026-01-31T24:00:00Z",
                "+12026-01-31T08:00:00Z",
                "2026-01-31",
                "2026-01-31 08:00:00Z",
                "2026-01-31T08:00:00")) {
            JsonException refused = assertThrows(JsonException.class, () -> time(none));
            assertTrue(refused.getMessage().contains("a time as 2026-01-31T08:00:00Z"), refused.getMessage());
        }
    }

    private static Instant time(String text) {
        return JsonValues.timestamp(new JsonReader().reset(('"' + text + '"').getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void halfASurrogatePairIsAQuestionMark() {
        for (String text : new String[] {"a\ud800b", "a\udfffb", "a\udbffb"}) {
            JsonWriter writer = new JsonWriter();
            writer.value(text);
            assertEquals("\"a?b\"", writer.toString());
        }
    }

    @Test
    void longsAreWrittenWithAllDigits() {
        JsonWriter writer = new JsonWriter();
        writer.beginArray();
        for (long value : new long[] {0, 9, 10, -1, 999_999_999_999_999_999L, Long.MAX_VALUE, Long.MIN_VALUE}) {
            writer.value(value);
        }
        writer.endArray();
        assertEquals("[0,9,10,-1,999999999999999999,9223372036854775807,-9223372036854775808]", writer.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,}|7|'}'|a field name",
                "[1 2]|3|'2]'|',' or ']'",
                "{\"a\" 1}|5|'1}'|':'",
                "tru|0|'tru'|true",
                "01|0|'01'|a number without leading zeros",
                "\"a|2|the end|the end of the string, '\"'",
                "[1]x|3|'x'|the end"
            })
    void errorsSayWhatAndWhere(String text, int position, String found, String needed) {
        JsonException e = assertThrows(JsonException.class, () -> Json.parse(text.getBytes(StandardCharsets.UTF_8)));
        assertEquals("at byte " + position + ": found " + found + ", " + needed + " is needed", e.getMessage());
        assertEquals(position, e.position());
    }

    @Test
    void tooManyBracketsAreRefused() {
        byte[] deep = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        assertThrows(JsonException.class, () -> Json.parse(deep));
        assertThrows(JsonException.class, () -> new JsonReader().reset(deep).skipValue());
    }

    @Test
    void aNameIsComparedInItsBytes() {
        JsonReader reader = reader("{\"\\u00e4\":1,\"b\":[true,{}],\"c\":null}");
        reader.beginObject();
        reader.nextField();
        assertEquals(true, reader.nameIs("ä".getBytes(StandardCharsets.UTF_8)));
        assertEquals(1, reader.readLong());
        reader.nextField();
        assertEquals("b", reader.name());
        reader.skipValue();
        reader.nextField();
        reader.readNull();
        assertEquals(false, reader.nextField());
        reader.end();
    }

    /** However a field stands there, and whatever is guessed. */
    @Test
    void fieldsAreFoundByNamesMadeReady() {
        Random random = new Random(SEED);
        String[] known = {"a", "bc", "ä", "quote\"d", "exactly8", "some-longer-name"};
        JsonName[] names = JsonName.all(known);
        for (int i = 0; i < 20_000; i++) {
            JsonWriter writer = new JsonWriter();
            List<Integer> expected = new ArrayList<>();
            writer.beginObject();
            for (int field = random.nextInt(5); field > 0; field--) {
                int which = random.nextInt(known.length + 1) - 1;
                expected.add(which);
                if (which >= 0 && random.nextBoolean()) {
                    writer.name(names[which]);
                } else {
                    writer.name(which < 0 ? "exactly9" : known[which]);
                }
                writer.value(random.nextInt());
            }
            writer.endObject();
            String text = random.nextBoolean()
                    ? writer.toString()
                    : writer.toString().replace(":", " : ").replace(",", " ,\n").replace("ä", "\\u00e4");
            JsonReader reader = reader(text);
            List<Integer> found = new ArrayList<>();
            reader.beginObject();
            int field;
            while ((field = reader.nextField(names, random.nextInt(known.length + 2) - 1)) != JsonReader.END) {
                found.add(field);
                reader.readLong();
            }
            reader.end();
            assertEquals(expected, found, () -> "seed " + SEED + ": " + text);
        }
    }

    /** Strings of every length, whose special character is at every place. */
    @Test
    void stringsEndWhereTheyEnd() {
        for (int length = 0; length < 40; length++) {
            for (int at = 0; at <= length; at++) {
                for (String special : List.of("", "\"", "\\", "\n", "ä", "€", "😀", "\u007f", " ")) {
                    String text = "x".repeat(at) + special + "y".repeat(length - at);
                    JsonWriter writer = new JsonWriter();
                    writer.value(text);
                    assertEquals(text, reader(writer.toString()).readString());
                }
            }
        }
        assertThrows(JsonException.class, () -> reader("\"" + "x".repeat(20)).readString());
        assertThrows(
                JsonException.class,
                () -> reader("\"" + "x".repeat(20) + "\u0001\"").readString());
    }
}
