package io.travertine.query.expression;

import io.travertine.ids.IdText;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.regex.Pattern;

/** Record ids as text: a UUID, or a ULID; both are the same 128 bits. */
public final class RecordIds {
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{32}");

    private RecordIds() {}

    public static UUID parse(String text) {
        String id = text.strip();
        if (HEX.matcher(id).matches()) {
            return new UUID(Long.parseUnsignedLong(id, 0, 16, 16), Long.parseUnsignedLong(id, 16, 32, 16));
        }
        try {
            return IdText.parse(id);
        } catch (IllegalArgumentException malformed) {
            throw EvaluationException.invalidText("record id (a UUID or a ULID)", text);
        }
    }

    public static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    public static UUID of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
