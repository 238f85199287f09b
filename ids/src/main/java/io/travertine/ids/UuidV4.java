package io.travertine.ids;

import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * A UUID of version 4: 122 random bits, the version and the variant. Source: RFC 9562, section 5.4.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record UuidV4(long high, long low) implements Id128<UuidV4> {
    private static final int VERSION = 4;

    /** @throws IllegalArgumentException when version or variant are others */
    public UuidV4 {
        if (!UuidFields.are(high, low, VERSION)) {
            throw UuidFields.error(high, low, VERSION);
        }
    }

    /** A new id from this thread's strong pool: see {@link StrongRandom}. Takes a lock only in virtual threads and the common pool. */
    public static UuidV4 random() {
        return ThreadIds.make(0, (ids, noTime) -> from(ids.random()));
    }

    /** An id from the next two values of a source, which decides how strong it is. */
    public static UuidV4 from(RandomGenerator random) {
        return new UuidV4(
                UuidFields.withVersion(random.nextLong(), VERSION), UuidFields.withVariant(random.nextLong()));
    }

    /**
     * Reads the 36 characters of a UUID of version 4, in either case.
     *
     * @throws IllegalArgumentException names what was found and at which character
     */
    public static UuidV4 parse(CharSequence text) {
        return of(UuidText.parse(text));
    }

    /** Reads 36 characters of ASCII at a position; otherwise as {@link #parse(CharSequence)}. */
    public static UuidV4 parse(byte[] text, int at) {
        return of(UuidText.parse(text, at));
    }

    /** The same id, which must be of version 4. */
    public static UuidV4 of(UUID uuid) {
        return new UuidV4(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    /** Reads 16 bytes, big-endian. */
    public static UuidV4 of(byte[] bytes) {
        return of(Bits128.requireWhole(bytes), 0);
    }

    /** Reads 16 bytes at a position, big-endian. */
    public static UuidV4 of(byte[] bytes, int at) {
        return new UuidV4(Bits128.getLong(bytes, at), Bits128.getLong(bytes, at + Long.BYTES));
    }

    /** The 48 random bits before the version, as RFC 9562 names them. */
    public long randomA() {
        return high >>> 16;
    }

    /** The 12 random bits behind the version. */
    public int randomB() {
        return (int) high & 0xFFF;
    }

    /** The 62 random bits behind the variant. */
    public long randomC() {
        return low & UuidFields.BELOW_VARIANT;
    }

    @Override
    public String toString() {
        return UuidText.format(high, low);
    }
}
