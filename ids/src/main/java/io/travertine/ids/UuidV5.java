package io.travertine.ids;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * A UUID of version 5: 122 bits of the SHA-1 of a namespace and a name, so that the same name always has the same id. Source: RFC 9562,
 * section 5.5. SHA-1 is not collision-resistant any more: such an id identifies a name, it does not prove it.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record UuidV5(long high, long low) implements Id128<UuidV5> {
    /** For names of the domain name system (RFC 9562, section 6.6). */
    public static final UUID DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    /** For uniform resource locators. */
    public static final UUID URL = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    /** For object identifiers of ISO. */
    public static final UUID OID = UUID.fromString("6ba7b812-9dad-11d1-80b4-00c04fd430c8");

    /** For distinguished names of X.500. */
    public static final UUID X500 = UUID.fromString("6ba7b814-9dad-11d1-80b4-00c04fd430c8");

    private static final int VERSION = 5;
    private static final ThreadLocal<Sha1> SHA1 = ThreadLocal.withInitial(Sha1::new);

    /** @throws IllegalArgumentException when version or variant are others */
    public UuidV5 {
        if (!UuidFields.are(high, low, VERSION)) {
            throw UuidFields.error(high, low, VERSION);
        }
    }

    /** The id of a name, in UTF-8, within a namespace. */
    public static UuidV5 of(UUID namespace, String name) {
        return of(namespace, name.getBytes(UTF_8));
    }

    /** The id of a name within a namespace. Keeps one digest for each thread. */
    public static UuidV5 of(UUID namespace, byte[] name) {
        byte[] hash = SHA1.get().hash(namespace.getMostSignificantBits(), namespace.getLeastSignificantBits(), name);
        return new UuidV5(
                UuidFields.withVersion(Bits128.getLong(hash, 0), VERSION),
                UuidFields.withVariant(Bits128.getLong(hash, Long.BYTES)));
    }

    /**
     * Reads the 36 characters of a UUID of version 5, in either case.
     *
     * @throws IllegalArgumentException names what was found and at which character
     */
    public static UuidV5 parse(CharSequence text) {
        return of(UuidText.parse(text));
    }

    /** Reads 36 characters of ASCII at a position; otherwise as {@link #parse(CharSequence)}. */
    public static UuidV5 parse(byte[] text, int at) {
        return of(UuidText.parse(text, at));
    }

    /** The same id, which must be of version 5. */
    public static UuidV5 of(UUID uuid) {
        return new UuidV5(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    /** Reads 16 bytes, big-endian. */
    public static UuidV5 of(byte[] bytes) {
        return of(Bits128.requireWhole(bytes), 0);
    }

    /** Reads 16 bytes at a position, big-endian. */
    public static UuidV5 of(byte[] bytes, int at) {
        return new UuidV5(Bits128.getLong(bytes, at), Bits128.getLong(bytes, at + Long.BYTES));
    }

    /** SHA-1 over a namespace and a name, into a buffer that is used again. */
    private static final class Sha1 {
        private static final int HASH_BYTES = 20;

        private final MessageDigest digest;
        private final byte[] namespace = new byte[BYTES];
        private final byte[] hash = new byte[HASH_BYTES];

        Sha1() {
            try {
                digest = MessageDigest.getInstance("SHA-1");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-1, this one has not", e);
            }
        }

        /** A call that failed may have left something in the digest. */
        byte[] hash(long high, long low, byte[] name) {
            digest.reset();
            Bits128.putLong(namespace, 0, high);
            Bits128.putLong(namespace, Long.BYTES, low);
            digest.update(namespace);
            digest.update(name);
            try {
                digest.digest(hash, 0, HASH_BYTES);
            } catch (DigestException e) {
                throw new IllegalStateException("a SHA-1 has 20 bytes", e);
            }
            return hash;
        }
    }

    @Override
    public String toString() {
        return UuidText.format(high, low);
    }
}
