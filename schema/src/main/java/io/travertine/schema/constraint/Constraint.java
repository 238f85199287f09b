package io.travertine.schema.constraint;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A demand on a value, as data. What it means is said by its {@link ConstraintKind}, or, when no kind has its code, by the validator
 * factory that does. Immutable.
 *
 * @param code names the kind
 * @param parameters {@code Long}, {@code BigDecimal}, {@code Boolean}, {@code String} or a list of strings, by name, sorted
 * @param customMessage instead of the kind's message; in it {@code {min}} stands for the parameter of that name and, as in Jakarta
 *     Validation, <code>${validatedValue}</code> for what was found
 */
public record Constraint(
        String code,
        Map<String, Object> parameters,
        @Nullable String customMessage) {
    private static final int MAX_SHOWN = 80;

    public Constraint {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    public static Constraint of(ConstraintKind kind) {
        return new Constraint(kind.code(), Map.of(), null);
    }

    public static Constraint of(ConstraintKind kind, Map<String, Object> parameters) {
        return new Constraint(kind.code(), parameters, null);
    }

    /** The same with a message of its own. */
    public Constraint withMessage(String message) {
        return new Constraint(code, parameters, message);
    }

    /** The kind of this code, or null when there is none, and the code is that of a validator factory. */
    public @Nullable ConstraintKind kind() {
        return ConstraintKind.ofCode(code);
    }

    /** Whether the other one demands the same, whatever they say of a value that does not meet it. */
    public boolean demandsSameAs(Constraint other) {
        return code.equals(other.code) && parameters.equals(other.parameters);
    }

    /**
     * The constraint, ready to be used on values of a kind; see {@link ConstraintKind#check}.
     *
     * @throws IllegalArgumentException when that makes no sense
     */
    public ValueCheck check(ValueKind values) {
        ConstraintKind kind = kind();
        if (kind == null) {
            throw new IllegalArgumentException("constraint " + code + " is made by a validator factory");
        }
        return kind.check(this, values);
    }

    /** What to say of a value that does not meet it. */
    public String message(@Nullable Object rejected) {
        ConstraintKind kind = kind();
        String template = customMessage;
        if (template == null) {
            template = kind == null ? "is refused by " + code : kind.message(this);
        }
        return template.indexOf('{') < 0 ? template : filled(template, rejected);
    }

    private String filled(String template, @Nullable Object rejected) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            int open = template.indexOf('{', at);
            int close = open < 0 ? -1 : template.indexOf('}', open);
            if (close < 0) {
                break;
            }
            String name = template.substring(open + 1, close);
            boolean found = name.equals("validatedValue") && open > at && template.charAt(open - 1) == '$';
            text.append(template, at, found ? open - 1 : open);
            if (found) {
                text.append(shown(rejected));
            } else if (parameters.containsKey(name)) {
                text.append(shown(parameters.get(name)));
            } else {
                text.append(template, open, close + 1);
            }
            at = close + 1;
        }
        return text.append(template, at, template.length()).toString();
    }

    private static String shown(@Nullable Object value) {
        String text = value instanceof List<?> list
                ? String.join(", ", list.stream().map(String::valueOf).toList())
                : String.valueOf(value);
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
    }

    /** A parameter that is a whole number. */
    long number(String name, long otherwise) {
        Long number = parameter(name, Long.class, "a whole number");
        return number == null ? otherwise : number;
    }

    /** A parameter that is a number, or null when it is not there. */
    @Nullable BigDecimal decimal(String name) {
        Object value = parameters.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Long number) {
            return BigDecimal.valueOf(number);
        }
        if (value instanceof BigDecimal number) {
            return number;
        }
        throw wrong(name, "a number");
    }

    boolean flag(String name, boolean otherwise) {
        Boolean flag = parameter(name, Boolean.class, "true or false");
        return flag == null ? otherwise : flag;
    }

    /** A parameter that is text, or null when it is not there. */
    @Nullable String text(String name) {
        return parameter(name, String.class, "a text");
    }

    private <T> @Nullable T parameter(String name, Class<T> type, String needed) {
        Object value = parameters.get(name);
        if (value == null || type.isInstance(value)) {
            return type.cast(value);
        }
        throw wrong(name, needed);
    }

    /** A parameter that is a list of texts; at least one. */
    List<String> texts(String name) {
        if (parameters.get(name) instanceof List<?> list && !list.isEmpty()) {
            return list.stream().map(String::valueOf).toList();
        }
        throw wrong(name, "a list of at least one text");
    }

    private IllegalArgumentException wrong(String name, String needed) {
        return new IllegalArgumentException(
                "constraint " + code + " has " + name + " = " + parameters.get(name) + ", " + needed + " is needed");
    }

    /** Whether it says the same, if with another message. */
    public boolean isAlike(Constraint other) {
        return code.equals(other.code) && parameters.equals(other.parameters);
    }
}
