package io.travertine.query.expression;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A LIKE pattern, compiled to a list of elements over UTF-8: a byte that must be there, any one character, any characters.
 * Matching walks both, and after a mismatch goes back to the last {@code %} and lets it take one byte more. Without regard to
 * case the bytes are decoded and folded first.
 */
public final class LikePattern {
    private static final int ANY_CHARACTER = -1;
    private static final int ANY_CHARACTERS = -2;

    private final String pattern;
    private final String escape;
    private final boolean ignoreCase;
    private final int[] elements;

    private LikePattern(String pattern, String escape, boolean ignoreCase, int[] elements) {
        this.pattern = pattern;
        this.escape = escape;
        this.ignoreCase = ignoreCase;
        this.elements = elements;
    }

    /** @param escape one character, or none */
    public static LikePattern of(String pattern, String escape, boolean ignoreCase) {
        if (escape.codePointCount(0, escape.length()) > 1) {
            throw new EvaluationException("22019", "the escape of LIKE must be one character, not '" + escape + "'");
        }
        int escapePoint = escape.isEmpty() ? -1 : escape.codePointAt(0);
        String folded = ignoreCase ? fold(pattern) : pattern;
        List<Integer> elements = new ArrayList<>();
        boolean literal = false;
        for (int point : folded.codePoints().toArray()) {
            if (!literal && point == escapePoint) {
                literal = true;
            } else if (!literal && point == '%') {
                elements.add(ANY_CHARACTERS);
            } else if (!literal && point == '_') {
                elements.add(ANY_CHARACTER);
            } else {
                for (byte b : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                    elements.add(b & 0xFF);
                }
                literal = false;
            }
        }
        if (literal) {
            throw new EvaluationException("22025", "the pattern '" + pattern + "' ends with its escape character");
        }
        return new LikePattern(
                pattern,
                escape,
                ignoreCase,
                elements.stream().mapToInt(Integer::intValue).toArray());
    }

    boolean isOf(String otherPattern, String otherEscape) {
        return pattern.equals(otherPattern) && escape.equals(otherEscape);
    }

    boolean matches(MemorySegment data, long from, long to) {
        if (ignoreCase) {
            byte[] bytes = data.asSlice(from, to - from).toArray(ValueLayout.JAVA_BYTE);
            byte[] folded = fold(new String(bytes, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
            return match(MemorySegment.ofArray(folded), 0, folded.length);
        }
        return match(data, from, to);
    }

    private boolean match(MemorySegment data, long from, long to) {
        long position = from;
        int element = 0;
        int lastPercent = -1;
        long retry = from;
        while (position < to) {
            int wanted = element < elements.length ? elements[element] : -3;
            if (wanted == ANY_CHARACTERS) {
                lastPercent = element++;
                retry = position;
            } else if (wanted == ANY_CHARACTER) {
                position = nextCharacter(data, position, to);
                element++;
            } else if (wanted >= 0 && wanted == (data.get(ValueLayout.JAVA_BYTE, position) & 0xFF)) {
                position++;
                element++;
            } else if (lastPercent >= 0) {
                retry = nextCharacter(data, retry, to);
                position = retry;
                element = lastPercent + 1;
            } else {
                return false;
            }
        }
        while (element < elements.length && elements[element] == ANY_CHARACTERS) {
            element++;
        }
        return element == elements.length;
    }

    private static long nextCharacter(MemorySegment data, long position, long to) {
        long next = position + 1;
        while (next < to && (data.get(ValueLayout.JAVA_BYTE, next) & 0xC0) == 0x80) {
            next++;
        }
        return next;
    }

    private static String fold(String text) {
        return text.toUpperCase(java.util.Locale.ROOT).toLowerCase(java.util.Locale.ROOT);
    }
}
