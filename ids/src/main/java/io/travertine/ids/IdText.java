package io.travertine.ids;

import java.util.UUID;

/** Text that is either a UUID of any version or a ULID: both are 128 bits, and their lengths tell them apart. */
public final class IdText {
    private IdText() {}

    /**
     * The 128 bits of a UUID or a ULID.
     *
     * @throws IllegalArgumentException names what was found and at which character
     */
    public static UUID parse(CharSequence text) {
        return switch (text.length()) {
            case UlidText.LENGTH -> UlidText.parse(text).toUuid();
            case UuidText.LENGTH -> UuidText.parse(text);
            default -> throw TextError.length("UUID or ULID", text, UuidText.LENGTH + " or " + UlidText.LENGTH);
        };
    }
}
