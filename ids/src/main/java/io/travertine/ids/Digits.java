package io.travertine.ids;

import java.util.Arrays;
import java.util.Locale;

/**
 * Digits of a power of two, by tables: values by character when reading, characters by value, two at a time, when writing.
 *
 * <p>What is no digit has the value -1. Its sign bit survives being shifted up and joined with others, so that one look at the sign of
 * the result shows whether all digits were right; which one was not is looked for only then.
 */
final class Digits {
    private static final int CHARACTERS = 256;

    private Digits() {}

    /** The value of each Latin-1 character, in either case. */
    static byte[] values(String alphabet) {
        byte[] values = new byte[CHARACTERS];
        Arrays.fill(values, (byte) -1);
        for (byte value = 0; value < alphabet.length(); value++) {
            String digit = alphabet.substring(value, value + 1);
            values[digit.charAt(0)] = value;
            values[digit.toLowerCase(Locale.ROOT).charAt(0)] = value;
            values[digit.toUpperCase(Locale.ROOT).charAt(0)] = value;
        }
        return values;
    }

    /** The two characters, as 16 bits, of each value of two digits. */
    static short[] pairs(String alphabet) {
        int base = alphabet.length();
        short[] pairs = new short[base * base];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = (short) (alphabet.charAt(i / base) << 8 | alphabet.charAt(i % base));
        }
        return pairs;
    }

    /** The value of a character, or -1. */
    static int value(byte[] values, char c) {
        return c < CHARACTERS ? values[c] : -1;
    }

    /** The value of four digits of some bits each, or less than 0. */
    static int four(byte[] values, int bits, String text, int at) {
        char a = text.charAt(at);
        char b = text.charAt(at + 1);
        char c = text.charAt(at + 2);
        char d = text.charAt(at + 3);
        if ((a | b | c | d) >= CHARACTERS) {
            return -1;
        }
        return values[a] << 3 * bits | values[b] << 2 * bits | values[c] << bits | values[d];
    }

    /** The last four digits of a value, as 32 bits of ASCII. */
    static int text(short[] pairs, int bits, long value) {
        int mask = pairs.length - 1;
        return pairs[(int) (value >>> 2 * bits) & mask] << 16 | pairs[(int) value & mask];
    }
}
