package io.travertine.query.expression;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.regex.Pattern;

/** Record ids as text: a UUID, or a ULID; both are the same 128 bits. */
public final class RecordIds {
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{32}");
    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int ULID_LENGTH = 26;

    private RecordIds() {}

    public static UUID parse(String text) {
        String id = text.strip();
        if (UUID_TEXT.matcher(id).matches()) {
            return UUID.fromString(id);
        }
        if (HEX.matcher(id).matches()) {
            return new UUID(Long.parseUnsignedLong(id, 0, 16, 16), Long.parseUnsignedLong(id, 16, 32, 16));
        }
        if (id.length() == ULID_LENGTH && id.charAt(0) <= '7') {
            return parseUlid(id, text);
        }
        throw invalid(text);
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

    private static UUID parseUlid(String id, String text) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < ULID_LENGTH; i++) {
            int digit = CROCKFORD.indexOf(Character.toUpperCase(id.charAt(i)));
            if (digit < 0) {
                throw invalid(text);
            }
            high = (high << 5) | (low >>> 59);
            low = (low << 5) | digit;
        }
        return new UUID(high, low);
    }

    private static EvaluationException invalid(String text) {
        return EvaluationException.invalidText("record id (a UUID or a ULID)", text);
    }
}
