package io.travertine.ids;

import java.util.Arrays;

/** Crockford's base 32 (crockford.com/base32): digits and letters without I, L, O and U. */
final class Base32 {
    private static final byte[] DIGITS =
            "0123456789ABCDEFGHJKMNPQRSTVWXYZ".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    private static final byte[] VALUES = values();

    private Base32() {}

    static byte digit(int value) {
        return DIGITS[value];
    }

    /** The value of a character of a text. */
    static int value(CharSequence text, int at) {
        char c = text.charAt(at);
        int value = c < VALUES.length ? VALUES[c] : -1;
        if (value < 0) {
            throw new IllegalArgumentException("'" + text + "' is no ULID: character " + at + " is '" + c
                    + "', a digit or letter other than U is needed");
        }
        return value;
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (byte i = 0; i < DIGITS.length; i++) {
            values[DIGITS[i]] = i;
            values[Character.toLowerCase(DIGITS[i])] = i;
        }
        for (char c : "IiLl".toCharArray()) {
            values[c] = 1;
        }
        values['O'] = 0;
        values['o'] = 0;
        return values;
    }
}
