package io.travertine.ids;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

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
    private static final byte[] VALUES = Digits.values(ALPHABET);
    private static final short[] PAIRS = Digits.pairs(ALPHABET);
    private static final int BITS = 5;

    private UlidText() {}

    static Ulid parse(CharSequence text) {
        String digits = text.toString();
        if (digits.length() != LENGTH) {
            throw TextError.length("ULID", digits, LENGTH);
        }
        long first = Digits.value(VALUES, digits.charAt(0));
        long upper = twelve(digits, 1);
        long middle = Digits.value(VALUES, digits.charAt(13));
        long lower = twelve(digits, 14);
        if ((first | upper | middle | lower) < 0 || first > 7) {
            throw error(digits);
        }
        return new Ulid(first << 61 | upper << 1 | middle >>> 4, middle << 60 | lower);
    }

    static Ulid parse(byte[] text, int at) {
        if (at < 0 || at > text.length - LENGTH) {
            throw TextError.position("ULID", text, at, LENGTH);
        }
        return parse(new String(text, at, LENGTH, ISO_8859_1));
    }

    /** 60 bits, or less than 0. */
    private static long twelve(String text, int at) {
        return (long) Digits.four(VALUES, BITS, text, at) << 40
                | (long) Digits.four(VALUES, BITS, text, at + 4) << 20
                | Digits.four(VALUES, BITS, text, at + 8);
    }

    /** {@code new String(text, ISO_8859_1)} does the same; its look at the charset costs a tenth of all this. */
    @SuppressWarnings("deprecation")
    static String format(long high, long low) {
        byte[] text = new byte[LENGTH];
        write(high, low, text, 0);
        return new String(text, 0, 0, LENGTH);
    }

    /** Writes 26 characters, the last ones first for the array may end too early, and gives the position behind them. */
    static int write(long high, long low, byte[] into, int at) {
        Bits128.putShort(into, at + 24, PAIRS[(int) low & PAIRS.length - 1]);
        Bits128.putInt(into, at, four(high >>> 46));
        Bits128.putInt(into, at + 4, four(high >>> 26));
        Bits128.putInt(into, at + 8, four(high >>> 6));
        Bits128.putInt(into, at + 12, four(high << 14 | low >>> 50));
        Bits128.putInt(into, at + 16, four(low >>> 30));
        Bits128.putInt(into, at + 20, four(low >>> 10));
        return at + LENGTH;
    }

    private static int four(long value) {
        return Digits.text(PAIRS, BITS, value);
    }

    private static IllegalArgumentException error(String text) {
        for (int at = 0; at < LENGTH; at++) {
            if (Digits.value(VALUES, text.charAt(at)) < 0) {
                return TextError.character("ULID", text, at, "a digit or a letter other than I, L, O and U is needed");
            }
        }
        return TextError.character("ULID", text, 0, "more than 7 there is more than 128 bits");
    }
}
