/** The annotation processor for record types. */
@NullMarked
package io.travertine.schema.processor;

import org.jspecify.annotations.NullMarked;
