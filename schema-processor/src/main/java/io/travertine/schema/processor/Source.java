package io.travertine.schema.processor;

import io.travertine.schema.processor.Model.Component;
import io.travertine.schema.processor.Model.JavaType;
import io.travertine.schema.processor.Model.Plain;
import java.util.LinkedHashMap;
import java.util.Map;

/** Java source under construction: lines, indented by the braces they have, and constants, each expression once. */
final class Source {
    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> constants = new LinkedHashMap<>();
    private final StringBuilder declarations = new StringBuilder();
    private int depth = 1;
    private int variables;

    /** Adds lines; one that begins with '}' stands one step to the left, what follows one that ends with '{' one to the right. */
    Source add(String lines) {
        for (String line : lines.split("\n")) {
            if (line.startsWith("}")) {
                depth--;
            }
            text.append(line.isEmpty() ? "" : "    ".repeat(depth)).append(line).append('\n');
            if (line.endsWith("{")) {
                depth++;
            }
        }
        return this;
    }

    /** Adds a variable with a component of the record {@code value}, null for what is empty; gives its name. */
    String read(Component component) {
        String variable = variable();
        add(component.slot().type().source() + " " + variable + " = value." + component.accessor() + "()"
                + (component.optional() ? ".orElse(null)" : "") + ";");
        return variable;
    }

    /** The name of a constant of this type and value. */
    String constant(String type, String value) {
        String key = type + " " + value;
        String known = constants.get(key);
        if (known != null) {
            return known;
        }
        String name = "C" + constants.size();
        constants.put(key, name);
        declarations
                .append("    private static final ")
                .append(type)
                .append(' ')
                .append(name)
                .append(" = ")
                .append(value)
                .append(";\n");
        return name;
    }

    /** A name that no other variable has. */
    String variable() {
        return "v" + variables++;
    }

    String declarations() {
        return declarations.toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }

    static boolean isPrimitive(JavaType type) {
        return type instanceof Plain plain && plain.primitive();
    }

    /** A type as it is written where it may be null. */
    static String boxed(JavaType type) {
        return type instanceof Plain plain ? plain.boxed() : type.source();
    }
}
