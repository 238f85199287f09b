package io.travertine.query.expression;

import io.travertine.columnar.scan.LikePattern;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A pattern of LIKE or ILIKE, checked and compiled. For ILIKE, pattern and text are folded first. */
public final class LikeMatcher {
    private final String pattern;
    private final String escape;
    private final boolean ignoreCase;
    private final LikePattern compiled;

    private LikeMatcher(String pattern, String escape, boolean ignoreCase, LikePattern compiled) {
        this.pattern = pattern;
        this.escape = escape;
        this.ignoreCase = ignoreCase;
        this.compiled = compiled;
    }

    /** @param escape one character, or none */
    public static LikeMatcher of(String pattern, String escape, boolean ignoreCase) {
        if (escape.codePointCount(0, escape.length()) > 1) {
            throw new EvaluationException("22019", "the escape of LIKE must be one character, not '" + escape + "'");
        }
        int escapePoint = escape.isEmpty() ? 0 : escape.codePointAt(0);
        if (endsEscaping(pattern, escapePoint)) {
            throw new EvaluationException("22025", "the pattern '" + pattern + "' ends with its escape character");
        }
        LikePattern compiled = LikePattern.of(ignoreCase ? fold(pattern) : pattern, escapePoint);
        return new LikeMatcher(pattern, escape, ignoreCase, compiled);
    }

    private static boolean endsEscaping(String pattern, int escape) {
        boolean escaping = false;
        for (int point : pattern.codePoints().toArray()) {
            escaping = !escaping && escape != 0 && point == escape;
        }
        return escaping;
    }

    boolean isOf(String otherPattern, String otherEscape) {
        return pattern.equals(otherPattern) && escape.equals(otherEscape);
    }

    boolean matches(byte[] data, int from, int to) {
        if (ignoreCase) {
            byte[] folded = fold(new String(data, from, to - from, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
            return compiled.matches(folded, 0, folded.length);
        }
        return compiled.matches(data, from, to);
    }

    private static String fold(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
