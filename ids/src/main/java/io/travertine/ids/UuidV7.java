package io.travertine.ids;

import java.time.Instant;
import java.util.UUID;

/**
 * A UUID of version 7: 48 bits of Unix milliseconds, the version, 12 bits, the variant, and 62 bits that count up within a
 * millisecond. Source: RFC 9562, section 5.7.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record UuidV7(long high, long low) implements Id128<UuidV7> {
    static final int VERSION = 7;

    /** @throws IllegalArgumentException when version or variant are others */
    public UuidV7 {
        if (!UuidFields.are(high, low, VERSION)) {
            throw UuidFields.error(high, low, VERSION);
        }
    }

    /**
     * A new id, after all that this thread got here before: see {@link UuidV7Generator}. Its first random bits in a
     * millisecond are cryptographically strong; those after it follow by 1, so that an id tells its neighbours: where none may be
     * guessed, take {@link UuidV4#random}. Costs one reading of the system's clock, about 30 ns.
     */
    public static UuidV7 next() {
        return ThreadIds.makeNow((ids, timeMs) -> ids.uuids().next(timeMs));
    }

    /** The smallest id of a millisecond. */
    public static UuidV7 firstAt(Instant instant) {
        return new UuidV7(UuidFields.withVersion(Bits128.checkedTime(instant) << 16, VERSION), UuidFields.VARIANT);
    }

    /** The largest id of a millisecond. */
    public static UuidV7 lastAt(Instant instant) {
        return new UuidV7(
                UuidFields.withVersion(Bits128.checkedTime(instant) << 16 | 0xFFF, VERSION),
                UuidFields.withVariant(-1));
    }

    /**
     * Reads the 36 characters of a UUID of version 7, in either case.
     *
     * @throws IllegalArgumentException names what was found and at which character
     */
    public static UuidV7 parse(CharSequence text) {
        return of(UuidText.parse(text));
    }

    /** Reads 36 characters of ASCII at a position; otherwise as {@link #parse(CharSequence)}. */
    public static UuidV7 parse(byte[] text, int at) {
        return of(UuidText.parse(text, at));
    }

    /** The same id, which must be of version 7. */
    public static UuidV7 of(UUID uuid) {
        return new UuidV7(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    /** Reads 16 bytes, big-endian. */
    public static UuidV7 of(byte[] bytes) {
        return of(Bits128.requireWhole(bytes), 0);
    }

    /** Reads 16 bytes at a position, big-endian. */
    public static UuidV7 of(byte[] bytes, int at) {
        return new UuidV7(Bits128.getLong(bytes, at), Bits128.getLong(bytes, at + Long.BYTES));
    }

    /** When it was made, in Unix milliseconds. */
    public long timeMs() {
        return high >>> 16;
    }

    /** When it was made. */
    public Instant instant() {
        return Instant.ofEpochMilli(timeMs());
    }

    /** The 12 bits behind the version, as RFC 9562 names them. */
    public int randA() {
        return (int) high & 0xFFF;
    }

    /** The 62 bits behind the variant, which count up within a millisecond. */
    public long randB() {
        return low & UuidFields.BELOW_VARIANT;
    }

    /**
     * The n-th id after this one in the same range.
     *
     * @throws ArithmeticException when the 62 bits behind the variant overflow
     */
    public UuidV7 plus(long n) {
        if (n < 0 || n > UuidFields.BELOW_VARIANT - randB()) {
            throw new ArithmeticException("there is no id " + n + " after " + this + " in its range");
        }
        return new UuidV7(high, low + n);
    }

    /** The same 128 bits, as a ULID writes them. */
    public Ulid toUlid() {
        return new Ulid(high, low);
    }

    @Override
    public String toString() {
        return UuidText.format(high, low);
    }
}
