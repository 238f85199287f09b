package io.travertine.schema.annotation;

import io.travertine.schema.validation.ValidatorFactory;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A validator of one's own, made by a factory. */
@Target({
    ElementType.RECORD_COMPONENT,
    ElementType.FIELD,
    ElementType.METHOD,
    ElementType.PARAMETER,
    ElementType.TYPE_USE
})
@Retention(RetentionPolicy.CLASS)
public @interface ValidatedBy {
    Class<? extends ValidatorFactory<?>> value();

    /** For the factory: {@code name=value} each. */
    String[] parameters() default {};

    /** What to say instead of the usual; a parameter's name in braces stands for its value. */
    String message() default "";
}
