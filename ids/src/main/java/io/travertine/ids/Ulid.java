package io.travertine.ids;

import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * A ULID: 48 bits of Unix milliseconds, then 80 bits that are random or count up within a millisecond. Its text is 26
 * characters of Crockford's base 32, and sorts as the id does. Source: the ULID specification, github.com/ulid/spec.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record Ulid(long high, long low) implements Comparable<Ulid> {
    public static final int TEXT_LENGTH = 26;
    public static final int BYTES = 16;

    /** The smallest ULID of a millisecond. */
    public static Ulid firstAt(Instant instant) {
        return new Ulid(Bits128.checkedTime(instant) << 16, 0);
    }

    /** The largest ULID of a millisecond. */
    public static Ulid lastAt(Instant instant) {
        return new Ulid(Bits128.checkedTime(instant) << 16 | 0xFFFF, -1);
    }

    /**
     * Reads 26 characters, in either case; I and L are read as 1, O as 0.
     *
     * @throws IllegalArgumentException names what was found and at which character
     */
    public static Ulid parse(CharSequence text) {
        if (text.length() != TEXT_LENGTH) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no ULID: it has " + text.length() + " characters, 26 are needed");
        }
        int first = Base32.value(text, 0);
        if (first > 7) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no ULID: it begins with '" + text.charAt(0) + "', which is more than 128 bits");
        }
        long high = first;
        for (int i = 1; i < 13; i++) {
            high = high << 5 | Base32.value(text, i);
        }
        int middle = Base32.value(text, 13);
        long low = middle;
        for (int i = 14; i < TEXT_LENGTH; i++) {
            low = low << 5 | Base32.value(text, i);
        }
        return new Ulid(high << 1 | middle >>> 4, low);
    }

    /** Reads 16 bytes, big-endian. */
    public static Ulid of(byte[] bytes) {
        return new Ulid(Bits128.high(bytes), Bits128.low(bytes));
    }

    /** 16 bytes, big-endian: they sort as the id does. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }

    /** When it was made, in Unix milliseconds. */
    public long timeMs() {
        return high >>> 16;
    }

    /**
     * The n-th id after this one in the same millisecond.
     *
     * @throws ArithmeticException when the 80 bits behind the time overflow
     */
    public Ulid plus(long n) {
        long sum = low + n;
        boolean carry = Long.compareUnsigned(sum, low) < 0;
        if (n < 0 || (carry && (high & 0xFFFF) == 0xFFFF)) {
            throw new ArithmeticException("there is no id " + n + " after " + this + " in its millisecond");
        }
        return new Ulid(carry ? high + 1 : high, sum);
    }

    /** The same 128 bits, as a UUID writes them; a version 7 UUID only when this was made from one. */
    public UuidV7 toUuidV7() {
        return new UuidV7(high, low);
    }

    /** Unsigned: the order of the bytes and of the text. */
    @Override
    public int compareTo(Ulid other) {
        return Bits128.compare(high, low, other.high, other.low);
    }

    @Override
    public String toString() {
        byte[] text = new byte[TEXT_LENGTH];
        long bits = low;
        for (int i = TEXT_LENGTH - 1; i > 13; i--) {
            text[i] = Base32.digit((int) bits & 31);
            bits >>>= 5;
        }
        text[13] = Base32.digit((int) (bits | (high & 1) << 4));
        bits = high >>> 1;
        for (int i = 12; i >= 0; i--) {
            text[i] = Base32.digit((int) bits & 31);
            bits >>>= 5;
        }
        return new String(text, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
