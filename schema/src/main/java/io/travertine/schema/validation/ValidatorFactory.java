package io.travertine.schema.validation;

import java.util.Map;

/**
 * Makes validators by parameters. Used by declarations ({@code @ValidatedBy}), and by schemas that come as data through {@link
 * Validators#register}. Has a public constructor without parameters; stateless.
 */
public interface ValidatorFactory<T> {
    /** The code of the violations, and the name by which schemas ask for it. */
    String code();

    /** What is said of a value that is not valid; may have placeholders, as {@code {length}}. */
    String message();

    /**
     * Makes a condition.
     *
     * @param parameters as declared
     * @throws IllegalArgumentException says which parameter is missing or wrong, and what is needed
     */
    java.util.function.Predicate<T> create(Map<String, String> parameters);
}
