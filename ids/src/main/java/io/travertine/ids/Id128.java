package io.travertine.ids;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * An immutable identifier of 128 bits. Its order is that of the bits as an unsigned number, which is the order of its bytes and of its
 * text as well ({@link UUID#compareTo} is signed and differs).
 *
 * @param <T> the kind itself: ids of one kind compare with each other
 */
public sealed interface Id128<T extends Id128<T>> extends Comparable<T> permits Ulid, UuidV4, UuidV5, UuidV7 {
    /** The length of every id in bytes. */
    int BYTES = Bits128.BYTES;

    /** The upper 64 bits. */
    long high();

    /** The lower 64 bits. */
    long low();

    /**
     * Writes the canonical text as ASCII, without garbage; {@code toString} has the same characters. A UUID's are {@value UuidText#LENGTH}.
     *
     * @return the position behind the last character
     * @throws IndexOutOfBoundsException when there is no place for all; where the array ends too early, nothing is written
     */
    default int writeText(byte[] into, int at) {
        return UuidText.write(high(), low(), into, at);
    }

    /**
     * Writes 16 bytes, big-endian, without garbage.
     *
     * @return the position behind the last byte
     * @throws IndexOutOfBoundsException when there is no place for all; where the array ends too early, nothing is written
     */
    default int write(byte[] into, int at) {
        Bits128.putLong(into, at + Long.BYTES, low());
        Bits128.putLong(into, at, high());
        return at + BYTES;
    }

    /**
     * Puts 16 bytes, big-endian whatever the buffer's order, without garbage.
     *
     * @throws BufferOverflowException when there is no place for all; nothing is put then
     */
    default void write(ByteBuffer into) {
        if (into.remaining() < BYTES) {
            throw new BufferOverflowException();
        }
        boolean bigEndian = into.order() == java.nio.ByteOrder.BIG_ENDIAN;
        into.putLong(bigEndian ? high() : Long.reverseBytes(high()));
        into.putLong(bigEndian ? low() : Long.reverseBytes(low()));
    }

    /** 16 bytes, big-endian: they sort as the id does. */
    default byte[] toBytes() {
        byte[] bytes = new byte[BYTES];
        write(bytes, 0);
        return bytes;
    }

    /** The same 128 bits as the JDK has them. */
    default UUID toUuid() {
        return new UUID(high(), low());
    }

    @Override
    default int compareTo(T other) {
        return Bits128.compare(high(), low(), other.high(), other.low());
    }
}
