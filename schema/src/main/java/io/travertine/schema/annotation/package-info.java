/** How a record type is declared, beside the constraints of Jakarta Validation. */
@NullMarked
package io.travertine.schema.annotation;

import org.jspecify.annotations.NullMarked;
