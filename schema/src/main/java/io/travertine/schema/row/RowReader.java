package io.travertine.schema.row;

import io.travertine.schema.Timestamps;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Reads the parts of rows, in the order in which they were written; see {@link RowCodec} for the format. Whatever the bytes are, nothing
 * outside is read, and nothing larger than they are is made. Not thread-safe; used again by {@link #reset}.
 */
public final class RowReader {
    /** Records within records beyond this are refused. */
    static final int MAX_DEPTH = 64;

    /** Up to here, a double has every whole number. */
    private static final long MAX_EXACT = 1L << 53;
    /** Those that a double has. */
    private static final double[] POWERS_OF_TEN = IntStream.rangeClosed(0, 22)
            .mapToDouble(power -> Double.parseDouble("1e" + power))
            .toArray();

    private byte[] data = {};
    private int start;
    private int at;
    private int end;
    private int depth;

    public RowReader reset(byte[] bytes) {
        return reset(bytes, 0, bytes.length);
    }

    /** Begins to read the bytes between two positions; they may not change meanwhile. */
    public RowReader reset(byte[] bytes, int from, int to) {
        data = bytes;
        start = from;
        at = from;
        end = to;
        depth = 0;
        return this;
    }

    /** Whether a value begins as a row does, and no text. */
    public static boolean isRow(byte[] value) {
        return value.length > 0 && value[0] == RowWriter.FORMAT;
    }

    /** Where the reader is: bytes from the beginning of the row. */
    public int position() {
        return at - start;
    }

    /** Reads the beginning of a row, and gives the version of the schema that wrote it. */
    public int begin() {
        if (at >= end || data[at] != RowWriter.FORMAT) {
            throw wrong(at >= end ? "the end" : "format " + data[at], "format " + RowWriter.FORMAT);
        }
        at++;
        return count();
    }

    /** The same, for a reader of one version. */
    public void begin(int version) {
        int found = begin();
        if (found != version) {
            throw wrong("a row of version " + found, "version " + version);
        }
    }

    /** Checks that nothing is left. */
    public void end() {
        if (at != end) {
            throw wrong(end - at + " bytes more", "the end");
        }
    }

    /** Goes past the bits of so many values; gives the place for {@link #isNull}. */
    public int nulls(int values) {
        int from = at;
        skip((values + 7) >>> 3);
        return from;
    }

    public boolean isNull(int nulls, int index) {
        return (data[nulls + (index >>> 3)] >>> (index & 7) & 1) != 0;
    }

    /** Goes into a record; refuses when too many are within each other. */
    public void enter() {
        if (++depth > MAX_DEPTH) {
            throw wrong("a record within " + MAX_DEPTH + " others", "fewer");
        }
    }

    /** Goes out of a record. */
    public void leave() {
        depth--;
    }

    public boolean readBoolean() {
        int value = need(1);
        at++;
        if (data[value] != 0 && data[value] != 1) {
            throw wrong("the byte " + data[value], "0 or 1");
        }
        return data[value] == 1;
    }

    public long readLong() {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    /** A whole number of a narrower type. */
    public long readLong(long min, long max) {
        long value = readLong();
        if (value < min || value > max) {
            throw wrong("the number " + value, "one from " + min + " to " + max);
        }
        return value;
    }

    /** A number that is not negative. */
    public int count() {
        long value = varint();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw wrong("the number " + Long.toUnsignedString(value), "one of 31 bits");
        }
        return (int) value;
    }

    /** A number below a bound: which symbol, or which case. */
    public int place(int bound) {
        int value = count();
        if (value >= bound) {
            throw wrong("the number " + value, "one below " + bound);
        }
        return value;
    }

    /** How many elements follow; each takes at least so many bits. */
    public int elements(int bitsEach) {
        int count = count();
        if ((long) count * bitsEach > (long) (end - at) * Byte.SIZE) {
            throw wrong(count + " elements in " + (end - at) + " bytes", "as many as are there");
        }
        return count;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = data[need(1)];
            at++;
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw wrong("a number of more than 10 bytes", "at most 10");
    }

    public double readDouble() {
        return Double.longBitsToDouble(fixed(Double.BYTES));
    }

    public float readFloat() {
        return Float.intBitsToFloat((int) fixed(Float.BYTES));
    }

    private long fixed(int bytes) {
        int from = skip(bytes);
        long bits = 0;
        for (int i = 0; i < bytes; i++) {
            bits |= (data[from + i] & 0xFFL) << 8 * i;
        }
        return bits;
    }

    public String readText() {
        int length = count();
        int from = skip(length);
        String text = new String(data, from, length, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            checkUtf8(from, length);
        }
        return text;
    }

    private CharBuffer checkUtf8(int from, int length) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data, from, length));
        } catch (CharacterCodingException malformed) {
            throw wrong("text that is no UTF-8", "UTF-8");
        }
    }

    public byte[] readBytes() {
        int length = count();
        int from = skip(length);
        return Arrays.copyOfRange(data, from, from + length);
    }

    public LocalDate readDate() {
        try {
            return LocalDate.ofEpochDay(readLong());
        } catch (DateTimeException beyond) {
            throw wrong("a day that no calendar has", "one within a billion years");
        }
    }

    public Instant readTime() {
        return Timestamps.instant(readLong());
    }

    /** The upper 64 of the 128 bits of an id, of which {@link #low} gives the others. */
    public long high() {
        return bigEndian();
    }

    public long low() {
        return bigEndian();
    }

    private long bigEndian() {
        int from = skip(Long.BYTES);
        long bits = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            bits = bits << 8 | data[from + i] & 0xFF;
        }
        return bits;
    }

    public UUID readUuid() {
        long high = high();
        return new UUID(high, low());
    }

    public BigDecimal readDecimal(int precision, int scale) {
        if (precision <= RowWriter.MAX_LONG_PRECISION) {
            return BigDecimal.valueOf(readLong(), scale);
        }
        byte[] bytes = readBytes();
        if (bytes.length == 0 || bytes.length > 2 * Long.BYTES) {
            throw wrong("a decimal of " + bytes.length + " bytes", "1 to 16");
        }
        return new BigDecimal(new BigInteger(bytes), scale);
    }

    /** The nearest double, as {@link BigDecimal#doubleValue} is; without garbage where one division of exact numbers gives it. */
    double readDecimalAsDouble(int precision, int scale) {
        int from = at;
        if (precision <= RowWriter.MAX_LONG_PRECISION && scale >= 0 && scale < POWERS_OF_TEN.length) {
            long unscaled = readLong();
            if (Math.abs(unscaled) <= MAX_EXACT) {
                return unscaled / POWERS_OF_TEN[scale];
            }
            at = from;
        }
        return readDecimal(precision, scale).doubleValue();
    }

    /** Goes past a text or bytes; gives where they begin, and {@link #at} where they end. */
    int skipBytes() {
        return skip(count());
    }

    /** The bytes that are read. */
    byte[] data() {
        return data;
    }

    /** Where the reader is in {@link #data}. */
    int at() {
        return at;
    }

    /** Goes past so many bytes; gives where they begin. */
    int skip(int bytes) {
        int from = need(bytes);
        at += bytes;
        return from;
    }

    private int need(int bytes) {
        if (end - at < bytes) {
            throw wrong("the end behind " + (end - at) + " bytes", bytes + " bytes");
        }
        return at;
    }

    /** What to throw when a field is null that cannot be. */
    public RowException missing(String field) {
        return wrong("null", "a value for field '" + field + "'");
    }

    RowException wrong(String found, String needed) {
        return new RowException(position(), found, needed);
    }
}
