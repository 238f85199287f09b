package io.travertine.schema.row;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;

/** Writes the parts of rows into a buffer that grows and is used again; see {@link RowCodec} for the format. Not thread-safe. */
public final class RowWriter {
    static final int FORMAT = 1;
    /** Decimals of so many digits fit into 64 bits. */
    static final int MAX_LONG_PRECISION = 18;

    static final int MICROS_PER_SECOND = 1_000_000;
    static final int NANOS_PER_MICRO = 1_000;

    private static final int FIRST_SIZE = 256;
    private static final int MAX_VARINT = 10;

    private byte[] buffer = new byte[FIRST_SIZE];
    private int size;

    /** Forgets what was written; the buffer stays. */
    public RowWriter reset() {
        size = 0;
        return this;
    }

    /** The buffer: what was written lies in its first {@link #size} bytes, until the next call that writes. */
    public byte[] buffer() {
        return buffer;
    }

    public int size() {
        return size;
    }

    /** A copy of what was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(buffer, size);
    }

    /** Begins a row of a schema's version. */
    public void begin(int version) {
        ensure(1);
        buffer[size++] = FORMAT;
        count(version);
    }

    /** Makes room for a bit for each of so many values, none of them null yet; gives the place for {@link #setNull}. */
    public int nulls(int values) {
        int bytes = (values + 7) >>> 3;
        ensure(bytes);
        Arrays.fill(buffer, size, size + bytes, (byte) 0);
        size += bytes;
        return size - bytes;
    }

    /** Says that a value is null. */
    public void setNull(int nulls, int index) {
        buffer[nulls + (index >>> 3)] |= (byte) (1 << (index & 7));
    }

    public void value(boolean value) {
        ensure(1);
        buffer[size++] = (byte) (value ? 1 : 0);
    }

    /** A signed number. */
    public void value(long value) {
        varint(value << 1 ^ value >> 63);
    }

    /** A number that is not negative: of elements, of a symbol, of a case. */
    public void count(int value) {
        varint(value);
    }

    private void varint(long value) {
        ensure(MAX_VARINT);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            buffer[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
    }

    public void value(double value) {
        fixed(Double.doubleToRawLongBits(value), Double.BYTES);
    }

    public void value(float value) {
        fixed(Float.floatToRawIntBits(value), Float.BYTES);
    }

    private void fixed(long bits, int bytes) {
        ensure(bytes);
        for (int i = 0; i < bytes; i++) {
            buffer[size++] = (byte) (bits >>> 8 * i);
        }
    }

    /** The bytes of a text are made by the JDK, which is faster than a loop over its characters that makes none. */
    public void value(String text) {
        value(text.getBytes(StandardCharsets.UTF_8));
    }

    public void value(byte[] bytes) {
        varint(bytes.length);
        ensure(bytes.length);
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
    }

    /** Days. */
    public void value(LocalDate date) {
        value(date.toEpochDay());
    }

    /** Microseconds; what is finer is cut off. */
    public void value(Instant time) {
        value(micros(time));
    }

    static long micros(Instant time) {
        return Math.addExact(
                Math.multiplyExact(time.getEpochSecond(), MICROS_PER_SECOND), time.getNano() / NANOS_PER_MICRO);
    }

    /** 128 bits. */
    public void id(long high, long low) {
        ensure(2 * Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            buffer[size] = (byte) (high >>> shift);
            buffer[size++ + Long.BYTES] = (byte) (low >>> shift);
        }
        size += Long.BYTES;
    }

    /**
     * A decimal number at the scale of its type.
     *
     * @throws ArithmeticException when it has more digits behind the point than the type
     */
    public void value(BigDecimal value, int precision, int scale) {
        BigInteger unscaled = value.setScale(scale, RoundingMode.UNNECESSARY).unscaledValue();
        if (precision <= MAX_LONG_PRECISION) {
            value(unscaled.longValueExact());
        } else {
            value(unscaled.toByteArray());
        }
    }

    private void ensure(int needed) {
        if (buffer.length - size < needed) {
            buffer = Arrays.copyOf(buffer, Math.max(size + needed, 2 * buffer.length));
        }
    }
}
