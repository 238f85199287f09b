package io.travertine.schema.constraint;

import io.travertine.schema.constraint.Condition.Field;
import io.travertine.schema.constraint.Condition.Literal;
import io.travertine.schema.constraint.Condition.Operand;
import io.travertine.schema.constraint.Condition.Operator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a {@link Condition}, from left to right. */
final class ConditionParser {
    private static final Set<String> WORDS = Set.of("and", "or", "not", "is", "in", "null", "true", "false");
    private static final int MAX_DEPTH = 64;

    private final String text;
    private int at;
    private int depth;

    ConditionParser(String text) {
        this.text = text;
    }

    Condition parse() {
        Condition condition = condition();
        if (!atEnd()) {
            throw wrong("'and', 'or' or the end");
        }
        return condition;
    }

    private Condition condition() {
        if (++depth > MAX_DEPTH) {
            throw wrong("at most " + MAX_DEPTH + " brackets within brackets");
        }
        List<Condition> alternatives = new ArrayList<>();
        do {
            alternatives.add(conjunction());
        } while (word("or"));
        depth--;
        return alternatives.size() == 1 ? alternatives.get(0) : new Condition.Or(List.copyOf(alternatives));
    }

    private Condition conjunction() {
        List<Condition> parts = new ArrayList<>();
        do {
            parts.add(negation());
        } while (word("and"));
        return parts.size() == 1 ? parts.get(0) : new Condition.And(List.copyOf(parts));
    }

    private Condition negation() {
        boolean negated = false;
        while (word("not")) {
            negated = !negated;
        }
        Condition condition;
        if (symbol("(")) {
            condition = condition();
            need(")");
        } else {
            condition = test();
        }
        return negated ? new Condition.Not(condition) : condition;
    }

    private Condition test() {
        Operand left = operand();
        if (left instanceof Field field) {
            if (word("is")) {
                boolean negated = word("not");
                if (!word("null")) {
                    throw wrong("'null'");
                }
                return new Condition.IsNull(field, negated);
            }
            boolean negated = word("not");
            if (word("in")) {
                return new Condition.In(field, literals(), negated);
            }
            if (negated) {
                throw wrong("'in'");
            }
        }
        Operator operator = operator();
        if (operator != null) {
            return new Condition.Compare(left, operator, operand());
        }
        if (left instanceof Field field) {
            return new Condition.Is(field);
        }
        throw wrong("=, <>, <, <=, > or >=");
    }

    private List<Literal> literals() {
        List<Literal> values = new ArrayList<>();
        need("(");
        do {
            if (operand() instanceof Literal literal) {
                values.add(literal);
            } else {
                throw wrong("a number, a text in quotes, true or false before this");
            }
        } while (symbol(","));
        need(")");
        return List.copyOf(values);
    }

    private @Nullable Operator operator() {
        for (Operator operator : List.of(
                Operator.NOT_EQUAL,
                Operator.LESS_OR_EQUAL,
                Operator.GREATER_OR_EQUAL,
                Operator.EQUAL,
                Operator.LESS,
                Operator.GREATER)) {
            if (symbol(operator.symbol())) {
                return operator;
            }
        }
        return symbol("!=") ? Operator.NOT_EQUAL : null;
    }

    private Operand operand() {
        if (atEnd()) {
            throw wrong("a field, a number or a text in quotes");
        }
        char c = text.charAt(at);
        if (c == '\'') {
            return new Literal(quoted());
        }
        if (Character.isDigit(c) || c == '-') {
            return new Literal(number());
        }
        if (word("true")) {
            return new Literal(true);
        }
        if (word("false")) {
            return new Literal(false);
        }
        String name = peekWord();
        if (name.isEmpty() || WORDS.contains(name)) {
            throw wrong("a field, a number or a text in quotes");
        }
        at += name.length();
        return new Field(name);
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        for (int i = at + 1; i < text.length(); i++) {
            if (text.charAt(i) != '\'') {
                value.append(text.charAt(i));
            } else if (text.startsWith("''", i)) {
                value.append('\'');
                i++;
            } else {
                at = i + 1;
                return value.toString();
            }
        }
        throw wrong("the closing quote of a text");
    }

    private Object number() {
        int from = at++;
        while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        try {
            BigDecimal value = new BigDecimal(text.substring(from, at));
            return value.scale() == 0 && value.precision() <= 18 ? (Object) value.longValueExact() : value;
        } catch (NumberFormatException e) {
            at = from;
            throw wrong("a number");
        }
    }

    private boolean word(String expected) {
        if (!atEnd() && peekWord().equalsIgnoreCase(expected)) {
            at += expected.length();
            return true;
        }
        return false;
    }

    private String peekWord() {
        int end = at;
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
            end++;
        }
        return text.substring(at, end);
    }

    private boolean symbol(String expected) {
        if (!atEnd() && text.startsWith(expected, at)) {
            at += expected.length();
            return true;
        }
        return false;
    }

    private void need(String symbol) {
        if (!symbol(symbol)) {
            throw wrong("'" + symbol + "'");
        }
    }

    private boolean atEnd() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at == text.length();
    }

    private IllegalArgumentException wrong(String needed) {
        String found = atEnd() ? "the end" : "'" + text.substring(at) + "'";
        return new IllegalArgumentException("in the condition '" + text + "', at character " + at + ": found " + found
                + ", " + needed + " is needed");
    }
}
