/** Real flights, declared as a record type and kept as binary rows. */
@NullMarked
package io.travertine.examples.flights;

import org.jspecify.annotations.NullMarked;
