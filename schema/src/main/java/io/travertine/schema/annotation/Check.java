package io.travertine.schema.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A condition over several fields, see {@link io.travertine.schema.constraint.Condition}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
@Repeatable(Check.List.class)
public @interface Check {
    /** As in {@code starts <= ends and (plan <> 'PRO' or age >= 18)}. */
    String value();

    /** The field to which a violation is put down; none for the record. */
    String field() default "";

    /** What to say instead of the condition. */
    String message() default "";

    /** Several of them. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.CLASS)
    @interface List {
        Check[] value();
    }
}
