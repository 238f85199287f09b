package io.travertine.schema.constraint;

import java.util.List;

/**
 * A condition over several fields of a record, as in {@code starts <= ends and (plan <> 'pro' or age >= 18)}. It has the logic of SQL's
 * CHECK: what is compared with null is neither true nor false, and only what is false is a violation.
 *
 * <pre>
 * condition  = conjunction { "or" conjunction }
 * conjunction = negation { "and" negation }
 * negation   = "not" negation | "(" condition ")" | test
 * test       = operand ( "=" | "&lt;&gt;" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=" ) operand
 *            | field "is" [ "not" ] "null" | field [ "not" ] "in" "(" literal { "," literal } ")" | field
 * operand    = field | literal
 * literal    = number | "'" text "'" | "true" | "false"
 * </pre>
 */
public sealed interface Condition {
    /**
     * Reads a condition.
     *
     * @throws IllegalArgumentException says what was found, at which character, and what is needed
     */
    static Condition parse(String text) {
        return new ConditionParser(text).parse();
    }

    record And(List<Condition> conditions) implements Condition {}

    record Or(List<Condition> conditions) implements Condition {}

    record Not(Condition condition) implements Condition {}

    record Compare(Operand left, Operator operator, Operand right) implements Condition {}

    record IsNull(Field field, boolean negated) implements Condition {}

    record In(Field field, List<Literal> values, boolean negated) implements Condition {}

    /** A boolean field, by itself. */
    record Is(Field field) implements Condition {}

    sealed interface Operand {}

    record Field(String name) implements Operand {}

    /** A Long, BigDecimal, String or Boolean. */
    record Literal(Object value) implements Operand {}

    enum Operator {
        EQUAL("="),
        NOT_EQUAL("<>"),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">=");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }

        /** Whether values that compare like this meet it. */
        public boolean test(int order) {
            return switch (this) {
                case EQUAL -> order == 0;
                case NOT_EQUAL -> order != 0;
                case LESS -> order < 0;
                case LESS_OR_EQUAL -> order <= 0;
                case GREATER -> order > 0;
                case GREATER_OR_EQUAL -> order >= 0;
            };
        }
    }
}
