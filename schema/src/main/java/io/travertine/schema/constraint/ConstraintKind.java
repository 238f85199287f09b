package io.travertine.schema.constraint;

import static io.travertine.schema.constraint.ValueKind.BOOLEAN;
import static io.travertine.schema.constraint.ValueKind.BYTES;
import static io.travertine.schema.constraint.ValueKind.DATE;
import static io.travertine.schema.constraint.ValueKind.DECIMAL;
import static io.travertine.schema.constraint.ValueKind.FLOAT;
import static io.travertine.schema.constraint.ValueKind.INTEGER;
import static io.travertine.schema.constraint.ValueKind.LIST;
import static io.travertine.schema.constraint.ValueKind.MAP;
import static io.travertine.schema.constraint.ValueKind.TEXT;
import static io.travertine.schema.constraint.ValueKind.TIMESTAMP;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The constraints there are: those of Jakarta Validation 3.1, of which the first ones have the names, and ours. Each says which values
 * it is for, which parameters it has, and what it means.
 */
public enum ConstraintKind {
    /** Not null; the only one, with the next two, that null does not meet. */
    NOT_NULL("not-null", "must not be null", EnumSet.allOf(ValueKind.class), Set.of()),
    /** Text with a character that is no white space; not null. */
    NOT_BLANK("not-blank", "must not be blank", EnumSet.of(TEXT), Set.of()),
    /** Not of size 0; not null. */
    NOT_EMPTY("not-empty", "must not be empty", EnumSet.of(TEXT, BYTES, LIST, MAP), Set.of()),
    /** From {@code min} (0) to {@code max} characters, bytes, elements or entries. */
    SIZE("size", "", EnumSet.of(TEXT, BYTES, LIST, MAP), Set.of("min", "max")),
    /** The whole text matches {@code regexp}, with {@code flags} of {@link java.util.regex.Pattern}. */
    PATTERN("pattern", "must match {regexp}", EnumSet.of(TEXT), Set.of("regexp", "flags")),
    /** An e-mail address as the WHATWG defines it. */
    EMAIL("email", "must be an e-mail address", EnumSet.of(TEXT), Set.of()),
    /** At least {@code value}. */
    MIN("min", "must be at least {value}", numbers(), Set.of("value")),
    /** At most {@code value}. */
    MAX("max", "must be at most {value}", numbers(), Set.of("value")),
    /** At least the decimal {@code value}, or more than it when not {@code inclusive}. */
    DECIMAL_MIN("decimal-min", "", numbers(), Set.of("value", "inclusive")),
    /** At most the decimal {@code value}, or less than it when not {@code inclusive}. */
    DECIMAL_MAX("decimal-max", "", numbers(), Set.of("value", "inclusive")),
    POSITIVE("positive", "must be more than 0", numbers(), Set.of()),
    POSITIVE_OR_ZERO("positive-or-zero", "must not be less than 0", numbers(), Set.of()),
    NEGATIVE("negative", "must be less than 0", numbers(), Set.of()),
    NEGATIVE_OR_ZERO("negative-or-zero", "must not be more than 0", numbers(), Set.of()),
    /** At most {@code integer} digits before the point and {@code fraction} behind it. */
    DIGITS(
            "digits",
            "must have at most {integer} digits before the point and {fraction} behind it",
            EnumSet.of(INTEGER, DECIMAL),
            Set.of("integer", "fraction")),
    PAST("past", "must be in the past", EnumSet.of(DATE, TIMESTAMP), Set.of()),
    PAST_OR_PRESENT("past-or-present", "must not be in the future", EnumSet.of(DATE, TIMESTAMP), Set.of()),
    FUTURE("future", "must be in the future", EnumSet.of(DATE, TIMESTAMP), Set.of()),
    FUTURE_OR_PRESENT("future-or-present", "must not be in the past", EnumSet.of(DATE, TIMESTAMP), Set.of()),
    ASSERT_TRUE("assert-true", "must be true", EnumSet.of(BOOLEAN), Set.of()),
    ASSERT_FALSE("assert-false", "must be false", EnumSet.of(BOOLEAN), Set.of()),
    /** One of {@code values}. */
    ONE_OF("one-of", "must be one of {values}", EnumSet.of(TEXT, INTEGER), Set.of("values")),
    /** A list of texts of which each is one of {@code values}, and none comes twice. */
    FLAGS("flags", "may only have {values}, each once", EnumSet.of(LIST), Set.of("values")),
    /** From {@code min} to {@code max}, decimals, both included. */
    DECIMAL_RANGE("decimal-range", "must be from {min} to {max}", numbers(), Set.of("min", "max")),
    /** From {@code from} to {@code to}, ISO 8601 in UTC, both included. */
    TIME_RANGE("time-range", "must be from {from} to {to}", EnumSet.of(DATE, TIMESTAMP), Set.of("from", "to")),
    /** No element twice. */
    UNIQUE("unique", "must not have an element twice", EnumSet.of(LIST), Set.of()),
    /** Elements in order, or in the opposite order when {@code descending}. */
    SORTED("sorted", "", EnumSet.of(LIST), Set.of("descending"));

    private static final Map<String, ConstraintKind> BY_CODE = new HashMap<>();

    static {
        for (ConstraintKind kind : values()) {
            BY_CODE.put(kind.code, kind);
        }
    }

    private final String code;
    private final String message;
    private final Set<ValueKind> applicable;
    private final Set<String> parameters;

    ConstraintKind(String code, String message, Set<ValueKind> applicable, Set<String> parameters) {
        this.code = code;
        this.message = message;
        this.applicable = applicable;
        this.parameters = parameters;
    }

    private static Set<ValueKind> numbers() {
        return EnumSet.of(INTEGER, FLOAT, DECIMAL);
    }

    public String code() {
        return code;
    }

    static @Nullable ConstraintKind ofCode(String code) {
        return BY_CODE.get(code);
    }

    /** Whether null does not meet it. */
    public boolean rejectsNull() {
        return this == NOT_NULL || this == NOT_BLANK || this == NOT_EMPTY;
    }

    String message(Constraint constraint) {
        return switch (this) {
            case SIZE -> sizeMessage(constraint);
            case DECIMAL_MIN ->
                (constraint.flag("inclusive", true) ? "must be at least " : "must be more than ")
                        + constraint.decimal("value");
            case DECIMAL_MAX ->
                (constraint.flag("inclusive", true) ? "must be at most " : "must be less than ")
                        + constraint.decimal("value");
            case SORTED -> constraint.flag("descending", false) ? "must fall" : "must rise";
            default -> message;
        };
    }

    private static String sizeMessage(Constraint constraint) {
        boolean bounded = constraint.number("max", Integer.MAX_VALUE) < Integer.MAX_VALUE;
        if (constraint.number("min", 0) == 0) {
            return bounded ? "must have a size of at most {max}" : "may have any size";
        }
        return bounded ? "must have a size from {min} to {max}" : "must have a size of at least {min}";
    }

    /**
     * The constraint, ready to be used on values of a kind.
     *
     * @throws IllegalArgumentException says why that makes no sense, and what would: the constraint is not for such values, a
     *     parameter is missing, unknown or wrong, or nothing could meet it
     */
    public ValueCheck check(Constraint constraint, ValueKind values) {
        if (!applicable.contains(values)) {
            throw new IllegalArgumentException("constraint " + code + " is not for " + values + ", but for "
                    + applicable.stream().map(ValueKind::toString).collect(Collectors.joining(", ")));
        }
        Set<String> unknown = new TreeSet<>(constraint.parameters().keySet());
        unknown.removeAll(parameters);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("constraint " + code + " has no parameter " + String.join(", ", unknown)
                    + ", but " + new TreeSet<>(parameters));
        }
        return switch (this) {
            case NOT_NULL -> (value, now) -> true;
            case NOT_BLANK -> new Checks.NotBlank();
            case NOT_EMPTY -> new Checks.Size(1, Integer.MAX_VALUE);
            case SIZE -> size(constraint);
            case PATTERN ->
                new Checks.Pattern(TextPattern.compile(
                        needed(constraint, "regexp", constraint.text("regexp")), (int) constraint.number("flags", 0)));
            case EMAIL -> new Checks.Email();
            case MIN -> new Checks.Range(needed(constraint, "value", constraint.decimal("value")), true, null, true);
            case MAX -> new Checks.Range(null, true, needed(constraint, "value", constraint.decimal("value")), true);
            case DECIMAL_MIN ->
                new Checks.Range(
                        needed(constraint, "value", constraint.decimal("value")),
                        constraint.flag("inclusive", true),
                        null,
                        true);
            case DECIMAL_MAX ->
                new Checks.Range(
                        null,
                        true,
                        needed(constraint, "value", constraint.decimal("value")),
                        constraint.flag("inclusive", true));
            case POSITIVE -> new Checks.Range(BigDecimal.ZERO, false, null, true);
            case POSITIVE_OR_ZERO -> new Checks.Range(BigDecimal.ZERO, true, null, true);
            case NEGATIVE -> new Checks.Range(null, true, BigDecimal.ZERO, false);
            case NEGATIVE_OR_ZERO -> new Checks.Range(null, true, BigDecimal.ZERO, true);
            case DIGITS -> digits(constraint);
            case PAST -> new Checks.Relative(true, false);
            case PAST_OR_PRESENT -> new Checks.Relative(true, true);
            case FUTURE -> new Checks.Relative(false, false);
            case FUTURE_OR_PRESENT -> new Checks.Relative(false, true);
            case ASSERT_TRUE -> new Checks.Truth(true);
            case ASSERT_FALSE -> new Checks.Truth(false);
            case ONE_OF -> oneOf(constraint, values);
            case FLAGS -> new Checks.Flags(distinct(constraint));
            case DECIMAL_RANGE -> decimalRange(constraint);
            case TIME_RANGE -> timeRange(constraint);
            case UNIQUE -> new Checks.Unique();
            case SORTED -> new Checks.Sorted(constraint.flag("descending", false));
        };
    }

    private static Checks.Size size(Constraint constraint) {
        long min = constraint.number("min", 0);
        long max = constraint.number("max", Integer.MAX_VALUE);
        if (min < 0 || max < min || max > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "constraint size has min = " + min + " and max = " + max + ", 0 <= min <= max is needed");
        }
        return new Checks.Size((int) min, (int) max);
    }

    private static Checks.Digits digits(Constraint constraint) {
        long integer = constraint.number("integer", -1);
        long fraction = constraint.number("fraction", 0);
        if (integer < 0 || fraction < 0 || integer + fraction > 1_000) {
            throw new IllegalArgumentException("constraint digits has integer = " + integer + " and fraction = "
                    + fraction + ", both must be 0 or more, and together 1000 at most");
        }
        return new Checks.Digits((int) integer, (int) fraction);
    }

    private static Checks.OneOf oneOf(Constraint constraint, ValueKind values) {
        List<String> allowed = distinct(constraint);
        if (values == INTEGER) {
            for (String value : allowed) {
                try {
                    if (!Long.toString(Long.parseLong(value)).equals(value)) {
                        throw new NumberFormatException(value);
                    }
                } catch (NumberFormatException e) {
                    throw new IllegalArgumentException(
                            "constraint one-of has the value '" + value + "' for whole numbers", e);
                }
            }
        }
        return new Checks.OneOf(
                allowed,
                values == INTEGER
                        ? allowed.stream().mapToLong(Long::parseLong).sorted().toArray()
                        : new long[0]);
    }

    private static List<String> distinct(Constraint constraint) {
        List<String> values = constraint.texts("values");
        Set<String> seen = new HashSet<>();
        for (String value : values) {
            if (!seen.add(value)) {
                throw new IllegalArgumentException(
                        "constraint " + constraint.code() + " has the value '" + value + "' twice");
            }
        }
        return values;
    }

    private static Checks.Range decimalRange(Constraint constraint) {
        BigDecimal min = needed(constraint, "min", constraint.decimal("min"));
        BigDecimal max = needed(constraint, "max", constraint.decimal("max"));
        if (min.compareTo(max) > 0) {
            throw new IllegalArgumentException(
                    "constraint decimal-range has min = " + min + " and max = " + max + ", min <= max is needed");
        }
        return new Checks.Range(min, true, max, true);
    }

    private static Checks.TimeRange timeRange(Constraint constraint) {
        Instant from = time(constraint, "from");
        Instant to = time(constraint, "to");
        if (from.isAfter(to)) {
            throw new IllegalArgumentException(
                    "constraint time-range has from = " + from + " and to = " + to + ", from <= to is needed");
        }
        return new Checks.TimeRange(from, to);
    }

    private static Instant time(Constraint constraint, String name) {
        String text = needed(constraint, name, constraint.text(name));
        try {
            return Instant.parse(text.indexOf('T') < 0 ? text + "T00:00:00Z" : text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "constraint time-range has " + name + " = '" + text
                            + "', a time as 2026-01-31T00:00:00Z or a date as 2026-01-31 is needed",
                    e);
        }
    }

    private static <T> T needed(Constraint constraint, String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("constraint " + constraint.code() + " needs the parameter " + name);
        }
        return value;
    }
}
