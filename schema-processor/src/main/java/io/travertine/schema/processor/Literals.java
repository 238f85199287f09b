package io.travertine.schema.processor;

/** Values as Java source. */
final class Literals {
    /** A constant of a class file has at most 65,535 bytes. */
    private static final int PIECE = 8_000;

    private Literals() {}

    /** A text, in pieces when it is long. */
    static String text(String value) {
        if (value.length() <= PIECE) {
            return quoted(value);
        }
        StringBuilder pieces = new StringBuilder("String.join(\"\"");
        for (int from = 0; from < value.length(); from += PIECE) {
            pieces.append(", ").append(quoted(value.substring(from, Math.min(value.length(), from + PIECE))));
        }
        return pieces.append(')').toString();
    }

    private static String quoted(String value) {
        StringBuilder source = new StringBuilder("\"");
        for (char c : value.toCharArray()) {
            switch (c) {
                case '"' -> source.append("\\\"");
                case '\\' -> source.append("\\\\");
                case '\n' -> source.append("\\n");
                case '\r' -> source.append("\\r");
                case '\t' -> source.append("\\t");
                default -> {
                    if (c < ' ' || c > '~') {
                        source.append(String.format("\\u%04x", (int) c));
                    } else {
                        source.append(c);
                    }
                }
            }
        }
        return source.append('"').toString();
    }
}
