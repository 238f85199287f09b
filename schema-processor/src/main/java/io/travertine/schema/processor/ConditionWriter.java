package io.travertine.schema.processor;

import io.travertine.schema.constraint.Condition;
import io.travertine.schema.constraint.Condition.Literal;
import io.travertine.schema.constraint.Condition.Operand;
import io.travertine.schema.constraint.ValueKind;
import io.travertine.schema.processor.Model.Access;
import io.travertine.schema.processor.Model.Component;
import io.travertine.schema.processor.Model.Plain;
import io.travertine.schema.processor.Model.Struct;
import io.travertine.schema.record.Rule;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes conditions over the fields of a record as expressions that give a truth value. */
final class ConditionWriter {
    private final Source source;
    private final Map<String, Component> components = new HashMap<>();
    private final Map<String, ValueKind> kinds = new HashMap<>();

    ConditionWriter(Source source, Struct struct) {
        this.source = source;
        struct.components().forEach(component -> {
            components.put(component.name(), component);
            kinds.put(component.name(), component.slot().type().schema().kind());
        });
    }

    String write(Rule rule) {
        return write(rule.check(kinds).condition());
    }

    /** The value of a field, or null. */
    String value(String field) {
        Component component = component(field);
        return "value." + component.accessor() + "()" + (component.optional() ? ".orElse(null)" : "");
    }

    private Component component(String field) {
        Component component = components.get(field);
        if (component == null) {
            throw new IllegalArgumentException("no field " + field);
        }
        return component;
    }

    private String write(Condition condition) {
        if (condition instanceof Condition.And and) {
            return nested("Truth.and", and.conditions());
        }
        if (condition instanceof Condition.Or or) {
            return nested("Truth.or", or.conditions());
        }
        if (condition instanceof Condition.Not not) {
            return "Truth.not(" + write(not.condition()) + ")";
        }
        if (condition instanceof Condition.Compare compare) {
            return compare(compare.left(), compare.operator(), compare.right());
        }
        if (condition instanceof Condition.In in) {
            String any = in.values().stream()
                    .map(each -> compare(in.field(), Condition.Operator.EQUAL, each))
                    .reduce((a, b) -> "Truth.or(" + a + ", " + b + ")")
                    .orElse("Truth.FALSE");
            return in.negated() ? "Truth.not(" + any + ")" : any;
        }
        if (condition instanceof Condition.Is is) {
            return "Truth.of(" + value(is.field().name()) + ")";
        }
        Condition.IsNull isNull = (Condition.IsNull) condition;
        String name = isNull.field().name();
        if (isPrimitive(component(name))) {
            return "Truth.of(" + isNull.negated() + ")";
        }
        return "Truth.of(" + value(name) + (isNull.negated() ? " != null)" : " == null)");
    }

    private String nested(String function, List<Condition> conditions) {
        return conditions.stream()
                .map(this::write)
                .reduce((a, b) -> function + "(" + a + ", " + b + ")")
                .orElseThrow();
    }

    private String compare(Operand left, Condition.Operator operator, Operand right) {
        String operands;
        if (isWhole(left) && isWhole(right)) {
            operands = "(long) " + number(left) + ", %s, (long) " + number(right);
        } else if (isNumber(left) && isNumber(right)) {
            operands = "(double) " + number(left) + ", %s, (double) " + number(right);
        } else {
            operands = "(Object) " + object(left) + ", %s, (Object) " + object(right);
        }
        return "Truth.compare(" + operands.formatted("Condition.Operator." + operator.name()) + ")";
    }

    private static boolean isPrimitive(Component component) {
        return component.slot().type() instanceof Plain plain && plain.primitive();
    }

    /** A primitive whole number, or one as literal. */
    private boolean isWhole(Operand operand) {
        if (operand instanceof Literal literal) {
            return literal.value() instanceof Long;
        }
        Component component = component(((Condition.Field) operand).name());
        return isPrimitive(component) && ((Plain) component.slot().type()).access() == Access.WHOLE;
    }

    /** A primitive number, or one as literal that a double has exactly. */
    private boolean isNumber(Operand operand) {
        if (operand instanceof Literal literal) {
            return literal.value() instanceof Long number && Math.abs(number) < 1L << 53;
        }
        Component component = component(((Condition.Field) operand).name());
        return isPrimitive(component) && ((Plain) component.slot().type()).access() == Access.FLOATING;
    }

    private String number(Operand operand) {
        return operand instanceof Literal literal ? literal.value() + "L" : value(((Condition.Field) operand).name());
    }

    private String object(Operand operand) {
        if (operand instanceof Literal literal) {
            return literal(literal.value());
        }
        String name = ((Condition.Field) operand).name();
        Component component = component(name);
        String value = value(name);
        if (component.slot().type() instanceof Model.EnumType) {
            return "(" + value + " == null ? null : " + value + ".name())";
        }
        if (component.slot().type() instanceof Plain plain && plain.access() == Access.ID) {
            return "(" + value + " == null ? null : " + value + ".toUuid())";
        }
        return value;
    }

    private String literal(Object value) {
        if (value instanceof Long) {
            return source.constant("Long", value + "L");
        }
        if (value instanceof BigDecimal) {
            return source.constant("java.math.BigDecimal", "new java.math.BigDecimal(\"" + value + "\")");
        }
        if (value instanceof Instant) {
            return source.constant("java.time.Instant", "java.time.Instant.parse(\"" + value + "\")");
        }
        if (value instanceof LocalDate) {
            return source.constant("java.time.LocalDate", "java.time.LocalDate.parse(\"" + value + "\")");
        }
        if (value instanceof UUID) {
            return source.constant("java.util.UUID", "java.util.UUID.fromString(\"" + value + "\")");
        }
        return value instanceof Boolean ? value.toString() : Literals.text(value.toString());
    }
}
