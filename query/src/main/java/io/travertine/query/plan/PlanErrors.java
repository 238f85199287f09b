package io.travertine.query.plan;

import io.travertine.query.QueryException;
import io.travertine.query.expression.EvaluationException;
import io.travertine.schema.ColumnSchema;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what Calcite throws into errors with an SQLSTATE, a position and a hint. */
final class PlanErrors {
    private static final Logger LOG = LoggerFactory.getLogger(PlanErrors.class);
    private static final Pattern NO_TABLE = Pattern.compile("(?:Object|Table) '([^']+)' not found.*", Pattern.DOTALL);
    private static final Pattern NO_COLUMN =
            Pattern.compile("(?:Column|Unknown field|Table) '([^']+)' not found in .*", Pattern.DOTALL);
    private static final Pattern NO_FUNCTION =
            Pattern.compile("No match found for function signature ([^(]+)\\(.*", Pattern.DOTALL);
    private static final Pattern ENCOUNTERED = Pattern.compile("Encountered \"(.*?)\" at line \\d.*", Pattern.DOTALL);
    private static final Pattern IN_TEXT_POSITION = Pattern.compile(" at line \\d+, column \\d+\\.?$");

    private record Known(Pattern pattern, String sqlState) {}

    /** By the beginnings of Calcite's messages. */
    private static final List<Known> KNOWN = List.of(
            known("Cannot apply .*", "42804"),
            known("Values passed to .* operator must have compatible types.*", "42804"),
            known("Cast function cannot convert.*", "42846"),
            known("Type mismatch.*", "42804"),
            known("Illegal mixing of types.*", "42804"),
            known("WHERE clause must be a condition.*", "42804"),
            known("Column '.*' is ambiguous.*", "42702"),
            known("Expression '.*' is not being grouped.*", "42803"),
            known("Aggregate expression is illegal.*", "42803"),
            known("Aggregate expressions cannot be nested.*", "42803"),
            known("Ordinal out of range.*", "42P10"),
            known("Invalid number of arguments to function.*", "42883"),
            known("Duplicate relation name.*", "42712"),
            known("Column count mismatch in .*", "42601"),
            known("Illegal use of dynamic parameter.*", "42P18"),
            known("Numeric literal .* out of range.*", "22003"),
            known("Illegal (TIMESTAMP|DATE|TIME|INTERVAL|interval) literal.*", "22007"),
            known("Unknown datatype name.*", "42704"),
            known("Unknown identifier .*", "42704"),
            known("'.*' is not a valid time frame.*", "22023"),
            known("Table '.*' is not a temporal table.*", "0A000"),
            known("Table function .*", "0A000"));

    private final SqlText text;
    private final Collection<String> tables;
    private final Map<String, Plan.Columns> used;

    /** @param used the tables that the statement names, filled while it is validated */
    PlanErrors(SqlText text, Collection<String> tables, Map<String, Plan.Columns> used) {
        this.text = text;
        this.tables = tables;
        this.used = used;
    }

    QueryException syntax(SqlParseException failure) {
        SqlParserPos position = failure.getPos();
        if (failure.getCause() instanceof StackOverflowError) {
            return new QueryException("54001", "the statement is nested too deeply", failure);
        }
        if (position == null) {
            return new QueryException("42601", "the statement is empty", failure);
        }
        String message = String.valueOf(failure.getMessage());
        Matcher encountered = ENCOUNTERED.matcher(message);
        String what;
        if (encountered.matches()) {
            String found = encountered.group(1).replace("\\", "");
            what = "syntax error at " + (found.contains("<EOF>") ? "the end of the statement" : "'" + found + "'");
        } else if (message.startsWith("Non-query expression")) {
            what =
                    "this is no statement that is known: begin with SELECT, WITH, VALUES, EXPLAIN, SHOW TABLES or DESCRIBE";
        } else {
            what = IN_TEXT_POSITION.matcher(firstLine(message)).replaceAll("");
        }
        return new QueryException("42601", what + at(position.getLineNum(), position.getColumnNum()), failure);
    }

    QueryException translate(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EvaluationException known) {
                return known.toQueryException();
            }
            if (cause instanceof CalciteContextException located && located.getCause() != null) {
                String message = String.valueOf(located.getCause().getMessage());
                String at = at(located.getPosLine(), located.getPosColumn());
                return describe(message, at, failure);
            }
            if (cause instanceof UncheckedIOException unreadable) {
                return new QueryException("58030", String.valueOf(unreadable.getMessage()), failure);
            }
        }
        LOG.error("a statement could not be planned, in a way that it must not", failure);
        return new QueryException("XX000", "the statement could not be planned: write it in a simpler way", failure);
    }

    private QueryException describe(String message, String at, Throwable failure) {
        Matcher column = NO_COLUMN.matcher(message);
        if (column.matches()) {
            List<String> names = used.values().stream()
                    .flatMap(columns -> columns.schema().columns().stream())
                    .map(ColumnSchema::name)
                    .toList();
            String what = "column '" + column.group(1) + "' does not exist";
            return new QueryException("42703", what + at + Names.didYouMean(column.group(1), names), failure);
        }
        Matcher table = NO_TABLE.matcher(message);
        if (table.matches()) {
            String what = "table '" + table.group(1) + "' does not exist";
            return new QueryException("42P01", what + at + Names.didYouMean(table.group(1), tables), failure);
        }
        Matcher function = NO_FUNCTION.matcher(message);
        if (function.matches()) {
            String name = function.group(1).toLowerCase(java.util.Locale.ROOT);
            return new QueryException("42883", "there is no function " + name + " for these arguments" + at, failure);
        }
        for (Known known : KNOWN) {
            if (known.pattern.matcher(message).matches()) {
                return new QueryException(known.sqlState, firstLine(message) + at, failure);
            }
        }
        return new QueryException("42000", firstLine(message) + at, failure);
    }

    private static Known known(String pattern, String sqlState) {
        return new Known(Pattern.compile(pattern, Pattern.DOTALL), sqlState);
    }

    private String at(int line, int column) {
        return line <= 0 ? "" : " (line " + line + ":" + text.originalColumn(line, column) + ")";
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end).strip();
    }
}
