package io.travertine.schema.validation;

import java.util.List;
import java.util.stream.Collectors;

/** A value that a validator refused. The message has every violation. */
public final class InvalidValueException extends RuntimeException {
    private final transient List<Violation> violations;

    public InvalidValueException(List<Violation> violations) {
        super(violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
        this.violations = List.copyOf(violations);
    }

    /** What is wrong, in declared order. */
    public List<Violation> violations() {
        return violations;
    }
}
