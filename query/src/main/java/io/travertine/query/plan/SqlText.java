package io.travertine.query.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The text of a statement as the parser gets it. It knows just enough of the lexical rules (quotes, comments, words) to put
 * quotes around words that are reserved in the grammar and yet common names of columns, such as {@code date}, where they
 * are not used as types or literals; and it remembers where, so that positions in errors point into the original.
 */
public final class SqlText {
    /** Reserved, though no query that we answer needs them as keywords, except where {@link #isName} says so. */
    private static final Set<String> NAMES = Set.of(
            "date",
            "time",
            "timestamp",
            "datetime",
            "uuid",
            "user",
            "variant",
            "call",
            "cursor",
            "default",
            "define",
            "grant",
            "measure",
            "new",
            "ordinal",
            "partition",
            "pattern",
            "set",
            "skip",
            "snapshot",
            "stream",
            "unique",
            "unsigned",
            "volatile",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday");

    /** Postgres and DuckDB write {@code INTERVAL '1 day'}; standard SQL has the unit behind the quote. Keeps the length. */
    private static final Pattern INTERVAL = Pattern.compile(
            "(?i)(\\binterval\\s*'\\s*[+-]?[\\d.]+)(\\s+)(second|minute|hour|day|month|year)(s?)(\\s*)'");

    private record Inserted(int line, int column) {}

    private final String sql;
    private final StringBuilder parseable = new StringBuilder();
    private final List<Inserted> inserted = new ArrayList<>();
    private final Deque<Boolean> castParentheses = new ArrayDeque<>();
    private String previous = "";

    public SqlText(String sql) {
        int end = sql.length();
        while (end > 0 && (Character.isWhitespace(sql.charAt(end - 1)) || sql.charAt(end - 1) == ';')) {
            end--;
        }
        this.sql = INTERVAL.matcher(sql.substring(0, end))
                .replaceAll(found -> found.group(1) + "'" + found.group(2) + found.group(3)
                        + " ".repeat(found.group(4).length()) + found.group(5));
        quoteNames();
    }

    /** What to parse. */
    String parseable() {
        return parseable.toString();
    }

    /** The column in the original of a position in what was parsed; both count from 1. */
    int originalColumn(int line, int column) {
        return column
                - (int) inserted.stream()
                        .filter(one -> one.line == line && one.column < column)
                        .count();
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
            } else {
                next = c == '\'' || c == '"' ? endOfQuoted(sql, position) : position + 1;
                normal.append(sql, position, next);
            }
            position = next;
        }
        return normal.toString().replaceAll("[\\s;]+$", "");
    }

    private void quoteNames() {
        int position = 0;
        while (position < sql.length()) {
            int next = skipBlank(sql, position);
            if (next > position) {
                parseable.append(sql, position, next);
            } else {
                next = endOfToken(position);
                append(sql.substring(position, next), next);
            }
            position = next;
        }
    }

    private void append(String token, int next) {
        boolean name = NAMES.contains(token.toLowerCase(Locale.ROOT)) && isName(next);
        if (token.equals("(")) {
            castParentheses.push(previous.equals("cast") || previous.equals("try_cast"));
        } else if (token.equals(")")) {
            castParentheses.poll();
        }
        // The parser would take // for the begin of a comment, and the rest of the line for nothing.
        if (token.startsWith("/") && !parseable.isEmpty() && parseable.charAt(parseable.length() - 1) == '/') {
            insert(' ');
        }
        if (name) {
            insert('"');
        }
        parseable.append(token);
        if (name) {
            insert('"');
        }
        previous = token.toLowerCase(Locale.ROOT);
    }

    /** Whether a word in this place is a name: not a type behind :: or CAST(... AS, nor followed by what belongs to it. */
    private boolean isName(int next) {
        boolean type = previous.equals("::") || (previous.equals("as") && Boolean.TRUE.equals(castParentheses.peek()));
        int after = skipBlank(sql, next);
        char following = after < sql.length() ? sql.charAt(after) : ' ';
        boolean clause = previous.isEmpty() || sql.regionMatches(true, after, "by ", 0, 3);
        return !type && !clause && following != '\'' && following != '(';
    }

    private void insert(char added) {
        int lineStart = parseable.lastIndexOf("\n") + 1;
        int line = (int) parseable.chars().filter(c -> c == '\n').count() + 1;
        inserted.add(new Inserted(line, parseable.length() - lineStart + 1));
        parseable.append(added);
    }

    private int endOfToken(int start) {
        char c = sql.charAt(start);
        if (c == '\'' || c == '"') {
            return endOfQuoted(sql, start);
        }
        if (sql.startsWith("::", start)) {
            return start + 2;
        }
        int end = start;
        while (end < sql.length() && Character.isJavaIdentifierPart(sql.charAt(end))) {
            end++;
        }
        return Math.max(end, start + 1);
    }

    /**
     * Where the operand of a {@code ::} begins if it is in parentheses.
     *
     * @param typeLine where the type behind the {@code ::} begins, in what was parsed
     * @return the position of the opening parenthesis in what was parsed, -1 when there is none
     */
    int openingParenthesis(int typeLine, int typeColumn) {
        int position = parseable.lastIndexOf("::", offset(typeLine, typeColumn)) - 1;
        while (position >= 0 && Character.isWhitespace(parseable.charAt(position))) {
            position--;
        }
        if (position < 0 || parseable.charAt(position) != ')') {
            return -1;
        }
        int depth = 0;
        boolean quoted = false;
        for (; position >= 0; position--) {
            char c = parseable.charAt(position);
            quoted ^= c == '\'';
            depth += quoted ? 0 : c == ')' ? 1 : c == '(' ? -1 : 0;
            if (depth == 0) {
                return position;
            }
        }
        return -1;
    }

    /** The position in what was parsed of a line and column. */
    int offset(int line, int column) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            start = parseable.indexOf("\n", start) + 1;
        }
        return start + column - 1;
    }

    /** Where white space and comments that begin at the position end. */
    private static int skipBlank(String sql, int position) {
        int end = position;
        while (end < sql.length()) {
            if (Character.isWhitespace(sql.charAt(end))) {
                end++;
            } else if (sql.startsWith("--", end)) {
                int line = sql.indexOf('\n', end);
                end = line < 0 ? sql.length() : line + 1;
            } else if (sql.startsWith("/*", end)) {
                int close = sql.indexOf("*/", end + 2);
                end = close < 0 ? sql.length() : close + 2;
            } else {
                break;
            }
        }
        return end;
    }

    /** A doubled quote inside ends one token and begins the next, which is all the same here. */
    private static int endOfQuoted(String sql, int start) {
        int end = sql.indexOf(sql.charAt(start), start + 1);
        return end < 0 ? sql.length() : end + 1;
    }
}
