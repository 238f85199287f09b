package io.travertine.ids;

import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * A ULID: 48 bits of Unix milliseconds, then 80 bits that are random or count up within a millisecond. Its text is 26 characters of
 * Crockford's base 32, and sorts as the id does. Source: the ULID specification, github.com/ulid/spec.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record Ulid(long high, long low) implements Id128<Ulid> {
    /** The number of characters. */
    public static final int TEXT_LENGTH = UlidText.LENGTH;

    /**
     * A new ULID, after all that this thread got here before: see {@link UlidGenerator}. Its first random bits in a
     * millisecond are cryptographically strong; those after it follow by 1, so that an id tells its neighbours: where none may be
     * guessed, take {@link #plain}. Costs one reading of the system's clock, about 30 ns.
     */
    public static Ulid next() {
        return ThreadIds.makeNow((ids, timeMs) -> ids.ulids().next(timeMs));
    }

    /** A new ULID with 80 fresh random bits: its order among those of the same millisecond is random. Cryptographically strong. */
    public static Ulid plain() {
        return ThreadIds.makeNow((ids, timeMs) -> plain(timeMs, ids.random()));
    }

    /** A ULID of a time with 80 fresh bits. */
    public static Ulid plain(long timeMs, RandomGenerator random) {
        return new Ulid(Bits128.checkedTime(timeMs) << 16 | random.nextLong() >>> 48, random.nextLong());
    }

    /** The smallest ULID of a millisecond. */
    public static Ulid firstAt(Instant instant) {
        return new Ulid(Bits128.checkedTime(instant) << 16, 0);
    }

    /** The largest ULID of a millisecond. */
    public static Ulid lastAt(Instant instant) {
        return new Ulid(Bits128.checkedTime(instant) << 16 | 0xFFFF, -1);
    }

    /**
     * Reads 26 characters, in either case. I, L, O and U are no digits of a ULID.
     *
     * @throws IllegalArgumentException names what was found and at which character
     */
    public static Ulid parse(CharSequence text) {
        return UlidText.parse(text);
    }

    /** Reads 26 characters of ASCII at a position; otherwise as {@link #parse(CharSequence)}. */
    public static Ulid parse(byte[] text, int at) {
        return UlidText.parse(text, at);
    }

    /** Reads 16 bytes, big-endian. */
    public static Ulid of(byte[] bytes) {
        return of(Bits128.requireWhole(bytes), 0);
    }

    /** Reads 16 bytes at a position, big-endian. */
    public static Ulid of(byte[] bytes, int at) {
        return new Ulid(Bits128.getLong(bytes, at), Bits128.getLong(bytes, at + Long.BYTES));
    }

    /** When it was made, in Unix milliseconds. */
    public long timeMs() {
        return high >>> 16;
    }

    /** When it was made. */
    public Instant instant() {
        return Instant.ofEpochMilli(timeMs());
    }

    /** The upper 16 of the 80 bits behind the time. */
    public int randomHigh() {
        return (int) high & 0xFFFF;
    }

    /** The lower 64 of the 80 bits behind the time. */
    public long randomLow() {
        return low;
    }

    /**
     * The n-th id after this one in the same millisecond.
     *
     * @throws ArithmeticException when the 80 bits behind the time overflow
     */
    public Ulid plus(long n) {
        long sum = low + n;
        boolean carry = Long.compareUnsigned(sum, low) < 0;
        if (n < 0 || (carry && randomHigh() == 0xFFFF)) {
            throw new ArithmeticException("there is no id " + n + " after " + this + " in its millisecond");
        }
        return new Ulid(carry ? high + 1 : high, sum);
    }

    /**
     * A UUID of version 7 with this time. It has the same 128 bits where this was made from one; otherwise the six bits that a UUID
     * fixes are lost, and with them the order within the millisecond.
     */
    public UuidV7 toUuidV7() {
        return new UuidV7(UuidFields.withVersion(high, UuidV7.VERSION), UuidFields.withVariant(low));
    }

    @Override
    public int writeText(byte[] into, int at) {
        return UlidText.write(high, low, into, at);
    }

    @Override
    public String toString() {
        return UlidText.format(high, low);
    }
}
