package io.travertine.schema.evolution;

import org.jspecify.annotations.Nullable;

/**
 * What differs between two versions of a schema, at one place.
 *
 * @param path the field, as {@code address.street} or {@code tags[]}; empty for the record itself
 * @param what is different
 * @param breaksBackward why a record of the earlier version may not be valid under the later one; null when it always is
 * @param breaksForward why a record of the later version may not be valid under the earlier one; null when it always is
 */
public record SchemaChange(
        String path,
        String what,
        @Nullable String breaksBackward,
        @Nullable String breaksForward) {
    @Override
    public String toString() {
        return path.isEmpty() ? what : path + ": " + what;
    }
}
