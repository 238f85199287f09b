package io.travertine.schema.json;

/** Text that is no JSON, or not the JSON that was expected. The message says what was found, at which byte, and what is needed. */
public final class JsonException extends RuntimeException {
    private final int position;

    JsonException(int position, String found, String needed) {
        super("at byte " + position + ": found " + found + ", " + needed + " is needed");
        this.position = position;
    }

    /** Where it was found: bytes from the beginning of the text. */
    public int position() {
        return position;
    }
}
