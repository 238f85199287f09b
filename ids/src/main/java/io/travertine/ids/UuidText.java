package io.travertine.ids;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.UUID;

/**
 * The canonical text of a UUID of any version (RFC 9562, section 4): 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12. Digits are
 * read in either case and written in lower case. Strict: {@link UUID#fromString} takes groups that are too short, this does not.
 *
 * <p>Eight digits at a time are one {@code long}, a digit a byte: additions that cannot carry from byte to byte compare all of them at
 * once (Lamport, "Multiple byte processing with full-word instructions", 1975).
 */
public final class UuidText {
    /** The number of characters. */
    public static final int LENGTH = 36;

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private UuidText() {}

    /**
     * Reads a UUID of any version.
     *
     * @throws IllegalArgumentException names what was found and at which character
     */
    public static UUID parse(CharSequence text) {
        byte[] bytes = bytes(text);
        return new UUID(high(bytes, 0), low(bytes, 0));
    }

    /** The 36 characters of 128 bits. */
    public static String format(long high, long low) {
        return new UUID(high, low).toString();
    }

    /**
     * Writes the 36 characters of 128 bits as ASCII, without garbage.
     *
     * @return the position behind the last character
     */
    public static int write(long high, long low, byte[] into, int at) {
        long middle = digits(high);
        long lower = digits(low >>> 32);
        Bits128.putLong(into, at, digits(high >>> 32));
        into[at + 8] = '-';
        Bits128.putInt(into, at + 9, (int) (middle >>> 32));
        into[at + 13] = '-';
        Bits128.putInt(into, at + 14, (int) middle);
        into[at + 18] = '-';
        Bits128.putInt(into, at + 19, (int) (lower >>> 32));
        into[at + 23] = '-';
        Bits128.putInt(into, at + 24, (int) lower);
        Bits128.putLong(into, at + 28, digits(low));
        return at + LENGTH;
    }

    /** The text as bytes that {@link #high(byte[], int)} and {@link #low} read, once it is known to be a UUID. */
    static byte[] bytes(CharSequence text) {
        byte[] bytes = text.toString().getBytes(ISO_8859_1);
        if (text.length() != LENGTH || !isUuid(bytes, 0)) {
            throw error(text);
        }
        return bytes;
    }

    /** Requires a UUID at a position. */
    static void check(byte[] text, int at) {
        if (at < 0 || at > text.length - LENGTH) {
            throw TextError.length("UUID", new String(text, ISO_8859_1), at + LENGTH);
        }
        if (!isUuid(text, at)) {
            throw error(new String(text, at, LENGTH, ISO_8859_1));
        }
    }

    /** The upper 64 bits of a text that was checked. */
    static long high(byte[] text, int at) {
        return join(value(Bits128.getLong(text, at)), value(middle(text, at)));
    }

    /** The lower 64 bits of a text that was checked. */
    static long low(byte[] text, int at) {
        return join(value(lower(text, at)), value(Bits128.getLong(text, at + 28)));
    }

    private static long middle(byte[] text, int at) {
        return join(Bits128.getInt(text, at + 9), Bits128.getInt(text, at + 14));
    }

    private static long lower(byte[] text, int at) {
        return join(Bits128.getInt(text, at + 19), Bits128.getInt(text, at + 24));
    }

    private static long join(int upper, int lower) {
        return (long) upper << 32 | Integer.toUnsignedLong(lower);
    }

    private static boolean isUuid(byte[] text, int at) {
        if (text.length - at < LENGTH) {
            return false;
        }
        int hyphens = (text[at + 8] ^ '-') | (text[at + 13] ^ '-') | (text[at + 18] ^ '-') | (text[at + 23] ^ '-');
        long valid = valid(Bits128.getLong(text, at))
                & valid(middle(text, at))
                & valid(lower(text, at))
                & valid(Bits128.getLong(text, at + 28));
        return hyphens == 0 && valid == HIGH_BITS;
    }

    /** The high bit of each byte that is a hexadecimal digit. */
    private static long valid(long eight) {
        long seven = eight & ~HIGH_BITS;
        long lowerCase = seven | ONES * 0x20;
        long digit = (seven + ONES * (0x80 - '0')) & ~(seven + ONES * (0x80 - '9' - 1));
        long letter = (lowerCase + ONES * (0x80 - 'a')) & ~(lowerCase + ONES * (0x80 - 'f' - 1));
        return (digit | letter) & ~eight & HIGH_BITS;
    }

    /** Eight digits as 32 bits: a letter has bit 6, and 9 more than its low four bits. */
    private static int value(long eight) {
        long nibbles = (eight & ONES * 0x0F) + ((eight >>> 6) & ONES) * 9;
        long bytes = (nibbles | (nibbles >>> 4)) & 0x00FF_00FF_00FF_00FFL;
        long shorts = (bytes | (bytes >>> 8)) & 0x0000_FFFF_0000_FFFFL;
        return (int) (shorts | (shorts >>> 16));
    }

    /** The lower 32 bits as eight digits. */
    private static long digits(long bits) {
        long shorts = ((bits << 16) | (bits & 0xFFFF)) & 0x0000_FFFF_0000_FFFFL;
        long bytes = ((shorts << 8) | shorts) & 0x00FF_00FF_00FF_00FFL;
        long nibbles = ((bytes << 4) | bytes) & ONES * 0x0F;
        long letters = ((nibbles + ONES * 6) >>> 4) & ONES;
        return nibbles + ONES * '0' + letters * ('a' - '9' - 1);
    }

    private static IllegalArgumentException error(CharSequence text) {
        if (text.length() != LENGTH) {
            return TextError.length("UUID", text, LENGTH);
        }
        int at = 0;
        while (isRight(text.charAt(at), at)) {
            at++;
        }
        return TextError.character("UUID", text, at, isHyphen(at) ? "'-' is needed" : "a hexadecimal digit is needed");
    }

    private static boolean isRight(char c, int at) {
        return isHyphen(at) ? c == '-' : (c < 128 && Character.digit(c, 16) >= 0);
    }

    private static boolean isHyphen(int at) {
        return at == 8 || at == 13 || at == 18 || at == 23;
    }
}
