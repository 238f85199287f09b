package io.travertine.schema.validation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a value.
 *
 * @param path where, as {@code address.streets[2].name}, {@code labels{red}} for a value of a map; empty for the value as a whole
 * @param code which constraint, as {@code size}
 * @param message what is wrong, for people
 * @param rejectedValue what was found
 * @param parameters of the constraint, as {@code min} and {@code max}
 */
public record Violation(
        String path, String code, String message, @Nullable Object rejectedValue, Map<String, Object> parameters) {
    /** {@code path: message}. */
    @Override
    public String toString() {
        return path.isEmpty() ? message : path + ": " + message;
    }
}
