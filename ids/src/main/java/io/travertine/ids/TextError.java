package io.travertine.ids;

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
            shown.append(c < ' ' || Character.isSurrogate(c) ? '\uFFFD' : c);
        }
        return text.length() > SHOWN ? shown + "..." : shown.toString();
    }

    private static String shown(char c) {
        return c > ' ' && c < 127 ? "'" + c + "'" : "U+%04X".formatted((int) c);
    }
}
