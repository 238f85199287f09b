package io.travertine.ids;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.UUID;

/**
 * Any text is read as what it says, or refused with an {@link IllegalArgumentException} that has a reason. The build tries the texts in
 * the resources; {@code JAZZER_FUZZ=1 mvn test -pl ids -Dtest='IdFuzzTest#ulids'} (or uuids, bytes) searches for five minutes.
 */
class IdFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void ulids(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        if (text.matches("[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}")) {
            assertTrue(text.equalsIgnoreCase(Ulid.parse(text).toString()));
        } else {
            refused(() -> Ulid.parse(text));
        }
    }

    @FuzzTest(maxDuration = "5m")
    void uuids(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        if (text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            UUID uuid = UUID.fromString(text);
            assertEquals(uuid, UuidText.parse(text));
            if (uuid.version() == 7 && uuid.variant() == 2) {
                assertEquals(uuid, UuidV7.parse(text).toUuid());
            } else {
                refused(() -> UuidV7.parse(text));
            }
        } else {
            refused(() -> UuidText.parse(text));
        }
    }

    @FuzzTest(maxDuration = "5m")
    void bytes(FuzzedDataProvider data) {
        int at = data.consumeInt(-1, 40);
        byte[] text = data.consumeRemainingAsBytes();
        for (Runnable parser : new Runnable[] {
            () -> assertEquals(at + 26, Ulid.parse(text, at).writeText(new byte[80], at)), () -> UuidV4.parse(text, at)
        }) {
            try {
                parser.run();
            } catch (IllegalArgumentException e) {
                assertTrue(e.getMessage() != null && e.getMessage().contains("is no"), e.getMessage());
            }
        }
    }

    private static void refused(Runnable parser) {
        String message =
                assertThrows(IllegalArgumentException.class, parser::run).getMessage();
        assertTrue(message != null && message.contains("is no"), message);
    }
}
