package io.travertine.storage.batch;

/** The integers inside a record: zigzag, then seven bits a byte, the lowest first, the top bit set on all but the last. */
final class Varint {
    static final int MAX_INT_BYTES = 5;
    static final int MAX_LONG_BYTES = 10;

    private Varint() {}

    static int zigzag(int value) {
        return (value << 1) ^ (value >> 31);
    }

    static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    static int unzigzag(int value) {
        return (value >>> 1) ^ -(value & 1);
    }

    static long unzigzag(long value) {
        return (value >>> 1) ^ -(value & 1);
    }

    /** The bytes that a value takes. */
    static int size(int value) {
        return sizeOfUnsigned(Integer.toUnsignedLong(zigzag(value)));
    }

    static int size(long value) {
        return sizeOfUnsigned(zigzag(value));
    }

    private static int sizeOfUnsigned(long value) {
        return (70 - Long.numberOfLeadingZeros(value | 1)) / 7;
    }
}
