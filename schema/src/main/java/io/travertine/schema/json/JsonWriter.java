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

    /** A text; a half of a surrogate pair without its other half becomes '?'. */
    public void value(String text) {
        int length = text.length();
        separate(length + 2);
        buffer[size++] = '"';
        int at = size;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || c >= 0x80) {
                size = at;
                escaped(text, i);
                return;
            }
            buffer[at++] = (byte) c;
        }
        size = at;
        write('"');
    }

    private void escaped(String text, int from) {
        int i = from;
        while (i < text.length()) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            ensure(6);
            if (point == '"' || point == '\\') {
                buffer[size++] = '\\';
                buffer[size++] = (byte) point;
            } else if (point < ' ') {
                control(point);
            } else {
                utf8(point);
            }
        }
        write('"');
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

    private void utf8(int point) {
        if (point < 0x80) {
            buffer[size++] = (byte) point;
        } else if (point < 0x800) {
            buffer[size++] = (byte) (0xc0 | point >>> 6);
            buffer[size++] = (byte) (0x80 | point & 0x3f);
        } else if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
            buffer[size++] = '?';
        } else if (point < 0x10000) {
            buffer[size++] = (byte) (0xe0 | point >>> 12);
            buffer[size++] = (byte) (0x80 | point >>> 6 & 0x3f);
            buffer[size++] = (byte) (0x80 | point & 0x3f);
        } else {
            buffer[size++] = (byte) (0xf0 | point >>> 18);
            buffer[size++] = (byte) (0x80 | point >>> 12 & 0x3f);
            buffer[size++] = (byte) (0x80 | point >>> 6 & 0x3f);
            buffer[size++] = (byte) (0x80 | point & 0x3f);
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
