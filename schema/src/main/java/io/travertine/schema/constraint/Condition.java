package io.travertine.schema.constraint;

import java.util.List;
import java.util.Map;

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

    /** The same condition over fields of other names; those that are not in the map keep theirs. */
    Condition renamed(Map<String, String> names);

    record And(List<Condition> conditions) implements Condition {
        @Override
        public And renamed(Map<String, String> names) {
            return new And(conditions.stream().map(each -> each.renamed(names)).toList());
        }
    }

    record Or(List<Condition> conditions) implements Condition {
        @Override
        public Or renamed(Map<String, String> names) {
            return new Or(conditions.stream().map(each -> each.renamed(names)).toList());
        }
    }

    record Not(Condition condition) implements Condition {
        @Override
        public Not renamed(Map<String, String> names) {
            return new Not(condition.renamed(names));
        }
    }

    record Compare(Operand left, Operator operator, Operand right) implements Condition {
        @Override
        public Compare renamed(Map<String, String> names) {
            return new Compare(left.renamed(names), operator, right.renamed(names));
        }
    }

    record IsNull(Field field, boolean negated) implements Condition {
        @Override
        public IsNull renamed(Map<String, String> names) {
            return new IsNull(field.renamed(names), negated);
        }
    }

    record In(Field field, List<Literal> values, boolean negated) implements Condition {
        @Override
        public In renamed(Map<String, String> names) {
            return new In(field.renamed(names), values, negated);
        }
    }

    /** A boolean field, by itself. */
    record Is(Field field) implements Condition {
        @Override
        public Is renamed(Map<String, String> names) {
            return new Is(field.renamed(names));
        }
    }

    sealed interface Operand {
        default Operand renamed(Map<String, String> names) {
            return this;
        }
    }

    record Field(String name) implements Operand {
        @Override
        public Field renamed(Map<String, String> names) {
            return new Field(names.getOrDefault(name, name));
        }
    }

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
