package io.travertine.columnar;

import java.util.List;

/**
 * A condition on one column that a scan evaluates by itself. A row passes where it is true; not where it is false or, by the
 * column being null, unknown. Constants are given in the column's type: Boolean, Integer (DATE), Long (INT64, TIMESTAMP),
 * Double, byte[] (STRING, JSON, BINARY, and 16 bytes for RECORD_ID).
 */
public sealed interface Predicate {
    /** The name of the column it is about. */
    String column();

    /** The same condition on another column. */
    default Predicate about(String other) {
        return switch (this) {
            case Comparison comparison -> new Comparison(other, comparison.operator(), comparison.constant());
            case In in -> new In(other, in.constants());
            case IsNull isNull -> new IsNull(other, isNull.negated());
            case Like like -> new Like(other, like.pattern(), like.escape(), like.negated());
        };
    }

    /** Compares the column with a constant; bytes compare unsigned, doubles as SQL does (NaN equals itself and is greatest). */
    record Comparison(String column, Operator operator, Object constant) implements Predicate {}

    /** True where the column equals one of the constants. */
    record In(String column, List<Object> constants) implements Predicate {
        public In {
            constants = List.copyOf(constants);
        }
    }

    /** True where the column is null, or, when {@code negated}, where it is not. */
    record IsNull(String column, boolean negated) implements Predicate {}

    /**
     * SQL's LIKE over UTF-8: % any characters, _ one character.
     *
     * @param escape the character that takes the next one literally, or 0 for none
     */
    record Like(String column, String pattern, char escape, boolean negated) implements Predicate {}

    enum Operator {
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL
    }
}
