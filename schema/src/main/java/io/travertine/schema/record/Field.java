package io.travertine.schema.record;

import io.travertine.schema.constraint.Constraint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of a record.
 *
 * @param name in JSON, in SQL, in paths
 * @param nullable whether it may be missing or null
 * @param constraints in declared order
 * @param defaultValue what a record has that has no value for it, or null, as JSON tree; null for none
 * @param since the version of the schema that first had it
 * @param formerNames it had in earlier versions; records that have it under one of these are read as well
 */
public record Field(
        String name,
        FieldType type,
        boolean nullable,
        List<Constraint> constraints,
        @Nullable Object defaultValue,
        int since,
        List<String> formerNames) {
    public Field {
        constraints = List.copyOf(constraints);
        formerNames = List.copyOf(formerNames);
        if (name.isEmpty() || name.startsWith("_")) {
            throw new IllegalArgumentException(
                    "a field is called '" + name + "', a name is needed that does not begin with '_'");
        }
        try {
            Element.check(type, constraints);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("field '" + name + "': " + e.getMessage(), e);
        }
        boolean rejectsNull =
                constraints.stream().map(Constraint::kind).anyMatch(kind -> kind != null && kind.rejectsNull());
        if (nullable && rejectsNull) {
            throw new IllegalArgumentException("field '" + name + "' is nullable, and has a constraint against null");
        }
    }

    /** A field that is there from the first version on and has no default. */
    public static Field of(String name, FieldType type, boolean nullable, List<Constraint> constraints) {
        return new Field(name, type, nullable, constraints, null, 1, List.of());
    }

    /** Whether records may have no value for it: it may be null, or has a default, which null stands for as well. */
    public boolean isOptional() {
        return nullable || defaultValue != null;
    }

    /** The field of an earlier version that this one is: the one of its name, or of a former name; null when there was none. */
    public @Nullable Field in(FieldType.Struct earlier) {
        for (Field field : earlier.fields()) {
            if (field.name.equals(name)) {
                return field;
            }
        }
        for (Field field : earlier.fields()) {
            if (formerNames.contains(field.name)) {
                return field;
            }
        }
        return null;
    }
}
