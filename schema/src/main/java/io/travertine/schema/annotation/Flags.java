package io.travertine.schema.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A list or set of texts that are all among a few, none twice. */
@Target({
    ElementType.RECORD_COMPONENT,
    ElementType.FIELD,
    ElementType.METHOD,
    ElementType.PARAMETER,
    ElementType.TYPE_USE
})
@Retention(RetentionPolicy.CLASS)
public @interface Flags {
    /** Different ones, at least one. */
    String[] value();

    /** What to say instead of the usual; {@code {values}} stands for the texts. */
    String message() default "";
}
