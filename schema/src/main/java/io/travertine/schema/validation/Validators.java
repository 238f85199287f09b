package io.travertine.schema.validation;

import io.travertine.schema.NearestName;
import io.travertine.schema.constraint.Constraint;
import io.travertine.schema.constraint.ConstraintKind;
import io.travertine.schema.constraint.ValueCheck;
import io.travertine.schema.constraint.ValueKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Validators by constraint, for programs that put them together themselves, and the registry of the factories by which schemas that
 * come as data name theirs. Thread-safe.
 */
public final class Validators {
    private static final Map<String, ValidatorFactory<?>> FACTORIES = new ConcurrentHashMap<>();

    private Validators() {}

    /** Text of so many characters. */
    public static Validator<String> size(int min, int max) {
        return of(Constraint.of(ConstraintKind.SIZE, Map.of("min", (long) min, "max", (long) max)), ValueKind.TEXT);
    }

    /** A list of so many elements. */
    public static <T> Validator<Collection<T>> listSize(int min, int max) {
        return of(Constraint.of(ConstraintKind.SIZE, Map.of("min", (long) min, "max", (long) max)), ValueKind.LIST);
    }

    public static Validator<String> notBlank() {
        return of(Constraint.of(ConstraintKind.NOT_BLANK), ValueKind.TEXT);
    }

    public static Validator<String> email() {
        return of(Constraint.of(ConstraintKind.EMAIL), ValueKind.TEXT);
    }

    /** Text that matches as a whole. */
    public static Validator<String> pattern(String regexp) {
        return of(Constraint.of(ConstraintKind.PATTERN, Map.of("regexp", regexp)), ValueKind.TEXT);
    }

    public static Validator<String> oneOf(String... values) {
        return of(Constraint.of(ConstraintKind.ONE_OF, Map.of("values", List.of(values))), ValueKind.TEXT);
    }

    /** Texts of which each is one of these, and none comes twice. */
    public static Validator<Collection<String>> flags(String... values) {
        return of(Constraint.of(ConstraintKind.FLAGS, Map.of("values", List.of(values))), ValueKind.LIST);
    }

    /** A whole number between two, both included. */
    public static Validator<Long> range(long min, long max) {
        return of(Constraint.of(ConstraintKind.DECIMAL_RANGE, Map.of("min", min, "max", max)), ValueKind.INTEGER);
    }

    /** A decimal number between two, both included. */
    public static Validator<BigDecimal> range(BigDecimal min, BigDecimal max) {
        return of(Constraint.of(ConstraintKind.DECIMAL_RANGE, Map.of("min", min, "max", max)), ValueKind.DECIMAL);
    }

    /** A time between two, both included. */
    public static Validator<Instant> between(Instant from, Instant to) {
        Map<String, Object> parameters = Map.of("from", from.toString(), "to", to.toString());
        return of(Constraint.of(ConstraintKind.TIME_RANGE, parameters), ValueKind.TIMESTAMP);
    }

    /** Elements of which none comes twice. */
    public static <T> Validator<Collection<T>> unique() {
        return of(Constraint.of(ConstraintKind.UNIQUE), ValueKind.LIST);
    }

    /** Elements each at least as large as the one before. */
    public static <T extends Comparable<T>> Validator<Collection<T>> sorted() {
        return of(Constraint.of(ConstraintKind.SORTED), ValueKind.LIST);
    }

    /**
     * A constraint as a validator of values that travel as the kind says. Null meets it unless it is about null.
     *
     * @throws IllegalArgumentException when the constraint is not for such values, or makes no sense
     */
    public static <T> Validator<T> of(Constraint constraint, ValueKind kind) {
        ValueCheck check = constraint.check(kind);
        ConstraintKind known = constraint.kind();
        boolean rejectsNull = known != null && known.rejectsNull();
        return (value, out) -> {
            if (value == null ? rejectsNull : !check.test(value, out)) {
                out.add(constraint, value);
            }
        };
    }

    /** Makes a factory known to schemas by a code, in the place of one that had it before. */
    public static void register(String code, ValidatorFactory<?> factory) {
        if (Arrays.stream(ConstraintKind.values()).anyMatch(kind -> kind.code().equals(code))) {
            throw new IllegalArgumentException("there is a constraint '" + code + "' already");
        }
        FACTORIES.put(code, factory);
    }

    /** The factory of a constraint that has no kind. */
    static ValidatorFactory<?> factory(String code) {
        ValidatorFactory<?> factory = FACTORIES.get(code);
        if (factory == null) {
            throw new IllegalArgumentException("there is no constraint '" + code + "'; the nearest is '"
                    + NearestName.of(code, codes()) + "'; a factory of one's own has to be registered first");
        }
        return factory;
    }

    private static List<String> codes() {
        List<String> codes = new ArrayList<>(FACTORIES.keySet());
        for (ConstraintKind kind : ConstraintKind.values()) {
            codes.add(kind.code());
        }
        return codes;
    }
}
