package io.travertine.cli.sql;

import java.util.List;
import java.util.Locale;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes keywords, tables, and the columns of the tables that the line names. */
final class SqlCompleter implements Completer {
    private static final List<String> KEYWORDS = List.of(
            "SELECT",
            "FROM",
            "WHERE",
            "GROUP BY",
            "ORDER BY",
            "HAVING",
            "LIMIT",
            "OFFSET",
            "JOIN",
            "LEFT JOIN",
            "ON",
            "USING",
            "AND",
            "OR",
            "NOT",
            "IN",
            "LIKE",
            "ILIKE",
            "BETWEEN",
            "IS NULL",
            "IS NOT NULL",
            "AS",
            "DISTINCT",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "END",
            "CAST",
            "WITH",
            "UNION ALL",
            "ASC",
            "DESC",
            "EXPLAIN",
            "EXPLAIN ANALYZE",
            "SHOW TABLES",
            "DESCRIBE",
            "count(",
            "sum(",
            "avg(",
            "min(",
            "max(",
            "date_trunc(",
            "TIMESTAMP",
            "DATE",
            "INTERVAL");

    private final Tables tables;

    SqlCompleter(Tables tables) {
        this.tables = tables;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String lower = line.line().toLowerCase(Locale.ROOT);
        for (String table : tables.names()) {
            add(candidates, Tables.quote(table), "tables");
            if (lower.contains(table.toLowerCase(Locale.ROOT))) {
                tables.columns(table).forEach(column -> add(candidates, Tables.quote(column), "columns of " + table));
            }
        }
        KEYWORDS.forEach(keyword -> add(candidates, keyword, "SQL"));
    }

    private static void add(List<Candidate> candidates, String text, String group) {
        candidates.add(new Candidate(text, text, group, null, null, null, !text.endsWith("(")));
    }
}
