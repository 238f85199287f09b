package io.travertine.storage.lsm;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Keys from one on, up to one that is not among them.
 *
 * @param to null for no end
 */
public record KeyRange(byte[] from, byte @Nullable [] to) {
    private static final byte[] EMPTY = {};

    /** Copies the keys, which must not be changed when they are asked for. */
    public KeyRange {
        from = from.clone();
        to = to == null ? null : to.clone();
    }

    /** All keys. */
    public static final KeyRange ALL = new KeyRange(EMPTY, null);

    /** A key, for messages. */
    static String text(byte[] key) {
        boolean printable = key.length > 0;
        for (byte b : key) {
            printable &= b >= ' ' && b < 0x7f;
        }
        int shown = Math.min(key.length, 40);
        String text = printable
                ? "'" + new String(key, 0, shown, StandardCharsets.ISO_8859_1) + "'"
                : "0x" + HexFormat.of().formatHex(key, 0, shown);
        return shown < key.length ? text + "..." : text;
    }

    public boolean contains(byte[] key) {
        byte[] end = to;
        return Arrays.compareUnsigned(from, key) <= 0 && (end == null || Arrays.compareUnsigned(key, end) < 0);
    }

    /** The keys that begin so. */
    public static KeyRange prefix(byte[] prefix) {
        for (int length = prefix.length; length > 0; length--) {
            if (prefix[length - 1] != (byte) 0xff) {
                byte[] to = Arrays.copyOf(prefix, length);
                to[length - 1]++;
                return new KeyRange(prefix, to);
            }
        }
        return new KeyRange(prefix, null);
    }
}
