package io.travertine.schema.validation;

import io.travertine.schema.NearestName;
import io.travertine.schema.constraint.ConditionCheck;
import io.travertine.schema.constraint.Constraint;
import io.travertine.schema.constraint.ConstraintKind;
import io.travertine.schema.constraint.ValueCheck;
import io.travertine.schema.constraint.ValueKind;
import io.travertine.schema.json.Json;
import io.travertine.schema.json.JsonReader;
import io.travertine.schema.record.Element;
import io.travertine.schema.record.Field;
import io.travertine.schema.record.FieldType;
import io.travertine.schema.record.JsonRows;
import io.travertine.schema.record.RecordSchema;
import io.travertine.schema.record.Rule;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Validates records by a schema that came as data. A record is a map from field names to values, each of the class that its {@link
 * ValueKind} names; what a value is not, is a violation of code {@code type}. Immutable, thread-safe.
 */
public final class RecordValidator implements Validator<Map<String, @Nullable Object>> {
    private static final String TYPE = "type";
    /** The last one that SQL writes. */
    private static final int MAX_YEAR = 9_999;

    private final JsonRows rows;
    private final StructNode root;

    /** @throws IllegalArgumentException when a constraint has no meaning here, or a default violates one */
    public RecordValidator(RecordSchema schema) {
        this(schema, List.of());
    }

    /**
     * Validates by the newest version of a schema what may have been made by an earlier one: fields that only earlier versions have are
     * let pass.
     */
    public RecordValidator(RecordSchema schema, List<RecordSchema> earlier) {
        this.rows = new JsonRows(schema.struct());
        this.root = new StructNode(
                schema.struct(), earlier.stream().map(RecordSchema::struct).toList(), null);
    }

    @Override
    public void validate(Map<String, @Nullable Object> value, Violations out) {
        root.validate(value, out);
    }

    /**
     * Validates a JSON object.
     *
     * @throws io.travertine.schema.json.JsonException when it is no JSON
     */
    public void validate(JsonReader json, Violations out) {
        Object value = rows.read(json);
        json.end();
        root.validate(value, out);
    }

    /** @param earlier the types that it had in earlier versions */
    private static Node node(FieldType type, List<FieldType> earlier) {
        if (type instanceof FieldType.Struct struct) {
            return new StructNode(struct, only(FieldType.Struct.class, earlier), null);
        }
        if (type instanceof FieldType.Union union) {
            return new UnionNode(union, only(FieldType.Union.class, earlier));
        }
        if (type instanceof FieldType.ListOf list) {
            return new ListNode(list, only(FieldType.ListOf.class, earlier));
        }
        if (type instanceof FieldType.MapOf map) {
            return new MapNode(map, only(FieldType.MapOf.class, earlier));
        }
        if (type instanceof FieldType.Enumeration enumeration) {
            return new EnumerationNode(enumeration);
        }
        return new ScalarNode(type);
    }

    private static <T extends FieldType> List<T> only(Class<T> kind, List<FieldType> types) {
        return types.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** What must hold of a value that is not null. */
    private interface Node {
        /** Whether it is of the type, and what is wrong if it is not. */
        boolean fits(Object value, Violations out);

        /** What is within. */
        default void inside(Object value, Violations out) {}
    }

    /** A type, with constraints on its values. */
    private static final class Slot {
        private final Node node;
        private final List<Constraint> constraints = new ArrayList<>();
        private final List<ValueCheck> checks = new ArrayList<>();
        private final List<Constraint> againstNull = new ArrayList<>();

        Slot(FieldType type, boolean nullable, List<Constraint> constraints, List<FieldType> earlier) {
            this.node = node(type, earlier);
            for (Constraint constraint : withDigits(type, constraints)) {
                ConstraintKind kind = constraint.kind();
                if (kind == null) {
                    add(CustomCheck.of(Validators.factory(constraint.code()), constraint));
                } else {
                    this.constraints.add(constraint);
                    checks.add(kind.check(constraint, type.kind()));
                    if (kind.rejectsNull()) {
                        againstNull.add(constraint);
                    }
                }
            }
            if (!nullable && againstNull.isEmpty()) {
                againstNull.add(Constraint.of(ConstraintKind.NOT_NULL));
            }
        }

        private <T> void add(CustomCheck<T> custom) {
            constraints.add(custom.constraint());
            checks.add((value, now) -> {
                @SuppressWarnings(
                        "unchecked") // The factory is for values of this kind, or a ClassCastException says that it is
                // not.
                T typed = (T) value;
                return custom.test(typed);
            });
        }

        /** The digits of a decimal number are bounded by its type, whatever else bounds them. */
        private static List<Constraint> withDigits(FieldType type, List<Constraint> constraints) {
            if (!(type instanceof FieldType.Decimal decimal)
                    || constraints.stream().anyMatch(decimal.digits()::isAlike)) {
                return constraints;
            }
            List<Constraint> all = new ArrayList<>(constraints);
            all.add(decimal.digits());
            return all;
        }

        Slot(Element element, List<Element> earlier) {
            this(
                    element.type(),
                    element.nullable(),
                    element.constraints(),
                    earlier.stream().map(Element::type).toList());
        }

        void validate(@Nullable Object value, Violations out) {
            if (value == null) {
                againstNull.forEach(constraint -> out.add(constraint, null));
            } else if (node.fits(value, out)) {
                for (int i = 0; i < checks.size(); i++) {
                    if (!checks.get(i).test(value, out)) {
                        out.add(constraints.get(i), value);
                    }
                }
                node.inside(value, out);
            }
        }
    }

    /** Numbers, texts and the like. */
    private record ScalarNode(FieldType type) implements Node {
        @Override
        public boolean fits(Object value, Violations out) {
            boolean fits = is(type.kind(), value);
            if (fits && type == FieldType.Scalar.INT32 && value instanceof Long number) {
                fits = number.intValue() == number;
            }
            if (!fits) {
                String needed = type == FieldType.Scalar.INT32
                        ? "a whole number of 32 bits"
                        : type.kind().toString();
                out.add(TYPE, "must be " + needed, value);
            }
            return fits;
        }

        private static boolean is(ValueKind kind, Object value) {
            return switch (kind) {
                case BOOLEAN -> value instanceof Boolean;
                case INTEGER -> value instanceof Long || value instanceof Integer;
                case FLOAT -> value instanceof Double || value instanceof Float;
                case DECIMAL -> value instanceof BigDecimal;
                case TEXT -> value instanceof String;
                case BYTES -> value instanceof byte[];
                case DATE -> value instanceof LocalDate;
                case TIMESTAMP -> value instanceof Instant;
                case ID -> value instanceof UUID;
                case LIST, MAP, RECORD -> throw new AssertionError(kind);
            };
        }
    }

    private record EnumerationNode(FieldType.Enumeration type) implements Node {
        @Override
        public boolean fits(Object value, Violations out) {
            boolean fits = value instanceof String symbol && type.symbols().contains(symbol);
            if (!fits) {
                out.add(TYPE, "must be one of " + String.join(", ", type.symbols()), value);
            }
            return fits;
        }
    }

    private static final class ListNode implements Node {
        private final Slot element;

        ListNode(FieldType.ListOf type, List<FieldType.ListOf> earlier) {
            this.element = new Slot(
                    type.element(),
                    earlier.stream().map(FieldType.ListOf::element).toList());
        }

        @Override
        public boolean fits(Object value, Violations out) {
            if (!(value instanceof Collection)) {
                out.add(TYPE, "must be a list", value);
                return false;
            }
            return true;
        }

        @Override
        public void inside(Object value, Violations out) {
            int index = 0;
            for (Object each : (Collection<?>) value) {
                out.enterElement(index++);
                element.validate(each, out);
                out.leave();
            }
        }
    }

    private static final class MapNode implements Node {
        private final Slot key;
        private final Slot value;

        MapNode(FieldType.MapOf type, List<FieldType.MapOf> earlier) {
            this.key = new Slot(type.key(), List.of());
            this.value = new Slot(
                    type.value(), earlier.stream().map(FieldType.MapOf::value).toList());
        }

        @Override
        public boolean fits(Object map, Violations out) {
            if (!(map instanceof Map)) {
                out.add(TYPE, "must be a map", map);
                return false;
            }
            return true;
        }

        @Override
        public void inside(Object map, Violations out) {
            ((Map<?, ?>) map).forEach((name, each) -> {
                out.enterEntry(String.valueOf(name));
                key.validate(name, out);
                value.validate(each, out);
                out.leave();
            });
        }
    }

    private static final class StructNode implements Node {
        private final List<String> names;
        private final Set<String> known;
        private final List<Slot> slots = new ArrayList<>();
        private final Map<String, Object> defaults = new HashMap<>();
        private final List<Rule> rules;
        private final List<ConditionCheck> conditions = new ArrayList<>();

        /** @param discriminator a field that may be there besides */
        StructNode(FieldType.Struct struct, List<FieldType.Struct> earlier, @Nullable String discriminator) {
            this.names = struct.fields().stream().map(Field::name).toList();
            this.known = new HashSet<>(names);
            if (discriminator != null) {
                known.add(discriminator);
            }
            for (FieldType.Struct version : earlier) {
                for (Field field : version.fields()) {
                    known.add(field.name());
                    known.addAll(field.formerNames());
                }
            }
            Map<String, ValueKind> kinds = new LinkedHashMap<>();
            for (Field field : struct.fields()) {
                List<FieldType> types = earlier.stream()
                        .map(field::in)
                        .filter(Objects::nonNull)
                        .map(Field::type)
                        .toList();
                Slot slot = new Slot(field.type(), field.nullable(), field.constraints(), types);
                slots.add(slot);
                kinds.put(field.name(), field.type().kind());
                if (field.defaultValue() != null) {
                    defaults.put(field.name(), checked(field, slot));
                }
            }
            this.rules = struct.rules();
            rules.forEach(rule -> conditions.add(rule.check(kinds)));
        }

        private static Object checked(Field field, Slot slot) {
            Object value = new JsonRows(field.type()).read(new JsonReader().reset(Json.bytes(field.defaultValue())));
            Violations violations = new Violations();
            slot.validate(value, violations);
            if (value == null || violations.size() > 0) {
                throw new IllegalArgumentException("field '" + field.name() + "' has the default "
                        + field.defaultValue() + ", which "
                        + violations.list().get(0).message());
            }
            int year = value instanceof LocalDate date
                    ? date.getYear()
                    : value instanceof Instant time
                            ? time.atOffset(ZoneOffset.UTC).getYear()
                            : MAX_YEAR;
            if (year < 1 || year > MAX_YEAR) {
                throw new IllegalArgumentException("field '" + field.name() + "' has the default "
                        + field.defaultValue() + ", a year from 1 to " + MAX_YEAR + " is needed");
            }
            return value;
        }

        void validate(@Nullable Object value, Violations out) {
            if (fits(value, out) && value != null) {
                inside(value, out);
            }
        }

        @Override
        public boolean fits(@Nullable Object value, Violations out) {
            if (!(value instanceof Map)) {
                out.add(TYPE, "must be an object", value);
                return false;
            }
            return true;
        }

        @Override
        @SuppressWarnings("unchecked") // Records come as maps from names.
        public void inside(Object value, Violations out) {
            Map<String, @Nullable Object> record = (Map<String, @Nullable Object>) value;
            int before = out.size();
            for (int i = 0; i < slots.size(); i++) {
                out.enter(names.get(i));
                slots.get(i).validate(value(record, names.get(i)), out);
                out.leave();
            }
            for (String name : record.keySet()) {
                if (!known.contains(name)) {
                    out.enter(name);
                    out.add("unknown-field", "is not a field" + nearest(name), record.get(name));
                    out.leave();
                }
            }
            if (out.size() == before) {
                test(record, out);
            }
        }

        /** The value of a field, or its default. */
        private @Nullable Object value(Map<String, @Nullable Object> record, String name) {
            Object value = record.get(name);
            return value == null ? defaults.get(name) : value;
        }

        /** Conditions are about values that are right by themselves. */
        private void test(Map<String, @Nullable Object> record, Violations out) {
            for (int i = 0; i < conditions.size(); i++) {
                Rule rule = rules.get(i);
                if (!conditions.get(i).test(name -> value(record, name))) {
                    if (rule.field() == null) {
                        out.add(rule.constraint(), null);
                    } else {
                        out.add(rule.field(), rule.constraint(), record.get(rule.field()));
                    }
                }
            }
        }

        private String nearest(String name) {
            return names.isEmpty() ? "" : "; the nearest is '" + NearestName.of(name, names) + "'";
        }
    }

    private static final class UnionNode implements Node {
        private final Map<String, StructNode> cases = new LinkedHashMap<>();

        UnionNode(FieldType.Union type, List<FieldType.Union> earlier) {
            for (FieldType.Union.Case each : type.cases()) {
                List<FieldType.Struct> structs = earlier.stream()
                        .flatMap(version -> version.cases().stream())
                        .filter(before -> before.name().equals(each.name()))
                        .map(FieldType.Union.Case::struct)
                        .toList();
                cases.put(each.name(), new StructNode(each.struct(), structs, FieldType.Union.DISCRIMINATOR));
            }
        }

        @Override
        public boolean fits(Object value, Violations out) {
            boolean fits = chosen(value) != null;
            if (!fits) {
                out.add(
                        TYPE,
                        "must be an object whose field '" + FieldType.Union.DISCRIMINATOR + "' is one of "
                                + String.join(", ", cases.keySet()),
                        value);
            }
            return fits;
        }

        private @Nullable StructNode chosen(Object value) {
            return value instanceof Map<?, ?> record && record.get(FieldType.Union.DISCRIMINATOR) instanceof String name
                    ? cases.get(name)
                    : null;
        }

        @Override
        public void inside(Object value, Violations out) {
            StructNode chosen = chosen(value);
            if (chosen != null) {
                chosen.inside(value, out);
            }
        }
    }
}
