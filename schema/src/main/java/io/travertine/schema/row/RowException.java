package io.travertine.schema.row;

/** Bytes that are no row, or none of the schema at hand. The message says what was found, at which byte, and what is needed. */
public final class RowException extends IllegalArgumentException {
    RowException(int position, String found, String needed) {
        super("at byte " + position + ": found " + found + ", " + needed + " is needed");
    }
}
