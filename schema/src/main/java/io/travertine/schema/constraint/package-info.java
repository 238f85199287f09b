/** Constraints as data, and the one implementation of what each of them means. */
@NullMarked
package io.travertine.schema.constraint;

import org.jspecify.annotations.NullMarked;
