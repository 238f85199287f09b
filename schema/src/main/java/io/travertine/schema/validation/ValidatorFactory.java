package io.travertine.schema.validation;

import java.util.Map;
import java.util.function.Predicate;

/**
 * Makes validators by parameters. Used by declarations ({@code @ValidatedBy}), and by schemas that come as data through {@link
 * Validators#register}. Has a constructor without parameters; stateless. The code of its violations is, for declarations, the name of its
 * class without "Validator" and "Factory" at its end, in lower case with hyphens: {@code luhn} for {@code LuhnValidatorFactory}.
 */
public interface ValidatorFactory<T> {
    /** What is said of a value that is not valid; a parameter's name in braces, as {@code {length}}, stands for its value. */
    String message();

    /**
     * Makes a condition.
     *
     * @param parameters as declared
     * @throws IllegalArgumentException says which parameter is missing or wrong, and what is needed
     */
    Predicate<T> create(Map<String, String> parameters);
}
