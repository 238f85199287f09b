package io.travertine.schema.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A time or a date between two, both included: ISO 8601 in UTC, as {@code 2026-01-31T08:00:00Z} or {@code 2026-01-31}. */
@Target({
    ElementType.RECORD_COMPONENT,
    ElementType.FIELD,
    ElementType.METHOD,
    ElementType.PARAMETER,
    ElementType.TYPE_USE
})
@Retention(RetentionPolicy.CLASS)
public @interface TimeRange {
    String from();

    String to();

    /** What to say instead of the usual; {@code {from}} and {@code {to}} stand for the bounds. */
    String message() default "";
}
