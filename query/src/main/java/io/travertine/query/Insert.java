package io.travertine.query;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code INSERT INTO table (column, ...) query}, taken apart: whoever stores records runs the query, of which VALUES is one, and makes a
 * record of each row.
 *
 * @param table as it is written, without quotes
 * @param columns as they are written, without quotes; none when the statement has no list
 * @param query what gives the rows; what stood before it is blanked out, so that positions stay
 */
public record Insert(String table, List<String> columns, String query) {
    private static final String BLANK = "(?:\\s++|--[^\\n]*+\\n|/\\*(?s:.*?)\\*/)*+";
    private static final String NAME = "(?:\"(?:[^\"]|\"\"){1,255}+\"|[\\w.$-]{1,255}+)";
    private static final Pattern BEGIN = Pattern.compile("(?i)^" + BLANK + "insert\\b");
    private static final Pattern HEAD = Pattern.compile("(?i)^" + BLANK + "insert\\s" + BLANK + "into\\b" + BLANK + "("
            + NAME + ")" + BLANK + "(?:\\((" + BLANK + NAME + BLANK + "(?:," + BLANK + NAME + BLANK + ")*+)\\))?+"
            + BLANK
            + "(?=(?:\\(" + BLANK + ")*+(?:values|select|with|table)\\b)");
    private static final Pattern NAMES = Pattern.compile(BLANK + "(" + NAME + ")" + BLANK + ",?");

    public Insert {
        columns = List.copyOf(columns);
    }

    /**
     * Takes a statement apart.
     *
     * @return null when it is another statement
     * @throws QueryException 42601 when it is no right INSERT, 54001 when it has too many columns
     */
    public static @Nullable Insert parse(String sql) throws QueryException {
        try {
            return takenApart(sql);
        } catch (StackOverflowError tooLong) {
            throw new QueryException("54001", "the statement has too many columns or comments", tooLong);
        }
    }

    private static @Nullable Insert takenApart(String sql) throws QueryException {
        if (!BEGIN.matcher(sql).find()) {
            return null;
        }
        Matcher head = HEAD.matcher(sql);
        if (!head.find()) {
            throw new QueryException(
                    "42601",
                    "an INSERT is written as INSERT INTO table (column, ...) VALUES (value, ...), or with a SELECT");
        }
        List<String> columns = new ArrayList<>();
        if (head.group(2) != null) {
            Matcher names = NAMES.matcher(head.group(2));
            while (names.lookingAt()) {
                columns.add(unquoted(names.group(1)));
                names.region(names.end(), head.group(2).length());
            }
        }
        String query = sql.substring(0, head.end()).replaceAll("\\S", " ") + sql.substring(head.end());
        return new Insert(unquoted(head.group(1)), columns, query);
    }

    private static String unquoted(String name) {
        return name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }
}
