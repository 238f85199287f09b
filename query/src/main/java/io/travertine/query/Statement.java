package io.travertine.query;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a text asks for, by its first words.
 *
 * @param kind of the statement
 * @param sql the query within it, with what stood before it blanked out so that positions stay; or the name of a table
 */
record Statement(Kind kind, String sql) {
    enum Kind {
        QUERY,
        EXPLAIN,
        EXPLAIN_ANALYZE,
        SHOW_TABLES,
        DESCRIBE
    }

    private static final String BLANK = "(?:\\s|--[^\\n]*\\n|/\\*(?s:.*?)\\*/)*";
    private static final Pattern EXPLAIN =
            Pattern.compile("(?i)^" + BLANK + "explain\\s+(analyze\\s+)?(?:plan\\s+for\\s+)?");
    private static final Pattern SHOW_TABLES = Pattern.compile("(?i)^" + BLANK + "show\\s+tables[\\s;]*$");
    private static final Pattern DESCRIBE = Pattern.compile(
            "(?i)^" + BLANK + "(?:describe|desc)\\s+(?:table\\s+)?(?:\"([^\"]+)\"|([\\w.$-]+))[\\s;]*$");

    static Statement parse(String text) {
        Matcher explain = EXPLAIN.matcher(text);
        if (explain.find()) {
            String query = text.substring(0, explain.end()).replaceAll("\\S", " ") + text.substring(explain.end());
            return new Statement(explain.group(1) == null ? Kind.EXPLAIN : Kind.EXPLAIN_ANALYZE, query);
        }
        if (SHOW_TABLES.matcher(text).matches()) {
            return new Statement(Kind.SHOW_TABLES, "");
        }
        Matcher describe = DESCRIBE.matcher(text);
        if (describe.matches()) {
            return new Statement(Kind.DESCRIBE, describe.group(1) != null ? describe.group(1) : describe.group(2));
        }
        return new Statement(Kind.QUERY, text);
    }
}
