package io.travertine.schema.validation;

import io.travertine.schema.constraint.Constraint;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with one value, in the order in which it is found. Knows at any time where in the value the validator is, and
 * what time it is. Allocates only when something is wrong. Not thread-safe; used again by {@link #reset}.
 */
public final class Violations implements InstantSource {
    /** More are not kept: a list of a million bad elements would take more memory than the list. */
    public static final int MAX_VIOLATIONS = 1_000;

    private static final int NO_INDEX = -1;

    private final InstantSource clock;
    private @Nullable Object[] steps = new Object[8];
    private int[] indexes = new int[8];
    private int depth;
    private @Nullable List<Violation> found;
    private @Nullable Instant now;

    public Violations() {
        this(InstantSource.system());
    }

    /** @param clock what past and future are measured by; read once for each value that has such a constraint */
    public Violations(InstantSource clock) {
        this.clock = clock;
    }

    /** Forgets everything. */
    public Violations reset() {
        depth = 0;
        found = null;
        now = null;
        return this;
    }

    /** Goes into a field. */
    public void enter(String field) {
        push(field, NO_INDEX);
    }

    /** Goes into an element of a list, by its place. */
    public void enterElement(int index) {
        push(null, index);
    }

    /** Goes into the value that a map has for a key. */
    public void enterEntry(Object key) {
        push(key, 0);
    }

    /** Goes back to where it was before the last {@code enter}. */
    public void leave() {
        depth--;
    }

    private void push(@Nullable Object step, int index) {
        if (depth == steps.length) {
            steps = Arrays.copyOf(steps, 2 * depth);
            indexes = Arrays.copyOf(indexes, 2 * depth);
        }
        steps[depth] = step;
        indexes[depth++] = index;
    }

    /** Adds a violation at this place. */
    public void add(Constraint constraint, @Nullable Object rejected) {
        add(constraint.code(), constraint.message(rejected), rejected, constraint);
    }

    /** Adds a violation of a field at this place. */
    public void add(String field, Constraint constraint, @Nullable Object rejected) {
        enter(field);
        add(constraint, rejected);
        leave();
    }

    /** Adds a violation at this place, of what is no constraint of a schema. */
    public void add(String code, String message, @Nullable Object rejected) {
        add(code, message, rejected, null);
    }

    private void add(String code, String message, @Nullable Object rejected, @Nullable Constraint constraint) {
        List<Violation> list = found;
        if (list == null) {
            list = new ArrayList<>();
            found = list;
        }
        if (list.size() < MAX_VIOLATIONS) {
            list.add(new Violation(
                    path(), code, message, rejected, constraint == null ? Map.of() : constraint.parameters()));
        }
    }

    private String path() {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            Object step = steps[i];
            if (step == null) {
                path.append('[').append(indexes[i]).append(']');
            } else if (indexes[i] == NO_INDEX) {
                path.append(path.length() == 0 ? "" : ".").append(step);
            } else {
                path.append('{').append(step).append('}');
            }
        }
        return path.toString();
    }

    public boolean isEmpty() {
        return found == null || found.isEmpty();
    }

    public int size() {
        return found == null ? 0 : found.size();
    }

    /** Takes back all but the first so many. */
    void truncate(int size) {
        if (found != null) {
            found.subList(size, found.size()).clear();
        }
    }

    /** What was found so far; a copy. */
    public List<Violation> list() {
        return found == null ? List.of() : List.copyOf(found);
    }

    /** The time at which this value is validated: the same whenever it is asked for. */
    @Override
    public Instant instant() {
        Instant known = now;
        if (known == null) {
            known = clock.instant();
            now = known;
        }
        return known;
    }
}
