package io.travertine.schema.constraint;

import io.travertine.schema.NearestName;
import io.travertine.schema.constraint.Condition.Compare;
import io.travertine.schema.constraint.Condition.Field;
import io.travertine.schema.constraint.Condition.Literal;
import io.travertine.schema.constraint.Condition.Operand;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A condition that fits the fields of a record: they exist, and what is compared can be compared. Texts that are compared with dates,
 * times and ids have become those. Immutable.
 */
public final class ConditionCheck {
    private final Condition condition;

    private ConditionCheck(Condition condition) {
        this.condition = condition;
    }

    /**
     * Fits a condition to fields.
     *
     * @param fields the kind of each, by name
     * @throws IllegalArgumentException names the field that does not exist, and the nearest that does; or what cannot be compared
     */
    public static ConditionCheck of(Condition condition, Map<String, ValueKind> fields) {
        return new ConditionCheck(fit(condition, fields));
    }

    /** The condition, fitted. */
    public Condition condition() {
        return condition;
    }

    private static Condition fit(Condition condition, Map<String, ValueKind> fields) {
        if (condition instanceof Condition.And and) {
            return new Condition.And(
                    and.conditions().stream().map(each -> fit(each, fields)).toList());
        }
        if (condition instanceof Condition.Or or) {
            return new Condition.Or(
                    or.conditions().stream().map(each -> fit(each, fields)).toList());
        }
        if (condition instanceof Condition.Not not) {
            return new Condition.Not(fit(not.condition(), fields));
        }
        if (condition instanceof Compare compare) {
            return fit(compare, fields);
        }
        if (condition instanceof Condition.In in) {
            ValueKind kind = kind(in.field(), fields);
            List<Literal> values =
                    in.values().stream().map(value -> fit(value, kind)).toList();
            return new Condition.In(in.field(), values, in.negated());
        }
        if (condition instanceof Condition.Is is) {
            ValueKind kind = kind(is.field(), fields);
            if (kind != ValueKind.BOOLEAN) {
                throw new IllegalArgumentException("field '" + is.field().name() + "' is " + kind
                        + ", a boolean is needed for a condition by itself");
            }
            return is;
        }
        kind(((Condition.IsNull) condition).field(), fields);
        return condition;
    }

    private static Compare fit(Compare compare, Map<String, ValueKind> fields) {
        ValueKind left = kind(compare.left(), fields);
        ValueKind right = kind(compare.right(), fields);
        if (compare.left() instanceof Literal literal && compare.right() instanceof Field) {
            return new Compare(fit(literal, right), compare.operator(), compare.right());
        }
        if (compare.right() instanceof Literal literal && compare.left() instanceof Field) {
            return new Compare(compare.left(), compare.operator(), fit(literal, left));
        }
        if (left != right && !(isNumber(left) && isNumber(right))) {
            throw new IllegalArgumentException(shown(compare.left()) + " is " + left + " and " + shown(compare.right())
                    + " is " + right + ", which cannot be compared");
        }
        return compare;
    }

    private static Literal fit(Literal literal, ValueKind kind) {
        Object value = literal.value();
        try {
            boolean fits = switch (kind) {
                case INTEGER, FLOAT, DECIMAL -> value instanceof Number;
                case BOOLEAN -> value instanceof Boolean;
                case TEXT, DATE, TIMESTAMP, ID -> value instanceof String;
                case BYTES, LIST, MAP, RECORD -> false;
            };
            if (fits) {
                return switch (kind) {
                    case DATE -> new Literal(LocalDate.parse((String) value));
                    case TIMESTAMP -> new Literal(Instant.parse((String) value));
                    case ID -> new Literal(UUID.fromString((String) value));
                    default -> literal;
                };
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException(shown(literal) + " is not " + kind + ": " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(shown(literal) + " cannot be compared with " + kind);
    }

    private static ValueKind kind(Operand operand, Map<String, ValueKind> fields) {
        if (operand instanceof Literal literal) {
            return literal.value() instanceof Boolean
                    ? ValueKind.BOOLEAN
                    : literal.value() instanceof Number ? ValueKind.DECIMAL : ValueKind.TEXT;
        }
        String name = ((Field) operand).name();
        ValueKind kind = fields.get(name);
        if (kind == null) {
            throw new IllegalArgumentException("there is no field '" + name + "'"
                    + (fields.isEmpty() ? "" : "; the nearest is '" + NearestName.of(name, fields.keySet()) + "'"));
        }
        return kind;
    }

    private static boolean isNumber(ValueKind kind) {
        return kind == ValueKind.INTEGER || kind == ValueKind.FLOAT || kind == ValueKind.DECIMAL;
    }

    private static String shown(Operand operand) {
        return operand instanceof Field field
                ? "field '" + field.name() + "'"
                : "'" + ((Literal) operand).value() + "'";
    }

    /**
     * Whether it is not false.
     *
     * @param values the value of each field, or null
     */
    public boolean test(Function<String, @Nullable Object> values) {
        return truth(condition, values) != Truth.FALSE;
    }

    private static int truth(Condition condition, Function<String, @Nullable Object> values) {
        if (condition instanceof Condition.And and) {
            return and.conditions().stream()
                    .mapToInt(each -> truth(each, values))
                    .min()
                    .orElse(Truth.TRUE);
        }
        if (condition instanceof Condition.Or or) {
            return or.conditions().stream()
                    .mapToInt(each -> truth(each, values))
                    .max()
                    .orElse(Truth.FALSE);
        }
        if (condition instanceof Condition.Not not) {
            return Truth.not(truth(not.condition(), values));
        }
        if (condition instanceof Compare compare) {
            return Truth.compare(value(compare.left(), values), compare.operator(), value(compare.right(), values));
        }
        if (condition instanceof Condition.In in) {
            Object value = values.apply(in.field().name());
            int truth = Truth.FALSE;
            for (Literal each : in.values()) {
                truth = Truth.or(truth, Truth.compare(value, Condition.Operator.EQUAL, each.value()));
            }
            return in.negated() ? Truth.not(truth) : truth;
        }
        if (condition instanceof Condition.Is is) {
            return Truth.of((Boolean) values.apply(is.field().name()));
        }
        Condition.IsNull isNull = (Condition.IsNull) condition;
        return Truth.of((values.apply(isNull.field().name()) == null) != isNull.negated());
    }

    private static @Nullable Object value(Operand operand, Function<String, @Nullable Object> values) {
        return operand instanceof Field field ? values.apply(field.name()) : ((Literal) operand).value();
    }
}
