package io.travertine.schema.evolution;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A new version of a schema makes changes that are not let pass. */
public final class IncompatibleSchemaException extends IllegalArgumentException {
    private final transient List<Problem> problems;

    /**
     * A change that is not let pass.
     *
     * @param version the earlier version with which the new one was compared
     * @param reason why, and how to mend it
     */
    public record Problem(int version, String path, String what, String reason) {
        @Override
        public String toString() {
            return (path.isEmpty() ? what : path + ": " + what) + ", but " + reason + " (since version " + version
                    + ")";
        }
    }

    IncompatibleSchemaException(int version, Compatibility mode, List<Problem> problems) {
        super("version " + version + " of the schema is not "
                + (mode == Compatibility.FULL ? "fully" : mode.name().toLowerCase(Locale.ROOT)) + " compatible: "
                + problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /** Column by column; at least one. */
    public List<Problem> problems() {
        return problems;
    }
}
