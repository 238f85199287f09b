package io.travertine.schema.record;

import io.travertine.schema.constraint.Constraint;
import io.travertine.schema.constraint.ConstraintKind;
import java.util.List;

/**
 * What the elements of a list are, and the keys and values of a map: a type, and constraints on each.
 *
 * @param nullable whether null is let pass
 */
public record Element(FieldType type, boolean nullable, List<Constraint> constraints) {
    public Element {
        constraints = List.copyOf(constraints);
        check(type, constraints);
    }

    /** Refuses what makes no sense. */
    static void check(FieldType type, List<Constraint> constraints) {
        for (Constraint constraint : constraints) {
            ConstraintKind kind = constraint.kind();
            if (kind != null) {
                kind.check(constraint, type.kind());
            }
        }
    }
}
