/** A topic whose schema went through ten versions. */
@NullMarked
package io.travertine.examples.evolution;

import org.jspecify.annotations.NullMarked;
