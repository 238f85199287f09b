package io.travertine.schema.constraint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each constraint lets pass, at its bounds. */
class ChecksTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final String LABEL_OF_63 = "a".repeat(63);

    private static Arguments of(
            ConstraintKind kind, Map<String, Object> parameters, ValueKind values, List<?> pass, List<?> fail) {
        return arguments(kind, parameters, values, pass, fail);
    }

    static Stream<Arguments> constraints() {
        Map<String, Object> size = Map.of("min", 2L, "max", 3L);
        Map<String, Object> half = Map.of("value", new BigDecimal("2.5"));
        Map<String, Object> beyondHalf = Map.of("value", new BigDecimal("2.5"), "inclusive", false);
        Map<String, Object> beyondTwo = Map.of("value", new BigDecimal("2"), "inclusive", false);
        Map<String, Object> digits = Map.of("integer", 3L, "fraction", 2L);
        Map<String, Object> year = Map.of("from", "2026-01-01", "to", "2026-12-31T00:00:00Z");
        return Stream.of(
                of(ConstraintKind.NOT_BLANK, Map.of(), ValueKind.TEXT, List.of("a", " a "), List.of("", " ", "\t\n")),
                of(ConstraintKind.NOT_EMPTY, Map.of(), ValueKind.TEXT, List.of(" "), List.of("")),
                of(ConstraintKind.NOT_EMPTY, Map.of(), ValueKind.LIST, List.of(List.of(1)), List.of(List.of())),
                of(ConstraintKind.NOT_EMPTY, Map.of(), ValueKind.MAP, List.of(Map.of("a", 1)), List.of(Map.of())),
                of(ConstraintKind.SIZE, size, ValueKind.TEXT, List.of("ab", "abc"), List.of("a", "abcd")),
                of(ConstraintKind.SIZE, size, ValueKind.BYTES, List.of(new byte[2], new byte[3]), List.of(new byte[1])),
                of(ConstraintKind.SIZE, size, ValueKind.LIST, List.of(Set.of(1, 2)), List.of(List.of(1, 2, 3, 4))),
                of(ConstraintKind.SIZE, size, ValueKind.MAP, List.of(Map.of(1, 1, 2, 2)), List.of(Map.of(1, 1))),
                of(
                        ConstraintKind.PATTERN,
                        Map.of("regexp", "a+", "flags", (long) java.util.regex.Pattern.CASE_INSENSITIVE),
                        ValueKind.TEXT,
                        List.of("a", "AaA"),
                        List.of("", "ab", "xa")),
                of(
                        ConstraintKind.EMAIL,
                        Map.of(),
                        ValueKind.TEXT,
                        List.of("a@b", "first.last+tag@sub.example-1.org", "!#$@x.y", "a@" + LABEL_OF_63 + ".org"),
                        List.of(
                                "",
                                "a",
                                "@b",
                                "a@",
                                "a@-b",
                                "a@b-",
                                "a@b..c",
                                "a@b.",
                                "a b@c",
                                "a@b c",
                                "ä@b",
                                "a@ä",
                                "a@a" + LABEL_OF_63,
                                "a".repeat(250) + "@b.org")),
                of(
                        ConstraintKind.MIN,
                        Map.of("value", 13L),
                        ValueKind.INTEGER,
                        List.of(13L, Long.MAX_VALUE),
                        List.of(12L)),
                of(ConstraintKind.MIN, Map.of("value", 13L), ValueKind.FLOAT, List.of(13.0), List.of(12.9, Double.NaN)),
                of(
                        ConstraintKind.MAX,
                        Map.of("value", 13L),
                        ValueKind.INTEGER,
                        List.of(13L, Long.MIN_VALUE),
                        List.of(14L)),
                of(
                        ConstraintKind.MAX,
                        Map.of("value", 13L),
                        ValueKind.DECIMAL,
                        List.of(new BigDecimal("13.00")),
                        List.of(new BigDecimal("13.01"))),
                of(ConstraintKind.DECIMAL_MIN, half, ValueKind.INTEGER, List.of(3L), List.of(2L)),
                of(ConstraintKind.DECIMAL_MIN, half, ValueKind.FLOAT, List.of(2.5), List.of(2.4)),
                of(ConstraintKind.DECIMAL_MIN, beyondHalf, ValueKind.FLOAT, List.of(2.6), List.of(2.5, Double.NaN)),
                of(ConstraintKind.DECIMAL_MIN, beyondTwo, ValueKind.INTEGER, List.of(3L), List.of(2L)),
                of(ConstraintKind.DECIMAL_MAX, half, ValueKind.INTEGER, List.of(2L), List.of(3L)),
                of(ConstraintKind.DECIMAL_MAX, beyondTwo, ValueKind.INTEGER, List.of(1L), List.of(2L)),
                of(
                        ConstraintKind.DECIMAL_MAX,
                        beyondHalf,
                        ValueKind.DECIMAL,
                        List.of(new BigDecimal("2.49")),
                        List.of(new BigDecimal("2.5"))),
                of(ConstraintKind.POSITIVE, Map.of(), ValueKind.INTEGER, List.of(1L), List.of(0L, -1L)),
                of(ConstraintKind.POSITIVE, Map.of(), ValueKind.FLOAT, List.of(Double.MIN_VALUE), List.of(0.0, -0.0)),
                of(ConstraintKind.POSITIVE_OR_ZERO, Map.of(), ValueKind.INTEGER, List.of(0L), List.of(-1L)),
                of(ConstraintKind.NEGATIVE, Map.of(), ValueKind.INTEGER, List.of(-1L), List.of(0L)),
                of(ConstraintKind.NEGATIVE_OR_ZERO, Map.of(), ValueKind.FLOAT, List.of(0.0, -1.0), List.of(0.1)),
                of(ConstraintKind.DIGITS, digits, ValueKind.INTEGER, List.of(999L, -999L, 0L), List.of(1000L, -1000L)),
                of(
                        ConstraintKind.DIGITS,
                        digits,
                        ValueKind.DECIMAL,
                        List.of(new BigDecimal("999.99"), new BigDecimal("1.100"), new BigDecimal("1E+2")),
                        List.of(new BigDecimal("1000"), new BigDecimal("0.001"), new BigDecimal("1E+3"))),
                of(ConstraintKind.PAST, Map.of(), ValueKind.TIMESTAMP, List.of(NOW.minusNanos(1)), List.of(NOW)),
                of(
                        ConstraintKind.PAST,
                        Map.of(),
                        ValueKind.DATE,
                        List.of(LocalDate.of(2026, 5, 31)),
                        List.of(LocalDate.of(2026, 6, 1))),
                of(
                        ConstraintKind.PAST_OR_PRESENT,
                        Map.of(),
                        ValueKind.TIMESTAMP,
                        List.of(NOW),
                        List.of(NOW.plusNanos(1))),
                of(ConstraintKind.FUTURE, Map.of(), ValueKind.TIMESTAMP, List.of(NOW.plusNanos(1)), List.of(NOW)),
                of(
                        ConstraintKind.FUTURE_OR_PRESENT,
                        Map.of(),
                        ValueKind.TIMESTAMP,
                        List.of(NOW),
                        List.of(NOW.minusNanos(1))),
                of(ConstraintKind.ASSERT_TRUE, Map.of(), ValueKind.BOOLEAN, List.of(true), List.of(false)),
                of(ConstraintKind.ASSERT_FALSE, Map.of(), ValueKind.BOOLEAN, List.of(false), List.of(true)),
                of(
                        ConstraintKind.ONE_OF,
                        Map.of("values", List.of("a", "b")),
                        ValueKind.TEXT,
                        List.of("a", "b"),
                        List.of("A", "")),
                of(
                        ConstraintKind.ONE_OF,
                        Map.of("values", List.of("1", "-2")),
                        ValueKind.INTEGER,
                        List.of(1L, -2L),
                        List.of(2L)),
                of(
                        ConstraintKind.FLAGS,
                        Map.of("values", List.of("a", "b")),
                        ValueKind.LIST,
                        List.of(List.of(), List.of("b", "a"), Set.of("a")),
                        List.of(List.of("c"), List.of("a", "a"))),
                of(
                        ConstraintKind.DECIMAL_RANGE,
                        Map.of("min", 0L, "max", new BigDecimal("1.5")),
                        ValueKind.FLOAT,
                        List.of(0.0, 1.5),
                        List.of(-0.1, 1.6)),
                of(
                        ConstraintKind.TIME_RANGE,
                        year,
                        ValueKind.TIMESTAMP,
                        List.of(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-12-31T00:00:00Z")),
                        List.of(Instant.parse("2025-12-31T23:59:59Z"), Instant.parse("2026-12-31T00:00:01Z"))),
                of(
                        ConstraintKind.TIME_RANGE,
                        year,
                        ValueKind.DATE,
                        List.of(LocalDate.of(2026, 12, 31)),
                        List.of(LocalDate.of(2027, 1, 1))),
                of(
                        ConstraintKind.UNIQUE,
                        Map.of(),
                        ValueKind.LIST,
                        List.of(
                                List.of(),
                                List.of(1, 2),
                                IntStream.range(0, 50).boxed().toList()),
                        List.of(
                                List.of(1, 2, 1),
                                Stream.concat(IntStream.range(0, 50).boxed(), Stream.of(7))
                                        .toList())),
                of(ConstraintKind.SORTED, Map.of(), ValueKind.LIST, List.of(List.of(1, 1, 2)), List.of(List.of(2, 1))),
                of(
                        ConstraintKind.SORTED,
                        Map.of("descending", true),
                        ValueKind.LIST,
                        List.of(List.of("b", "a", "a")),
                        List.of(List.of("a", "b"))));
    }

    @ParameterizedTest
    @MethodSource("constraints")
    void letsPassAndRefuses(
            ConstraintKind kind, Map<String, Object> parameters, ValueKind values, List<?> pass, List<?> fail) {
        ValueCheck check = Constraint.of(kind, parameters).check(values);
        InstantSource clock = InstantSource.fixed(NOW);
        pass.forEach(value -> assertEquals(true, check.test(value, clock), () -> kind + " " + value));
        fail.forEach(value -> assertEquals(false, check.test(value, clock), () -> kind + " " + value));
    }

    @Test
    void everyKindIsTested() {
        Set<ConstraintKind> tested = EnumSet.of(ConstraintKind.NOT_NULL);
        constraints().forEach(arguments -> tested.add((ConstraintKind) arguments.get()[0]));
        assertTrue(tested.containsAll(EnumSet.allOf(ConstraintKind.class)), tested.toString());
    }
}
