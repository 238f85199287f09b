/** Records that are valid before they are sent: from the declaration to the query. See docs/schemas.md. */
@NullMarked
package io.travertine.examples.registration;

import org.jspecify.annotations.NullMarked;
