package io.travertine.cli;

import io.travertine.ids.IdText;
import io.travertine.ids.Ulid;
import io.travertine.ids.UuidText;
import io.travertine.ids.UuidV4;
import io.travertine.ids.UuidV7;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** What {@code travertine id inspect} tells of an id. */
final class IdDescription {
    private static final int RFC_VARIANT = 2;
    private static final UUID NIL = new UUID(0, 0);
    private static final UUID MAX = new UUID(-1, -1);

    private IdDescription() {}

    static Map<String, String> of(String text) {
        UUID bits = IdText.parse(text);
        Map<String, String> lines = new LinkedHashMap<>();
        if (text.length() == Ulid.TEXT_LENGTH) {
            ulid(Ulid.parse(text), lines);
        } else {
            uuid(bits, lines);
        }
        return lines;
    }

    private static void ulid(Ulid id, Map<String, String> lines) {
        lines.put("kind", "ULID");
        lines.put("time", id.instant().toString());
        lines.put("random", "%04x%016x (80 bits)".formatted(id.randomHigh(), id.randomLow()));
        lines.put("as UUID", UuidText.format(id.high(), id.low()));
    }

    private static void uuid(UUID bits, Map<String, String> lines) {
        if (bits.equals(NIL)) {
            lines.put("kind", "UUID, nil: all bits are 0");
        } else if (bits.equals(MAX)) {
            lines.put("kind", "UUID, max: all bits are 1");
        } else if (bits.variant() != RFC_VARIANT) {
            lines.put("kind", "UUID, variant " + bits.variant());
        } else if (bits.version() == 7) {
            version7(UuidV7.of(bits), lines);
        } else if (bits.version() == 4) {
            version4(UuidV4.of(bits), lines);
        } else {
            lines.put("kind", "UUID, version " + bits.version());
        }
    }

    private static void version7(UuidV7 id, Map<String, String> lines) {
        lines.put("kind", "UUID, version 7");
        lines.put("time", id.instant().toString());
        lines.put("random", "%03x %016x (12 and 62 bits)".formatted(id.randA(), id.randB()));
        lines.put("as ULID", id.toUlid().toString());
    }

    private static void version4(UuidV4 id, Map<String, String> lines) {
        lines.put("kind", "UUID, version 4");
        lines.put(
                "random", "%012x %03x %016x (48, 12 and 62 bits)".formatted(id.randomA(), id.randomB(), id.randomC()));
    }
}
