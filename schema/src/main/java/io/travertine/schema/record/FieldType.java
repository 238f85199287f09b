package io.travertine.schema.record;

import io.travertine.schema.ColumnType;
import io.travertine.schema.constraint.Constraint;
import io.travertine.schema.constraint.ConstraintKind;
import io.travertine.schema.constraint.ValueKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The type of a field. Immutable. */
public sealed interface FieldType {
    /** The most decimal digits that a number has. */
    int MAX_PRECISION = 38;

    /** What constraints see. */
    ValueKind kind();

    /** The column that a top-level field of this type becomes; what has parts becomes JSON. */
    default ColumnType column() {
        return ColumnType.JSON;
    }

    /** Types without parts. */
    enum Scalar implements FieldType {
        BOOLEAN(ValueKind.BOOLEAN, ColumnType.BOOLEAN),
        /** 32-bit signed integers. */
        INT32(ValueKind.INTEGER, ColumnType.INT64),
        /** 64-bit signed integers. */
        INT64(ValueKind.INTEGER, ColumnType.INT64),
        /** 32-bit floating-point numbers. */
        FLOAT32(ValueKind.FLOAT, ColumnType.FLOAT64),
        /** 64-bit floating-point numbers. */
        FLOAT64(ValueKind.FLOAT, ColumnType.FLOAT64),
        STRING(ValueKind.TEXT, ColumnType.STRING),
        /** Bytes; as text in base 64 in JSON, and in the column. */
        BINARY(ValueKind.BYTES, ColumnType.STRING),
        /** Days; as {@code 2026-01-31} in JSON. */
        DATE(ValueKind.DATE, ColumnType.DATE),
        /** Microseconds; as {@code 2026-01-31T08:00:00Z} in JSON. */
        TIMESTAMP(ValueKind.TIMESTAMP, ColumnType.TIMESTAMP),
        /** 128 bits, in the text form of UUIDs. */
        UUID(ValueKind.ID, ColumnType.RECORD_ID),
        /** 128 bits, in the text form of ULIDs. */
        ULID(ValueKind.ID, ColumnType.RECORD_ID);

        private final ValueKind kind;
        private final ColumnType column;

        Scalar(ValueKind kind, ColumnType column) {
            this.kind = kind;
            this.column = column;
        }

        @Override
        public ValueKind kind() {
            return kind;
        }

        @Override
        public ColumnType column() {
            return column;
        }
    }

    /**
     * Decimal numbers; the nearest double in the column.
     *
     * @param precision digits in all, up to {@value #MAX_PRECISION}
     * @param scale digits behind the point
     */
    record Decimal(int precision, int scale) implements FieldType {
        public Decimal {
            if (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision) {
                throw new IllegalArgumentException("decimal(" + precision + ", " + scale + "): 1 <= precision <= "
                        + MAX_PRECISION + " and 0 <= scale <= precision is needed");
            }
        }

        /** The constraint that holds for all of them. */
        public Constraint digits() {
            return Constraint.of(
                    ConstraintKind.DIGITS, Map.of("integer", (long) precision - scale, "fraction", (long) scale));
        }

        @Override
        public ValueKind kind() {
            return ValueKind.DECIMAL;
        }

        @Override
        public ColumnType column() {
            return ColumnType.FLOAT64;
        }
    }

    /** One of a few names. */
    record Enumeration(List<String> symbols) implements FieldType {
        public Enumeration {
            symbols = List.copyOf(symbols);
            if (symbols.isEmpty() || Set.copyOf(symbols).size() < symbols.size()) {
                throw new IllegalArgumentException(
                        "an enumeration of " + symbols + ": different symbols are needed, at least one");
            }
        }

        @Override
        public ValueKind kind() {
            return ValueKind.TEXT;
        }

        @Override
        public ColumnType column() {
            return ColumnType.STRING;
        }
    }

    /** Values of one type in order. */
    record ListOf(Element element) implements FieldType {
        @Override
        public ValueKind kind() {
            return ValueKind.LIST;
        }
    }

    /** Values of one type by texts, which may have constraints, too. */
    record MapOf(Element key, Element value) implements FieldType {
        public MapOf {
            if (key.type().kind() != ValueKind.TEXT || key.nullable()) {
                throw new IllegalArgumentException(
                        "the keys of a map are " + key.type().kind() + ", text is needed");
            }
        }

        @Override
        public ValueKind kind() {
            return ValueKind.MAP;
        }
    }

    /** A record within a record. */
    record Struct(List<Field> fields, List<Rule> rules) implements FieldType {
        public Struct {
            fields = List.copyOf(fields);
            rules = List.copyOf(rules);
            Set<String> names = new HashSet<>();
            Map<String, ValueKind> kinds = new HashMap<>();
            for (Field field : fields) {
                kinds.put(field.name(), field.type().kind());
                if (!names.add(field.name())) {
                    throw new IllegalArgumentException("field '" + field.name() + "' is declared twice");
                }
            }
            Set<String> former = new HashSet<>(names);
            for (Field field : fields) {
                for (String name : field.formerNames()) {
                    if (!former.add(name)) {
                        throw new IllegalArgumentException("field '" + field.name() + "' has the former name '" + name
                                + "', which is also a name of another field, or given twice");
                    }
                }
            }
            rules.forEach(rule -> rule.check(List.copyOf(names), kinds));
        }

        /** The field of a name, now or formerly; null when there is none. */
        public @Nullable Field named(String name) {
            for (Field field : fields) {
                if (field.name().equals(name) || field.formerNames().contains(name)) {
                    return field;
                }
            }
            return null;
        }

        @Override
        public ValueKind kind() {
            return ValueKind.RECORD;
        }
    }

    /** One of several records; which one, is said by the field {@code type} that each has in JSON. */
    record Union(List<Case> cases) implements FieldType {
        public static final String DISCRIMINATOR = "type";

        public Union {
            cases = List.copyOf(cases);
            if (cases.isEmpty() || cases.stream().map(Case::name).distinct().count() < cases.size()) {
                throw new IllegalArgumentException("a union needs cases with different names, at least one");
            }
        }

        /** A record of a union, by its name. */
        public record Case(String name, Struct struct) {
            public Case {
                if (struct.named(DISCRIMINATOR) != null) {
                    throw new IllegalArgumentException(
                            "case '" + name + "' of a union has a field that is or was called '" + DISCRIMINATOR
                                    + "', which says the case");
                }
            }
        }

        @Override
        public ValueKind kind() {
            return ValueKind.RECORD;
        }
    }
}
