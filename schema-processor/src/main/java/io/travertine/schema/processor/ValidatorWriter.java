package io.travertine.schema.processor;

import io.travertine.schema.constraint.Constraint;
import io.travertine.schema.constraint.ConstraintKind;
import io.travertine.schema.constraint.ValueKind;
import io.travertine.schema.processor.Model.Access;
import io.travertine.schema.processor.Model.Component;
import io.travertine.schema.processor.Model.EnumType;
import io.travertine.schema.processor.Model.JavaType;
import io.travertine.schema.processor.Model.Many;
import io.travertine.schema.processor.Model.Mapping;
import io.travertine.schema.processor.Model.Plain;
import io.travertine.schema.processor.Model.Slot;
import io.travertine.schema.processor.Model.Struct;
import io.travertine.schema.processor.Model.Union;
import io.travertine.schema.record.Rule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes validators: for each constraint a test, and what to add when it fails. */
final class ValidatorWriter {
    private final Source source;
    private final Map<String, Integer> numbers;

    ValidatorWriter(Source source, Map<String, Integer> numbers) {
        this.source = source;
        this.numbers = numbers;
    }

    void write(int number, Struct struct) {
        source.add("private static void validate" + number + "(" + struct.source() + " value, Violations out) {");
        source.add("int before = out.size();");
        for (Component component : struct.components()) {
            String name = Literals.text(component.name());
            slot(component.slot(), source.read(component), name);
        }
        rules(struct);
        source.add("}\n");
    }

    private void rules(Struct struct) {
        if (struct.rules().isEmpty()) {
            return;
        }
        ConditionWriter conditions = new ConditionWriter(source, struct);
        source.add("if (out.size() == before) {");
        for (Rule rule : struct.rules()) {
            String constraint = constraint(rule.constraint());
            source.add("if (" + conditions.write(rule) + " == Truth.FALSE) {");
            if (rule.field() == null) {
                source.add("out.add(" + constraint + ", null);");
            } else {
                source.add("out.add(" + Literals.text(rule.field()) + ", " + constraint + ", "
                        + conditions.value(rule.field()) + ");");
            }
            source.add("}");
        }
        source.add("}");
    }

    /**
     * A value with its constraints.
     *
     * @param field the name of the field as literal, or null when its place was entered already
     */
    private void slot(Slot slot, String value, @Nullable String field) {
        boolean primitive = slot.type() instanceof Plain plain && plain.primitive();
        if (!primitive) {
            List<Constraint> againstNull = slot.constraints().stream()
                    .filter(ValidatorWriter::rejectsNull)
                    .toList();
            boolean implicit = !slot.nullable() && againstNull.isEmpty();
            if (againstNull.isEmpty() && !implicit) {
                if (!tests(slot)) {
                    return;
                }
                source.add("if (" + value + " != null) {");
            } else {
                source.add("if (" + value + " == null) {");
                againstNull.forEach(constraint -> add(field, constraint(constraint), "null"));
                if (implicit) {
                    add(field, constraint(Constraint.of(ConstraintKind.NOT_NULL)), "null");
                }
                if (!tests(slot)) {
                    source.add("}");
                    return;
                }
                source.add("} else {");
            }
        }
        slot.uses().forEach(use -> test(use, slot.type(), value, field));
        inside(slot.type(), value, field);
        if (!primitive) {
            source.add("}");
        }
    }

    private static boolean rejectsNull(Constraint constraint) {
        ConstraintKind kind = constraint.kind();
        return kind != null && kind.rejectsNull();
    }

    /** Whether there is anything to test of a value that is not null. */
    private static boolean tests(Slot slot) {
        return slot.constraints().stream().anyMatch(constraint -> constraint.kind() != ConstraintKind.NOT_NULL)
                || hasInside(slot.type());
    }

    private static boolean hasInside(JavaType type) {
        if (type instanceof Many many) {
            return needs(many.element());
        }
        if (type instanceof Mapping map) {
            return needs(map.key()) || needs(map.value());
        }
        return type instanceof Struct || type instanceof Union;
    }

    private static boolean needs(Slot slot) {
        return !slot.nullable() || tests(slot);
    }

    private void test(Model.Use use, JavaType type, String value, @Nullable String field) {
        Constraint constraint = use.constraint();
        ConstraintKind kind = constraint.kind();
        if (kind == ConstraintKind.NOT_NULL) {
            return;
        }
        String name;
        String test;
        if (kind == null) {
            String check = source.constant(
                    "CustomCheck<" + boxed(type) + ">",
                    "CustomCheck.of(new " + use.factory() + "(), " + constraint(constraint) + ")");
            name = check + ".constraint()";
            test = check + ".test(" + value + ")";
        } else {
            name = constraint(constraint);
            ValueKind values = type.schema().kind();
            String checkType = "Checks." + checkClass(constraint, values);
            String check = source.constant(
                    checkType, "(" + checkType + ") " + name + ".check(ValueKind." + values.name() + ")");
            test = check + ".test(" + tested(kind, type, value) + ")";
        }
        source.add("if (!" + test + ") {");
        add(field, name, value);
        source.add("}");
    }

    private static String checkClass(Constraint constraint, ValueKind values) {
        ConstraintKind kind = constraint.kind();
        if (kind == null) {
            throw new IllegalArgumentException(constraint.code());
        }
        return kind.check(constraint, values).getClass().getSimpleName();
    }

    private static String tested(ConstraintKind kind, JavaType type, String value) {
        String plain = value;
        if (type instanceof EnumType) {
            plain = value + ".name()";
        } else if (type instanceof Plain known && known.access() == Access.WHOLE) {
            plain = "(long) " + value;
        } else if (type instanceof Plain known && known.access() == Access.FLOATING) {
            plain = "(double) " + value;
        }
        return switch (kind) {
            case PAST, PAST_OR_PRESENT, FUTURE, FUTURE_OR_PRESENT -> plain + ", out";
            default -> plain;
        };
    }

    private static String boxed(JavaType type) {
        return type instanceof Plain plain ? plain.boxed() : type.source();
    }

    private void add(@Nullable String field, String constraint, String value) {
        source.add("out.add(" + (field == null ? "" : field + ", ") + constraint + ", " + value + ");");
    }

    /** A constraint as a constant. */
    private String constraint(Constraint constraint) {
        String parameters = constraint.parameters().entrySet().stream()
                .map(entry -> "java.util.Map.entry(" + Literals.text(entry.getKey()) + ", "
                        + parameter(entry.getValue()) + ")")
                .collect(Collectors.joining(", "));
        String message = constraint.customMessage() == null ? "null" : Literals.text(constraint.customMessage());
        return source.constant(
                "Constraint",
                "new Constraint(" + Literals.text(constraint.code()) + ", java.util.Map.<String, Object>ofEntries("
                        + parameters + "), " + message + ")");
    }

    private static String parameter(Object value) {
        if (value instanceof Long) {
            return "(Object) (" + value + "L)";
        }
        if (value instanceof BigDecimal) {
            return "(Object) new java.math.BigDecimal(\"" + value + "\")";
        }
        if (value instanceof List<?> list) {
            return "(Object) java.util.List.of("
                    + list.stream()
                            .map(each -> Literals.text(String.valueOf(each)))
                            .collect(Collectors.joining(", "))
                    + ")";
        }
        return "(Object) " + (value instanceof Boolean ? value.toString() : Literals.text(value.toString()));
    }

    private void inside(JavaType type, String value, @Nullable String field) {
        if (!hasInside(type)) {
            return;
        }
        if (field != null) {
            source.add("out.enter(" + field + ");");
        }
        if (type instanceof Struct struct) {
            source.add("validate" + numbers.get(struct.source()) + "(" + value + ", out);");
        } else if (type instanceof Union union) {
            union(union, value);
        } else if (type instanceof Many many) {
            many(many, value);
        } else if (type instanceof Mapping map) {
            map(map, value);
        }
        if (field != null) {
            source.add("out.leave();");
        }
    }

    private void union(Union union, String value) {
        for (Model.Case each : union.cases()) {
            String variable = source.variable();
            source.add("if (" + value + " instanceof " + each.struct().source() + " " + variable + ") {");
            source.add("validate" + numbers.get(each.struct().source()) + "(" + variable + ", out);");
            source.add("}");
        }
    }

    private void many(Many many, String value) {
        String index = source.variable();
        String element = source.variable();
        source.add("int " + index + " = 0;");
        source.add("for (" + boxed(many.element().type()) + " " + element + " : " + value + ") {");
        source.add("out.enterElement(" + index + "++);");
        slot(many.element(), element, null);
        source.add("out.leave();");
        source.add("}");
    }

    private void map(Mapping map, String value) {
        String entry = source.variable();
        String key = source.variable();
        String each = source.variable();
        String values = boxed(map.value().type());
        source.add("for (java.util.Map.Entry<String, " + values + "> " + entry + " : " + value + ".entrySet()) {");
        source.add("String " + key + " = " + entry + ".getKey();");
        source.add(values + " " + each + " = " + entry + ".getValue();");
        source.add("out.enterEntry(" + key + ");");
        slot(map.key(), key, null);
        slot(map.value(), each, null);
        source.add("out.leave();");
        source.add("}");
    }
}
