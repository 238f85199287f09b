package io.travertine.ids;

/**
 * The fields that every UUID has (RFC 9562, section 4).
 *
 * <pre>
 *   high   48 bits of the kind's own | 4 bits version | 12 bits of the kind's own
 *   low    2 bits variant: 10 | 62 bits of the kind's own
 * </pre>
 */
final class UuidFields {
    static final long VARIANT = 0x8000_0000_0000_0000L;
    static final long BELOW_VARIANT = 0x3FFF_FFFF_FFFF_FFFFL;

    private static final long VERSION_MASK = 0xF000;

    private UuidFields() {}

    static long withVersion(long high, int version) {
        return (high & ~VERSION_MASK) | (long) version << 12;
    }

    static long withVariant(long low) {
        return (low & BELOW_VARIANT) | VARIANT;
    }

    static boolean are(long high, long low, int version) {
        return version(high) == version && low >>> 62 == 2;
    }

    static IllegalArgumentException error(long high, long low, int version) {
        String text = UuidText.format(high, low);
        String kind = "UUID of version " + version;
        return version(high) == version
                ? TextError.character(kind, text, 19, "the variant is needed there: 8, 9, a or b")
                : TextError.character(kind, text, 14, "the version is needed there: " + version);
    }

    private static int version(long high) {
        return (int) (high & VERSION_MASK) >>> 12;
    }
}
