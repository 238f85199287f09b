package io.travertine.schema.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A number between two decimals, both included. */
@Target({
    ElementType.RECORD_COMPONENT,
    ElementType.FIELD,
    ElementType.METHOD,
    ElementType.PARAMETER,
    ElementType.TYPE_USE
})
@Retention(RetentionPolicy.CLASS)
public @interface DecimalRange {
    String min();

    String max();

    /** What to say instead of the usual; {@code {min}} and {@code {max}} stand for the bounds. */
    String message() default "";
}
