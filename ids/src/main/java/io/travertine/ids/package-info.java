/**
 * Identifiers of 128 bits: ULID and UUIDs of version 4, 5 and 7, as values with text, bytes, times and bounds, and what makes them. Java
 * 17, no dependency.
 */
@NullMarked
package io.travertine.ids;

import org.jspecify.annotations.NullMarked;
