package io.travertine.query.plan;

import java.util.regex.Pattern;

/**
 * The text of a statement. Knows just enough of the lexical rules (quotes and comments) to bring it into a normal form
 * without touching what is quoted, and keeps every character where it was in the form that is parsed, so that positions in
 * errors are right.
 */
public final class SqlText {
    /** Postgres and DuckDB write {@code INTERVAL '1 day'}; standard SQL has the unit behind the quote. */
    private static final Pattern INTERVAL = Pattern.compile(
            "(?i)(\\binterval\\s*'\\s*[+-]?[\\d.]+)(\\s+)(second|minute|hour|day|month|year)(s?)(\\s*)'");

    private SqlText() {}

    /** The form to parse: no semicolon at the end, intervals as in the standard; of the same length as the text. */
    public static String parseable(String sql) {
        int end = sql.length();
        while (end > 0 && (Character.isWhitespace(sql.charAt(end - 1)) || sql.charAt(end - 1) == ';')) {
            end--;
        }
        return INTERVAL.matcher(sql.substring(0, end))
                .replaceAll(found -> found.group(1) + "'" + found.group(2) + found.group(3)
                        + " ".repeat(found.group(4).length()) + found.group(5));
    }

    /** One text for statements that differ in white space, comments or a semicolon at the end; the key of the plan cache. */
    public static String normalized(String sql) {
        StringBuilder normal = new StringBuilder(sql.length());
        int position = 0;
        while (position < sql.length()) {
            char c = sql.charAt(position);
            int next = skipBlank(sql, position);
            if (next > position) {
                normal.append(normal.isEmpty() ? "" : " ");
            } else if (c == '\'' || c == '"') {
                next = endOfQuoted(sql, position, c);
                normal.append(sql, position, next);
            } else {
                normal.append(c);
                next = position + 1;
            }
            position = next;
        }
        return normal.toString().replaceAll("[\\s;]+$", "");
    }

    /** Where white space and comments that begin at the position end. */
    static int skipBlank(String sql, int position) {
        int end = position;
        while (end < sql.length()) {
            if (Character.isWhitespace(sql.charAt(end))) {
                end++;
            } else if (sql.startsWith("--", end)) {
                int line = sql.indexOf('\n', end);
                end = line < 0 ? sql.length() : line + 1;
            } else if (sql.startsWith("/*", end) && !sql.startsWith("/*+", end)) {
                int close = sql.indexOf("*/", end + 2);
                end = close < 0 ? sql.length() : close + 2;
            } else {
                break;
            }
        }
        return end;
    }

    private static int endOfQuoted(String sql, int start, char quote) {
        int end = sql.indexOf(quote, start + 1);
        return end < 0 ? sql.length() : end + 1;
    }
}
