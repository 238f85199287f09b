/** How schemas change: versions, what differs between them, and which changes are let pass. */
@NullMarked
package io.travertine.schema.evolution;

import org.jspecify.annotations.NullMarked;
