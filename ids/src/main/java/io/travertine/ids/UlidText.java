package io.travertine.ids;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The text of a ULID: 26 characters of Crockford's base 32 (crockford.com/base32), the first of which has only three bits. The ULID
 * specification has one alphabet, without I, L, O and U, and reads it in either case; Crockford's reading of I and L as 1 and of O as 0
 * is no part of it, and would give one id several texts. So these letters are refused.
 *
 * <pre>
 *   character   0    1 .. 12          13          14 .. 25
 *   bits        3    60      1 of high, 4 of low     60
 * </pre>
 */
final class UlidText {
    static final int LENGTH = 26;

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final byte[] VALUES = values();
    private static final short[] PAIRS = pairs();

    private UlidText() {}

    static Ulid parse(CharSequence text) {
        byte[] bytes = text.toString().getBytes(ISO_8859_1);
        Ulid ulid = bytes.length == LENGTH && text.length() == LENGTH ? read(bytes, 0) : null;
        if (ulid == null) {
            throw error(text);
        }
        return ulid;
    }

    static Ulid parse(byte[] text, int at) {
        if (at < 0 || at > text.length - LENGTH) {
            throw TextError.length("ULID", new String(text, ISO_8859_1), at + LENGTH);
        }
        Ulid ulid = read(text, at);
        if (ulid == null) {
            throw error(new String(text, at, LENGTH, ISO_8859_1));
        }
        return ulid;
    }

    private static @Nullable Ulid read(byte[] text, int at) {
        int first = VALUES[text[at] & 0xFF];
        long upper = sixty(text, at + 1);
        int middle = VALUES[text[at + 13] & 0xFF];
        long lower = sixty(text, at + 14);
        if ((first | upper | middle | lower) < 0 || first > 7) {
            return null;
        }
        return new Ulid((long) first << 61 | upper << 1 | middle >>> 4, (long) middle << 60 | lower);
    }

    /** Twelve characters, or less than 0. */
    private static long sixty(byte[] text, int at) {
        long bits = 0;
        long bad = 0;
        for (int i = 0; i < 12; i++) {
            int value = VALUES[text[at + i] & 0xFF];
            bad |= value;
            bits = bits << 5 | value;
        }
        return bits | (bad & Long.MIN_VALUE);
    }

    /** Writes 26 characters and gives the position behind them. */
    static int write(long high, long low, byte[] into, int at) {
        Bits128.putLong(into, at, eight(high >>> 26));
        Bits128.putLong(into, at + 8, eight(high << 14 | low >>> 50));
        Bits128.putLong(into, at + 16, eight(low >>> 10));
        Bits128.putShort(into, at + 24, PAIRS[(int) low & 1023]);
        return at + LENGTH;
    }

    /** The lower 40 bits as eight characters. */
    private static long eight(long bits) {
        return ((long) PAIRS[(int) (bits >>> 30) & 1023] << 48)
                | ((long) PAIRS[(int) (bits >>> 20) & 1023] << 32)
                | ((long) PAIRS[(int) (bits >>> 10) & 1023] << 16)
                | PAIRS[(int) bits & 1023];
    }

    private static IllegalArgumentException error(CharSequence text) {
        if (text.length() != LENGTH) {
            return TextError.length("ULID", text, LENGTH);
        }
        for (int at = 0; at < LENGTH; at++) {
            char c = text.charAt(at);
            if (c >= VALUES.length || VALUES[c] < 0) {
                return TextError.character("ULID", text, at, "a digit or a letter other than I, L, O and U is needed");
            }
        }
        return TextError.character("ULID", text, 0, "more than 7 there is more than 128 bits");
    }

    private static byte[] values() {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) -1);
        String lowerCase = ALPHABET.toLowerCase(Locale.ROOT);
        for (byte value = 0; value < ALPHABET.length(); value++) {
            values[ALPHABET.charAt(value)] = value;
            values[lowerCase.charAt(value)] = value;
        }
        return values;
    }

    private static short[] pairs() {
        short[] pairs = new short[1024];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = (short) (ALPHABET.charAt(i >>> 5) << 8 | ALPHABET.charAt(i & 31));
        }
        return pairs;
    }
}
