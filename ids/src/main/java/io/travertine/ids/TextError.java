package io.travertine.ids;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** What is said of a text that is no id: what was found, at which character (from 0), what is needed. */
final class TextError {
    private static final int SHOWN = 64;

    private TextError() {}

    static IllegalArgumentException length(String kind, CharSequence text, int needed) {
        return length(kind, text, String.valueOf(needed));
    }

    static IllegalArgumentException length(String kind, CharSequence text, String needed) {
        return of(kind, text, "it has " + text.length() + " characters, " + needed + " are needed");
    }

    /** A text that does not have so many characters from a position on. */
    static IllegalArgumentException position(String kind, byte[] text, int at, int length) {
        String begin = new String(text, 0, Math.min(text.length, SHOWN + 1), ISO_8859_1);
        return of(
                kind,
                begin,
                at < 0
                        ? "position " + at + " is before its first character"
                        : "it has " + text.length + " characters, " + ((long) at + length) + " are needed");
    }

    static IllegalArgumentException character(String kind, CharSequence text, int at, String needed) {
        return of(kind, text, "character " + at + " is " + shown(text.charAt(at)) + ", " + needed);
    }

    private static IllegalArgumentException of(String kind, CharSequence text, String problem) {
        return new IllegalArgumentException("'" + shown(text) + "' is no " + kind + ": " + problem);
    }

    private static String shown(CharSequence text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), SHOWN); i++) {
            char c = text.charAt(i);
            shown.append(isVisible(c) ? c : '\uFFFD');
        }
        return text.length() > SHOWN ? shown + "..." : shown.toString();
    }

    /** Neither half a character nor one that breaks, turns or colours the line. */
    private static boolean isVisible(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String shown(char c) {
        return c > ' ' && c < 127 ? "'" + c + "'" : "U+%04X".formatted((int) c);
    }
}
