package io.travertine.schema.constraint;

import java.time.InstantSource;

/**
 * A constraint, ready to be used. Immutable, thread-safe. Where types are known, as in generated code, the classes behind this
 * interface have a method {@code test} for each type, which neither boxes nor allocates; this one is for values of which only the {@link
 * ValueKind} is known, and calls those.
 */
public interface ValueCheck {
    /**
     * Whether the value meets the constraint.
     *
     * @param value not null, of a kind that the constraint is for
     * @param now what past and future are measured by
     */
    boolean test(Object value, InstantSource now);
}
