package io.travertine.schema.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A record type whose values are the records of a topic. */
@Target({ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface Topic {
    /** The name of the topic. */
    String value();

    /** The version of the declaration, from 1 on: one more whenever it changes. */
    int version() default 1;
}
