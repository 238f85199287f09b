package io.travertine.schema.validation;

import io.travertine.schema.constraint.Constraint;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A constraint that a factory of one's own gives its meaning. Immutable.
 *
 * @param constraint with the factory's message, if it had none
 */
public record CustomCheck<T>(Constraint constraint, Predicate<T> condition) {
    /** @throws IllegalArgumentException when the factory does not take the parameters */
    public static <T> CustomCheck<T> of(ValidatorFactory<T> factory, Constraint constraint) {
        Map<String, String> parameters = constraint.parameters().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())));
        Constraint named = constraint.customMessage() == null ? constraint.withMessage(factory.message()) : constraint;
        return new CustomCheck<>(named, factory.create(parameters));
    }

    public boolean test(T value) {
        return condition.test(value);
    }
}
