package io.travertine.cli.sql;

import java.util.ArrayList;
import java.util.List;

/** Cuts a script at the semicolons that stand outside of quotes and comments. */
public final class Statements {
    /**
     * @param complete each without its semicolon, none blank
     * @param rest what follows the last semicolon, stripped; empty when there is nothing but blanks and comments
     */
    public record Script(List<String> complete, String rest) {
        /** In a script the last statement needs no semicolon. */
        public List<String> all() {
            List<String> all = new ArrayList<>(complete);
            if (!rest.isEmpty()) {
                all.add(rest);
            }
            return all;
        }
    }

    private Statements() {}

    public static Script split(String text) {
        List<String> complete = new ArrayList<>();
        int start = 0;
        int position = 0;
        boolean blank = true;
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == ';') {
                if (!blank) {
                    complete.add(text.substring(start, position).strip());
                }
                position++;
                start = position;
                blank = true;
            } else if (text.startsWith("--", position)) {
                position = endOf(text, "\n", position);
            } else if (text.startsWith("/*", position)) {
                position = endOf(text, "*/", position);
            } else {
                blank &= Character.isWhitespace(c);
                position = c == '\'' || c == '"' ? endOf(text, String.valueOf(c), position + 1) : position + 1;
            }
        }
        return new Script(complete, blank ? "" : text.substring(start).strip());
    }

    /** Behind the next occurrence, or at the end of the text when what was opened is never closed. */
    private static int endOf(String text, String closing, int from) {
        int found = text.indexOf(closing, from);
        return found < 0 ? text.length() : found + closing.length();
    }
}
