package io.travertine.schema.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes of a string that has escapes, in a buffer that is used again. */
final class JsonEscapes {
    private byte[] bytes = new byte[64];
    private int length;
    private @Nullable String needed;

    /** What was read, in its first {@link #length} bytes, in UTF-8. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** What is needed at the place that {@link #read} gave; null when nothing is wrong. */
    @Nullable String needed() {
        return needed;
    }

    /**
     * Reads a string up to its quote.
     *
     * @param from the first byte behind the opening quote
     * @param firstSpecial the first byte that is a quote, a backslash or a control character
     * @return the place behind the closing quote, or that of what is wrong
     */
    int read(byte[] data, int from, int firstSpecial, int end) {
        needed = null;
        length = firstSpecial - from;
        room(0, length);
        System.arraycopy(data, from, bytes, 0, length);
        int at = firstSpecial;
        while (needed == null) {
            if (at >= end || (data[at] >= 0 && data[at] < ' ')) {
                needed = "the end of the string, '\"'";
            } else if (data[at] == '"') {
                return at + 1;
            } else if (data[at] != '\\') {
                add(data[at++]);
            } else if (at + 1 < end && data[at + 1] == 'u') {
                at = unicode(data, at, end);
            } else {
                at = simple(data, at + 1, end);
            }
        }
        return at;
    }

    private int simple(byte[] data, int at, int end) {
        int plain = at < end ? "\"\\/bfnrt".indexOf(data[at]) : -1;
        if (plain < 0) {
            needed = "one of \"\\/bfnrtu behind a backslash";
            return at;
        }
        add((byte) "\"\\/\b\f\n\r\t".charAt(plain));
        return at + 1;
    }

    /** One escape, or two that are the halves of a surrogate pair. */
    private int unicode(byte[] data, int backslash, int end) {
        int high = hex4(data, backslash + 2, end);
        if (high < 0) {
            return notHex(data, backslash + 2, end);
        }
        int next = backslash + 6;
        if (!Character.isSurrogate((char) high)) {
            add(high);
            return next;
        }
        if (Character.isHighSurrogate((char) high) && next + 1 < end && data[next] == '\\' && data[next + 1] == 'u') {
            int low = hex4(data, next + 2, end);
            if (low < 0) {
                return notHex(data, next + 2, end);
            }
            if (Character.isLowSurrogate((char) low)) {
                add(Character.toCodePoint((char) high, (char) low));
                return next + 6;
            }
        }
        needed = "both halves of a surrogate pair";
        return backslash;
    }

    /** Four digits, or -1. */
    private static int hex4(byte[] data, int from, int end) {
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = i < end ? Character.digit(data[i], 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private int notHex(byte[] data, int from, int end) {
        needed = "four hexadecimal digits behind \\u";
        int at = from;
        while (at < end && Character.digit(data[at], 16) >= 0) {
            at++;
        }
        return at;
    }

    private void add(byte b) {
        room(length, 1);
        bytes[length++] = b;
    }

    private void add(int point) {
        byte[] utf8 = Character.toString(point).getBytes(StandardCharsets.UTF_8);
        room(length, utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
    }

    private void room(int used, int more) {
        if (bytes.length - used < more) {
            bytes = Arrays.copyOf(bytes, Math.max(used + more, 2 * bytes.length));
        }
    }
}
