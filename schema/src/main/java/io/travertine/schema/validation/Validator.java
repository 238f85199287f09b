package io.travertine.schema.validation;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Says what is wrong with a value. Immutable; any thread may use it. Those that are generated for records allocate nothing when
 * there is nothing to say.
 *
 * <p>Validators are put together of others:
 *
 * <pre>{@code
 * Validator<String> code = Validators.size(3, 20).and(Validators.pattern("[a-z]+")).or(Validators.oneOf("root", "sys"));
 * }</pre>
 */
@FunctionalInterface
public interface Validator<T> {
    /** Adds to {@code out} what is wrong with the value, in declared order. */
    void validate(T value, Violations out);

    /** Whether nothing is wrong. */
    default boolean isValid(T value) {
        Violations out = new Violations();
        validate(value, out);
        return out.isEmpty();
    }

    /** What is wrong; nothing when the list is empty. */
    default List<Violation> check(T value) {
        Violations out = new Violations();
        validate(value, out);
        return out.list();
    }

    /**
     * The value as one that is known to be valid.
     *
     * @throws InvalidValueException with everything that is wrong
     */
    default Valid<T> require(T value) {
        Violations out = new Violations();
        validate(value, out);
        if (!out.isEmpty()) {
            throw new InvalidValueException(out.list());
        }
        return new Valid<>(value, this);
    }

    /** What either of them finds. */
    default Validator<T> and(Validator<? super T> other) {
        return (value, out) -> {
            validate(value, out);
            other.validate(value, out);
        };
    }

    /** Nothing when one of them finds nothing, else what both find. */
    default Validator<T> or(Validator<? super T> other) {
        return (value, out) -> {
            int before = out.size();
            validate(value, out);
            int between = out.size();
            if (between > before) {
                other.validate(value, out);
                if (out.size() == between) {
                    out.truncate(before);
                }
            }
        };
    }

    /** A violation of code {@code not} exactly when this finds nothing. */
    default Validator<T> not(String message) {
        return (value, out) -> {
            int before = out.size();
            validate(value, out);
            if (out.size() > before) {
                out.truncate(before);
            } else {
                out.add("not", message, value);
            }
        };
    }

    /** Lets null pass. */
    @SuppressWarnings("NullAway") // What is behind the test is not null.
    default Validator<@Nullable T> optional() {
        return (value, out) -> {
            if (value != null) {
                validate(value, out);
            }
        };
    }

    /** Each element, with its place in the path. */
    default Validator<Iterable<? extends T>> each() {
        return (values, out) -> {
            int index = 0;
            for (T value : values) {
                out.enterElement(index++);
                validate(value, out);
                out.leave();
            }
        };
    }

    /** Only values on which the condition holds. */
    default Validator<T> when(Predicate<? super T> condition) {
        return (value, out) -> {
            if (condition.test(value)) {
                validate(value, out);
            }
        };
    }

    /** A part of another value, with its name in the path. */
    default <S> Validator<S> on(String name, Function<? super S, ? extends T> part) {
        return (value, out) -> {
            out.enter(name);
            validate(part.apply(value), out);
            out.leave();
        };
    }
}
