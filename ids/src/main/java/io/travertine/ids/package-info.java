/** ULID and UUIDv7: 128-bit identifiers that sort by the time they were made. Java 17, no dependency. */
@NullMarked
package io.travertine.ids;

import org.jspecify.annotations.NullMarked;
