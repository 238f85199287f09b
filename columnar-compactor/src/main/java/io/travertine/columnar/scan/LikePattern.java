package io.travertine.columnar.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A LIKE pattern over UTF-8: a list of bytes and of the two wild cards. Immutable. */
public final class LikePattern {
    private static final int ANY_STRING = -1;
    private static final int ANY_CHARACTER = -2;

    /** Bytes as 0 to 255, and wild cards. */
    private final int[] elements;

    private LikePattern(int[] elements) {
        this.elements = elements;
    }

    /** @param escape the code point that takes the next one literally, or 0 for none */
    public static LikePattern of(String pattern, int escape) {
        int[] elements = new int[4 * pattern.length()];
        int count = 0;
        for (int i = 0; i < pattern.length(); ) {
            int character = pattern.codePointAt(i);
            i += Character.charCount(character);
            boolean literal = escape != 0 && character == escape && i < pattern.length();
            if (literal) {
                character = pattern.codePointAt(i);
                i += Character.charCount(character);
            }
            if (!literal && character == '%') {
                elements[count++] = ANY_STRING;
            } else if (!literal && character == '_') {
                elements[count++] = ANY_CHARACTER;
            } else {
                for (byte b : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
                    elements[count++] = b & 0xff;
                }
            }
        }
        return new LikePattern(Arrays.copyOf(elements, count));
    }

    /**
     * Whether the bytes from {@code start} to before {@code end} match. Goes through both once. After a mismatch, the last % takes one character more; earlier ones need not be tried again, for
     * what they matched was the shortest possible.
     */
    public boolean matches(byte[] source, int start, int end) {
        int position = start;
        int element = 0;
        int afterAnyString = -1;
        int retry = -1;
        while (position < end) {
            int wanted = element < elements.length ? elements[element] : Integer.MIN_VALUE;
            if (wanted == ANY_STRING) {
                afterAnyString = ++element;
                retry = position;
            } else if (wanted == ANY_CHARACTER) {
                position = nextCharacter(source, position, end);
                element++;
            } else if (wanted == (source[position] & 0xff)) {
                position++;
                element++;
            } else if (afterAnyString >= 0) {
                element = afterAnyString;
                retry = nextCharacter(source, retry, end);
                position = retry;
            } else {
                return false;
            }
        }
        while (element < elements.length && elements[element] == ANY_STRING) {
            element++;
        }
        return element == elements.length;
    }

    private static int nextCharacter(byte[] source, int position, int end) {
        int next = position + 1;
        while (next < end && (source[next] & 0xc0) == 0x80) {
            next++;
        }
        return next;
    }
}
