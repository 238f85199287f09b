package io.travertine.schema.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.schema.json.JsonException;
import io.travertine.schema.json.JsonReader;
import io.travertine.schema.record.RecordSchema;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordValidatorTest {
    private static final String REGISTRATION = """
            {"name":"user-registrations","version":1,"primaryKey":["username"],
             "fields":[
              {"name":"username","type":"string","constraints":[{"code":"not-blank"},{"code":"size","min":3,"max":20},
                {"code":"pattern","regexp":"[a-z][a-z0-9_]*","message":"'${validatedValue}' has other characters than a-z, 0-9 and _"}]},
              {"name":"email","type":"string","constraints":[{"code":"email"}]},
              {"name":"age","type":"int32","constraints":[{"code":"min","value":13}]},
              {"name":"plan","type":{"enum":["FREE","PRO"]}},
              {"name":"flags","type":{"list":{"type":"string"}},"nullable":true,
                "constraints":[{"code":"flags","values":["beta","news"]}]},
              {"name":"address","nullable":true,"type":{"record":{"fields":[
                {"name":"city","type":"string","constraints":[{"code":"not-blank"}]},
                {"name":"zip","type":"string","nullable":true,"constraints":[{"code":"size","max":10}]}]}}},
              {"name":"scores","nullable":true,"type":{"map":{"key":{"type":"string","constraints":[{"code":"size","max":3}]},
                "value":{"type":"float64","constraints":[{"code":"decimal-range","min":0,"max":1}]}}}},
              {"name":"contact","nullable":true,"type":{"union":[
                {"name":"Phone","fields":[{"name":"number","type":"string"}]},
                {"name":"Visit","fields":[{"name":"at","type":"timestamp","constraints":[{"code":"future"}]}]}]}},
              {"name":"price","type":{"decimal":[5,2]},"nullable":true},
              {"name":"born","type":"date","nullable":true,"constraints":[{"code":"past"}]},
              {"name":"starts","type":"timestamp","nullable":true},{"name":"ends","type":"timestamp","nullable":true}],
             "rules":[{"condition":"starts <= ends","field":"ends","message":"must not be before starts"},
                      {"condition":"plan <> 'PRO' or age >= 18","message":"PRO is for adults"}]}
            """;

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-06-01T00:00:00Z"));

    private final RecordValidator validator =
            new RecordValidator(RecordSchema.ofJson(REGISTRATION.getBytes(StandardCharsets.UTF_8)));

    private List<String> check(String json) {
        Violations out = new Violations(CLOCK);
        validator.validate(new JsonReader().reset(json.getBytes(StandardCharsets.UTF_8)), out);
        return out.list().stream().map(v -> v.path() + " " + v.code()).toList();
    }

    private static String valid(String more) {
        return "{\"username\":\"ada\",\"email\":\"ada@example.org\",\"age\":36,\"plan\":\"PRO\"" + more + "}";
    }

    @Test
    void aRightRecordHasNoViolation() {
        assertEquals(List.of(), check(valid("")));
        assertEquals(
                List.of(),
                check(valid(",\"flags\":[\"news\"],\"address\":{\"city\":\"London\"},\"scores\":{\"a\":1,\"b\":0.5},"
                        + "\"contact\":{\"at\":\"2027-01-01T00:00:00Z\",\"type\":\"Visit\"},\"price\":999.90,"
                        + "\"born\":\"1990-12-10\",\"starts\":\"2026-01-01T00:00:00Z\",\"ends\":null")));
    }

    @Test
    void allViolationsAreFoundInDeclaredOrder() {
        assertEquals(
                List.of("username size", "username pattern", "email email", "age min", "plan type", "flags flags"),
                check(
                        "{\"flags\":[\"beta\",\"x\"],\"plan\":\"GOLD\",\"age\":7,\"email\":\"nobody\",\"username\":\"A\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"address\":{\"city\":\" \",\"zip\":\"12345678901\"}|address.city not-blank;address.zip size",
                "\"address\":{}|address.city not-blank",
                "\"address\":[]|address type",
                "\"scores\":{\"long\":2}|scores{long} size;scores{long} decimal-range",
                "\"scores\":{\"a\":\"x\"}|scores{a} type",
                "\"scores\":{\"a\":null}|scores{a} not-null",
                "\"contact\":{\"type\":\"Visit\",\"at\":\"2025-01-01T00:00:00Z\"}|contact.at future",
                "\"contact\":{\"type\":\"Visit\",\"at\":1}|contact.at type",
                "\"contact\":{\"type\":\"Fax\"}|contact type",
                "\"contact\":{\"type\":\"Phone\",\"number\":\"1\",\"x\":1}|contact.x unknown-field",
                "\"price\":1000.00|price digits",
                "\"price\":1.001|price digits",
                "\"born\":\"2026-06-01\"|born past",
                "\"born\":\"yesterday\"|born type",
                "\"flags\":[\"beta\",\"beta\"]|flags flags",
                "\"flags\":[1]|flags flags;flags[0] type",
                "\"starts\":\"2026-01-02T00:00:00Z\",\"ends\":\"2026-01-01T00:00:00Z\"|ends check",
                "\"nickname\":\"x\"|nickname unknown-field"
            })
    void placesAreNamed(String more, String expected) {
        assertEquals(List.of(expected.split(";")), check(valid("," + more)));
    }

    @Test
    void aFieldThatIsThereTwiceIsNoJsonHere() {
        JsonException e = assertThrows(JsonException.class, () -> check(valid(",\"age\":7")));
        assertTrue(
                String.valueOf(e.getMessage()).contains("a field other than 'age', which was there before, is needed"),
                e.getMessage());
    }

    @Test
    void conditionsSpeakOfTheRecord() {
        assertEquals(List.of(" check"), check(valid("").replace("36", "16")));
    }

    @Test
    void nullIsOneViolationForEachConstraintAgainstIt() {
        assertEquals(
                List.of("username not-blank", "email not-null", "age not-null", "plan not-null"),
                check("{\"username\":null}"));
    }

    @Test
    void messagesAreFilledIn() {
        Violations out = new Violations(CLOCK);
        validator.validate(Map.of("username", "A!", "email", "a@b", "age", 13L, "plan", "FREE"), out);
        assertEquals(
                List.of(
                        "username: must have a size from 3 to 20",
                        "username: 'A!' has other characters than a-z, 0-9 and _"),
                out.list().stream().map(Violation::toString).toList());
        assertEquals("A!", out.list().get(0).rejectedValue());
        assertEquals(Map.of("min", 3L, "max", 20L), out.list().get(0).parameters());
    }

    @Test
    void moreThanAThousandViolationsAreNotKept() {
        assertEquals(
                Violations.MAX_VIOLATIONS,
                check(valid(",\"flags\":[" + "1,".repeat(5_000) + "1]")).size());
    }

    @Test
    void theSchemaComesBackFromJson() {
        RecordSchema schema = RecordSchema.ofJson(REGISTRATION.getBytes(StandardCharsets.UTF_8));
        assertEquals(schema, RecordSchema.ofJson(schema.toJson()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":\"a\",\"type\":\"text\"}|schema.fields[0].type is 'text', one of",
                "{\"name\":\"a\",\"type\":\"string\",\"constraints\":[{\"code\":\"min\",\"value\":1}]}|field 'a': constraint min is not for text",
                "{\"name\":\"a\",\"type\":\"int32\",\"constraints\":[{\"code\":\"min\"}]}|field 'a': constraint min needs the parameter value",
                "{\"name\":\"a\",\"type\":\"string\",\"constraints\":[{\"code\":\"size\",\"min\":3,\"max\":2}]}|field 'a': constraint size has min = 3 and max = 2",
                "{\"name\":\"a\",\"type\":\"string\",\"constraints\":[{\"code\":\"size\",\"least\":3}]}|field 'a': constraint size has no parameter least",
                "{\"name\":\"a\",\"type\":\"string\",\"constraints\":[{\"code\":\"pattern\",\"regexp\":\"[\"}]}|field 'a': the pattern '[' does not compile",
                "{\"name\":\"a\",\"typ\":\"string\"}|schema.fields[0] has 'typ', the nearest known is 'type'",
                "{\"name\":\"a\"}|schema.fields[0] has no 'type'"
            })
    void aSchemaThatMakesNoSenseIsRefused(String field, String message) {
        String json = "{\"name\":\"s\",\"fields\":[" + field + "]}";
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> RecordSchema.ofJson(json.getBytes(StandardCharsets.UTF_8)));
        assertTrue(String.valueOf(e.getMessage()).startsWith(message), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "startz <= ends|there is no field 'startz'; the nearest is 'starts'",
                "starts <= 5|'5' cannot be compared with a time",
                "starts <|found the end",
                "name|field 'name' is text, a boolean is needed for a condition by itself",
                "starts <= name|field 'starts' is a time and field 'name' is text"
            })
    void aConditionThatDoesNotFitIsRefused(String condition, String message) {
        String json = "{\"name\":\"s\",\"fields\":[{\"name\":\"starts\",\"type\":\"timestamp\"},"
                + "{\"name\":\"ends\",\"type\":\"timestamp\"},{\"name\":\"name\",\"type\":\"string\"}],"
                + "\"rules\":[{\"condition\":\"" + condition + "\"}]}";
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> RecordSchema.ofJson(json.getBytes(StandardCharsets.UTF_8)));
        assertTrue(String.valueOf(e.getMessage()).contains(message), e.getMessage());
    }

    @Test
    void factoriesAreFoundByTheirCode() {
        String json =
                "{\"name\":\"s\",\"fields\":[{\"name\":\"card\",\"type\":\"string\",\"constraints\":[{\"code\":\"luhn\",\"length\":4}]}]}";
        RecordSchema schema = RecordSchema.ofJson(json.getBytes(StandardCharsets.UTF_8));
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> new RecordValidator(schema));
        assertTrue(String.valueOf(e.getMessage()).startsWith("there is no constraint 'luhn'"), e.getMessage());
        Validators.register("luhn", new Luhn());
        RecordValidator luhn = new RecordValidator(schema);
        assertTrue(luhn.isValid(Map.of("card", "0018")));
        assertEquals("luhn", luhn.check(Map.of("card", "0017")).get(0).code());
    }

    /** Luhn's check digit (ISO/IEC 7812). */
    private static final class Luhn implements ValidatorFactory<String> {
        @Override
        public String message() {
            return "must have a right check digit";
        }

        @Override
        public Predicate<String> create(Map<String, String> parameters) {
            int length = Integer.parseInt(parameters.getOrDefault("length", "16"));
            return text -> {
                int sum = 0;
                for (int i = 0; i < text.length(); i++) {
                    int digit = text.charAt(text.length() - 1 - i) - '0';
                    int doubled = i % 2 == 0 ? digit : 2 * digit;
                    sum += doubled > 9 ? doubled - 9 : doubled;
                }
                return text.length() == length && sum % 10 == 0;
            };
        }
    }

    @Test
    void validatorsArePutTogether() {
        Validator<String> name = Validators.size(3, 8).and(Validators.pattern("[a-z]+"));
        Validator<String> either = name.or(Validators.oneOf("A", "B"));
        assertTrue(either.isValid("abc"));
        assertTrue(either.isValid("A"));
        assertEquals(
                List.of("size", "pattern", "one-of"),
                either.check("C").stream().map(Violation::code).toList());
        assertEquals(
                "must not be that",
                name.not("must not be that").check("abc").get(0).message());
        assertTrue(name.not("").isValid("X"));
        assertEquals("[1]", name.each().check(List.of("abc", "x")).get(0).path());
        assertTrue(name.when(text -> text.startsWith("a")).isValid("x"));
        assertEquals(
                "text",
                name.on("text", (Object value) -> value.toString())
                        .check(7)
                        .get(0)
                        .path());
        assertTrue(name.optional().isValid(null));
        assertEquals("abc", name.require("abc").value());
        InvalidValueException e = assertThrows(InvalidValueException.class, () -> name.require("X"));
        assertEquals("must have a size from 3 to 8; must match [a-z]+", e.getMessage());
    }

    /** SQL has no literals for them. */
    @ParameterizedTest
    @CsvSource({"date,-0044-03-15", "date,+12026-03-15", "timestamp,+12026-03-15T00:00:00Z"})
    void defaultsOfYearsThatSqlDoesNotWriteAreRefused(String type, String value) {
        String schema = "{\"name\":\"t\",\"fields\":[{\"name\":\"d\",\"type\":\"" + type + "\",\"default\":\"" + value
                + "\"}]}";
        RecordSchema read = RecordSchema.ofJson(schema.getBytes(StandardCharsets.UTF_8));
        String message = assertThrows(IllegalArgumentException.class, () -> new RecordValidator(read))
                .getMessage();
        assertTrue(message.endsWith("a year from 1 to 9999 is needed"), message);
    }

    @Test
    void aCaseHasNoFieldThatWasCalledAsTheDiscriminator() {
        String schema = "{\"name\":\"t\",\"fields\":[{\"name\":\"u\",\"type\":{\"union\":[{\"name\":\"A\",\"fields\":["
                + "{\"name\":\"kind\",\"type\":\"string\",\"formerNames\":[\"type\"]}]}]}}]}";
        assertThrows(
                IllegalArgumentException.class, () -> RecordSchema.ofJson(schema.getBytes(StandardCharsets.UTF_8)));
    }
}
