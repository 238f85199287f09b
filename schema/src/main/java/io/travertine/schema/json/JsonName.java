package io.travertine.schema.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A field's name, ready to be written, and to be recognised eight bytes at a time. Immutable. */
public final class JsonName {
    /** In UTF-8. */
    final byte[] utf8;
    /** {@code "name":} */
    final byte[] written;

    /** The same as words; what the last one has beyond it is zero. */
    private final long[] words;
    /** The bytes of the last word that count. */
    private final long lastMask;

    private JsonName(String name) {
        utf8 = name.getBytes(StandardCharsets.UTF_8);
        JsonWriter writer = new JsonWriter();
        writer.name(name);
        written = writer.toBytes();
        words = new long[(written.length + Long.BYTES - 1) / Long.BYTES];
        byte[] padded = Arrays.copyOf(written, words.length * Long.BYTES);
        for (int i = 0; i < words.length; i++) {
            words[i] = Words.get(padded, i * Long.BYTES);
        }
        lastMask = -1L >>> (words.length * Long.BYTES - written.length) * Byte.SIZE;
    }

    public static JsonName of(String name) {
        return new JsonName(name);
    }

    /** Names in the order in which fields are expected. */
    public static JsonName[] all(String... names) {
        return Arrays.stream(names).map(JsonName::of).toArray(JsonName[]::new);
    }

    /** Whether {@code "name":} stands there, as it is written without white space; false also when it does so near the end. */
    boolean isAt(byte[] bytes, int from, int end) {
        if (end - from < words.length * Long.BYTES) {
            return false;
        }
        int last = words.length - 1;
        for (int i = 0; i < last; i++) {
            if (Words.get(bytes, from + i * Long.BYTES) != words[i]) {
                return false;
            }
        }
        return ((Words.get(bytes, from + last * Long.BYTES) ^ words[last]) & lastMask) == 0;
    }

    @Override
    public String toString() {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
