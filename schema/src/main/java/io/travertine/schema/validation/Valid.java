package io.travertine.schema.validation;

/**
 * A value that a validator found nothing wrong with. Only {@link Validator#require} makes one, so whoever asks for a {@code Valid<T>}
 * cannot be given anything else: it does not compile. That holds for as long as the value does not change, as records do not.
 */
public final class Valid<T> {
    private final T value;
    private final Validator<? super T> validator;

    Valid(T value, Validator<? super T> validator) {
        this.value = value;
        this.validator = validator;
    }

    public T value() {
        return value;
    }

    /** Who found nothing wrong. */
    public Validator<? super T> validator() {
        return validator;
    }

    @Override
    public String toString() {
        return "Valid[" + value + "]";
    }
}
