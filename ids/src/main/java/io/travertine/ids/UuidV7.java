package io.travertine.ids;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/**
 * A UUID of version 7: 48 bits of Unix milliseconds, the version, 12 bits, the variant, and 62 bits that count up within a
 * millisecond. Source: RFC 9562, section 5.7.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record UuidV7(long high, long low) implements Comparable<UuidV7> {
    public static final int TEXT_LENGTH = 36;
    public static final int BYTES = 16;

    static final long VERSION = 0x7000L;
    static final long VARIANT = 0x8000_0000_0000_0000L;
    static final long COUNTER_MASK = 0x3FFF_FFFF_FFFF_FFFFL;

    /** The smallest id of a millisecond. */
    public static UuidV7 firstAt(Instant instant) {
        return new UuidV7(Bits128.checkedTime(instant) << 16 | VERSION, VARIANT);
    }

    /** The largest id of a millisecond. */
    public static UuidV7 lastAt(Instant instant) {
        return new UuidV7(Bits128.checkedTime(instant) << 16 | VERSION | 0xFFF, VARIANT | COUNTER_MASK);
    }

    /**
     * Reads the 36 characters of a UUID, in either case. Any version is read, so that a ULID's bits survive.
     *
     * @throws IllegalArgumentException names what was found and at which character
     */
    public static UuidV7 parse(CharSequence text) {
        if (text.length() != TEXT_LENGTH) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no UUID: it has " + text.length() + " characters, 36 are needed");
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < TEXT_LENGTH; i++) {
            char c = text.charAt(i);
            if (i == 8 || i == 13 || i == 18 || i == 23) {
                if (c != '-') {
                    throw new IllegalArgumentException(
                            "'" + text + "' is no UUID: character " + i + " is '" + c + "', '-' is needed");
                }
            } else if (i < 18) {
                high = high << 4 | digit(text, i);
            } else {
                low = low << 4 | digit(text, i);
            }
        }
        return new UuidV7(high, low);
    }

    private static int digit(CharSequence text, int at) {
        char c = text.charAt(at);
        int digit = c < 128 ? Character.digit(c, 16) : -1;
        if (digit < 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no UUID: character " + at + " is '" + c + "', a hexadecimal digit is needed");
        }
        return digit;
    }

    /** Reads 16 bytes, big-endian. */
    public static UuidV7 of(byte[] bytes) {
        return new UuidV7(Bits128.high(bytes), Bits128.low(bytes));
    }

    /** 16 bytes, big-endian: they sort as the id does. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }

    public UUID toUuid() {
        return new UUID(high, low);
    }

    /** When it was made, in Unix milliseconds. */
    public long timeMs() {
        return high >>> 16;
    }

    /**
     * The n-th id after this one in the same range.
     *
     * @throws ArithmeticException when the 62 bits behind the variant overflow
     */
    public UuidV7 plus(long n) {
        long counter = low & COUNTER_MASK;
        if (n < 0 || n > COUNTER_MASK - counter) {
            throw new ArithmeticException("there is no id " + n + " after " + this + " in its range");
        }
        return new UuidV7(high, low + n);
    }

    /** The same 128 bits, as a ULID writes them. */
    public Ulid toUlid() {
        return new Ulid(high, low);
    }

    /** Unsigned: the order of the bytes and of the text ({@link UUID#compareTo} is signed). */
    @Override
    public int compareTo(UuidV7 other) {
        return Bits128.compare(high, low, other.high, other.low);
    }

    @Override
    public String toString() {
        return toUuid().toString();
    }
}
