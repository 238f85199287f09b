package io.travertine.ids;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.UUID;

/**
 * The canonical text of a UUID of any version (RFC 9562, section 4): 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12. Digits are
 * read in either case and written in lower case. Strict: {@link UUID#fromString} takes groups that are too short, this does not.
 *
 * <pre>
 *   character   0 .. 7    9 .. 12   14 .. 17     19 .. 22   24 .. 35
 *   bits        32        16        16 of high   16         48 of low
 * </pre>
 */
public final class UuidText {
    /** The number of characters. */
    public static final int LENGTH = 36;

    private static final String ALPHABET = "0123456789abcdef";
    private static final byte[] VALUES = Digits.values(ALPHABET);
    private static final short[] PAIRS = Digits.pairs(ALPHABET);
    private static final int BITS = 4;

    private UuidText() {}

    /**
     * Reads a UUID of any version.
     *
     * @throws IllegalArgumentException names what was found and at which character
     */
    public static UUID parse(CharSequence text) {
        String digits = text.toString();
        if (digits.length() != LENGTH) {
            throw TextError.length("UUID", digits, LENGTH);
        }
        long first = eight(digits, 0, 4);
        long second = eight(digits, 9, 14);
        long third = eight(digits, 19, 24);
        long fourth = eight(digits, 28, 32);
        if ((first | second | third | fourth) < 0 || !hasHyphens(digits)) {
            throw error(digits);
        }
        return new UUID(first << 32 | second, third << 32 | fourth);
    }

    /** Reads 36 characters of ASCII at a position; otherwise as {@link #parse(CharSequence)}. */
    public static UUID parse(byte[] text, int at) {
        if (at < 0 || at > text.length - LENGTH) {
            throw TextError.position("UUID", text, at, LENGTH);
        }
        return parse(new String(text, at, LENGTH, ISO_8859_1));
    }

    /** The 36 characters of 128 bits. */
    public static String format(long high, long low) {
        return new UUID(high, low).toString();
    }

    /**
     * Writes the 36 characters of 128 bits as ASCII, without garbage.
     *
     * @return the position behind the last character
     * @throws IndexOutOfBoundsException when there is no place for all; where the array ends too early, nothing is written
     */
    public static int write(long high, long low, byte[] into, int at) {
        Bits128.putInt(into, at + 32, four(low));
        Bits128.putInt(into, at, four(high >>> 48));
        Bits128.putInt(into, at + 4, four(high >>> 32));
        into[at + 8] = '-';
        Bits128.putInt(into, at + 9, four(high >>> 16));
        into[at + 13] = '-';
        Bits128.putInt(into, at + 14, four(high));
        into[at + 18] = '-';
        Bits128.putInt(into, at + 19, four(low >>> 48));
        into[at + 23] = '-';
        Bits128.putInt(into, at + 24, four(low >>> 32));
        Bits128.putInt(into, at + 28, four(low >>> 16));
        return at + LENGTH;
    }

    private static int four(long value) {
        return Digits.text(PAIRS, BITS, value);
    }

    /** 32 bits of twice four digits, or less than 0. */
    private static long eight(String text, int at, int then) {
        return (long) Digits.four(VALUES, BITS, text, at) << 16 | Digits.four(VALUES, BITS, text, then);
    }

    private static boolean hasHyphens(String text) {
        return ((text.charAt(8) ^ '-') | (text.charAt(13) ^ '-') | (text.charAt(18) ^ '-') | (text.charAt(23) ^ '-'))
                == 0;
    }

    private static IllegalArgumentException error(String text) {
        int at = 0;
        while (isRight(text.charAt(at), at)) {
            at++;
        }
        return TextError.character("UUID", text, at, isHyphen(at) ? "'-' is needed" : "a hexadecimal digit is needed");
    }

    private static boolean isRight(char c, int at) {
        return isHyphen(at) ? c == '-' : Digits.value(VALUES, c) >= 0;
    }

    private static boolean isHyphen(int at) {
        return at == 8 || at == 13 || at == 18 || at == 23;
    }
}
