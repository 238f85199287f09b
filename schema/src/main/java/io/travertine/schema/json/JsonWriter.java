package io.travertine.schema.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes one JSON value after another into a buffer that grows and is used again. The caller sees to the structure: every value in
 * an object follows a {@link #name}. Not thread-safe.
 */
public final class JsonWriter {
    private static final int FIRST_SIZE = 512;
    /** The longest number, and a comma. */
    private static final int NUMBER_BYTES = 26;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] MIN_LONG = Long.toString(Long.MIN_VALUE).getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.ISO_8859_1);

    private byte[] buffer = new byte[FIRST_SIZE];
    private int size;
    private boolean comma;

    /** Forgets what was written; the buffer stays. */
    public JsonWriter reset() {
        size = 0;
        comma = false;
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

    @Override
    public String toString() {
        return new String(buffer, 0, size, StandardCharsets.UTF_8);
    }

    /** Begins a field. */
    public void name(JsonName name) {
        byte[] written = name.written;
        separate(written.length);
        System.arraycopy(written, 0, buffer, size, written.length);
        size += written.length;
        comma = false;
    }

    /** Begins a field whose name was not made ready before. */
    public void name(String name) {
        value(name);
        write(':');
        comma = false;
    }

    public void beginObject() {
        begin('{');
    }

    public void endObject() {
        end('}');
    }

    public void beginArray() {
        begin('[');
    }

    public void endArray() {
        end(']');
    }

    private void begin(char bracket) {
        separate(1);
        buffer[size++] = (byte) bracket;
        comma = false;
    }

    private void end(char bracket) {
        write(bracket);
        comma = true;
    }

    public void nullValue() {
        literal(NULL);
    }

    public void value(boolean value) {
        literal(value ? TRUE : FALSE);
    }

    private void literal(byte[] text) {
        separate(text.length);
        System.arraycopy(text, 0, buffer, size, text.length);
        size += text.length;
    }

    public void value(long value) {
        if (value == Long.MIN_VALUE) {
            literal(MIN_LONG);
            return;
        }
        separate(NUMBER_BYTES);
        long rest = value;
        if (rest < 0) {
            buffer[size++] = '-';
            rest = -rest;
        }
        int end = size + digits(rest);
        size = end;
        do {
            buffer[--end] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
    }

    private static int digits(long value) {
        int digits = 1;
        for (long bound = 10; digits < 19 && value >= bound; bound *= 10) {
            digits++;
        }
        return digits;
    }

    /** JSON has no NaN and no infinities: they become null. */
    public void value(double value) {
        if (Double.isFinite(value)) {
            ascii(Double.toString(value));
        } else {
            nullValue();
        }
    }

    /** A float, with as many digits as tell it from other floats; NaN and infinities become null. */
    public void value(float value) {
        if (Float.isFinite(value)) {
            ascii(Float.toString(value));
        } else {
            nullValue();
        }
    }

    public void value(BigDecimal value) {
        ascii(value.toString());
    }

    @SuppressWarnings("deprecation") // Copies the low byte of each character, which is all of it here.
    private void ascii(String text) {
        separate(text.length());
        text.getBytes(0, text.length(), buffer, size);
        size += text.length();
    }

    /**
     * A text; a half of a surrogate pair without its other half becomes '?'. Its bytes are made by the JDK, which is faster than a loop over
     * its characters that makes none.
     */
    public void value(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        separate(utf8.length + 2);
        buffer[size++] = '"';
        int plain = plainBytes(utf8);
        System.arraycopy(utf8, 0, buffer, size, plain);
        size += plain;
        if (plain < utf8.length) {
            escaped(utf8, plain);
        }
        write('"');
    }

    /** How many bytes can be copied as they are. */
    private static int plainBytes(byte[] utf8) {
        int i = 0;
        while (utf8.length - i >= Long.BYTES) {
            int escaped = Words.firstEscaped(Words.get(utf8, i));
            if (escaped < Long.BYTES) {
                return i + escaped;
            }
            i += Long.BYTES;
        }
        while (i < utf8.length && !isEscaped(utf8[i])) {
            i++;
        }
        return i;
    }

    private static boolean isEscaped(byte b) {
        return (b >= 0 && b < ' ') || b == '"' || b == '\\';
    }

    private void escaped(byte[] utf8, int from) {
        for (int i = from; i < utf8.length; i++) {
            ensure(6);
            byte b = utf8[i];
            if (!isEscaped(b)) {
                buffer[size++] = b;
            } else if (b >= ' ') {
                buffer[size++] = '\\';
                buffer[size++] = b;
            } else {
                control(b);
            }
        }
    }

    private void control(int point) {
        int at = "\b\t\n\f\r".indexOf(point);
        buffer[size++] = '\\';
        if (at >= 0) {
            buffer[size++] = (byte) "btnfr".charAt(at);
        } else {
            buffer[size++] = 'u';
            buffer[size++] = '0';
            buffer[size++] = '0';
            buffer[size++] = HEX[point >>> 4];
            buffer[size++] = HEX[point & 15];
        }
    }

    private void separate(int needed) {
        ensure(needed + 2);
        if (comma) {
            buffer[size++] = ',';
        }
        comma = true;
    }

    private void write(char c) {
        ensure(1);
        buffer[size++] = (byte) c;
    }

    private void ensure(int needed) {
        if (buffer.length - size < needed) {
            buffer = Arrays.copyOf(buffer, Math.max(size + needed, 2 * buffer.length));
        }
    }
}
