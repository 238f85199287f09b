package io.travertine.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Statements that fail: with which SQLSTATE, and what the message says. docs/sql.md lists the same states. */
class SqlStateTest {
    private static final Path DOCUMENT = Path.of(System.getProperty("travertine.root", ".."), "docs", "sql.md");

    private final MemoryTables tables = Flights.tables();

    private record Failure(String sqlState, String message, String sql, Object... parameters) {
        @Override
        public String toString() {
            return sqlState + " " + sql.substring(0, Math.min(100, sql.length()));
        }
    }

    private static Failure failure(String sqlState, String message, String sql, Object... parameters) {
        return new Failure(sqlState, message, sql, parameters);
    }

    static Stream<Failure> failures() {
        return Stream.of(
                failure("07001", "1 parameters (?), and 0 values", "SELECT _offset FROM flights WHERE delay = ?"),
                failure("07001", "0 parameters (?), and 1 values", "SELECT 1", 5),
                failure("07001", "2 parameters (?), and 1 values", "SELECT ? FROM flights LIMIT ?", 5),
                failure("0A000", "INSERT is not supported", "INSERT INTO flights VALUES (1)"),
                failure("0A000", "window function (OVER)", "SELECT sum(delay) OVER () FROM flights"),
                failure("0A000", "use UNION ALL", "SELECT origin, count(*) FROM flights GROUP BY ROLLUP (origin)"),
                failure("0A000", "count of several columns", "SELECT count(DISTINCT origin, delay) FROM flights"),
                failure("0A000", "listagg is not supported", "SELECT listagg(origin) FROM flights"),
                failure("0A000", "function initcap is not supported", "SELECT initcap('ab')"),
                failure("0A000", "EXCEPT ALL is not supported", "SELECT 1 EXCEPT ALL SELECT 1"),
                failure("0A000", "INTERSECT ALL is not supported", "SELECT 1 INTERSECT ALL SELECT 1"),
                failure("0A000", "INTERVAL", "SELECT INTERVAL '1' DAY"),
                failure("0A000", "TABLESAMPLE", "SELECT * FROM flights TABLESAMPLE BERNOULLI(10)"),
                failure("0A000", "ARRAY", "SELECT ARRAY[1]"),
                failure("0A000", "TIME(0)", "SELECT TIME '10:00:00'"),
                failure("0A000", "write it as 'day'", "SELECT date_trunc(origin, date) FROM flights"),
                failure("0A000", "<> ANY and = ALL", "SELECT 1 FROM flights WHERE delay = ALL (SELECT 1)"),
                failure(
                        "0A000",
                        "IN of several columns",
                        "SELECT 1 FROM flights WHERE (delay, origin) NOT IN (SELECT 1, 'a')"),
                failure("21000", "more than one row", "SELECT (SELECT delay FROM flights)"),
                failure("22003", "out of range", "SELECT 9223372036854775807 + 1"),
                failure("22003", "out of range", "SELECT _offset * 9223372036854775807 FROM flights"),
                failure("22003", "out of range", "SELECT 99999999999999999999"),
                failure("22003", "8 bits", "SELECT CAST(300 AS TINYINT)"),
                failure("22003", "sum", "SELECT sum(9223372036854775807) FROM flights"),
                failure("22007", "2001-13-01", "SELECT DATE '2001-13-01'"),
                failure("22007", "25:00:00", "SELECT TIMESTAMP '2001-01-01 25:00:00'"),
                failure("22011", "negative length", "SELECT substring('abc', 1, -1)"),
                failure("22012", "division by zero", "SELECT 1 / 0"),
                failure("22012", "division by zero", "SELECT 1 % _offset FROM flights"),
                failure("22012", "division by zero", "SELECT fare / 0.0 FROM flights"),
                failure("22019", "one character", "SELECT origin LIKE 'a' ESCAPE 'xx' FROM flights"),
                failure("2201E", "ln of 0.0", "SELECT ln(0)"),
                failure("2201F", "sqrt of -4.0", "SELECT sqrt(-4)"),
                failure("2201W", "LIMIT must not be negative", "SELECT 1 FROM flights LIMIT ?", -1),
                failure("22023", "'moon' is no part of a timestamp", "SELECT date_trunc('moon', date) FROM flights"),
                failure("22023", "MOON", "SELECT EXTRACT(MOON FROM date) FROM flights"),
                failure("22023", "JSON path", "SELECT JSON_VALUE(_value, 'a[') FROM flights"),
                failure("22023", "counts fields from 1", "SELECT split_part('a', 'b', 0)"),
                failure("42601", "/", "SELECT 7 // 2"),
                failure("22025", "ends with its escape", "SELECT origin LIKE 'a!' ESCAPE '!' FROM flights"),
                failure("22025", "ends with its escape", "SELECT 1 FROM flights WHERE origin LIKE 'a!' ESCAPE '!'"),
                failure("22P02", "'x' is not a valid BIGINT", "SELECT CAST('x' AS BIGINT)"),
                failure("22P02", "'x' is not a valid DOUBLE", "SELECT 'x'::double"),
                failure("22P02", "'x' is not a valid DATE", "SELECT CAST('x' AS DATE)"),
                failure("22P02", "is not a valid TIMESTAMP", "SELECT CAST('2001-13-01' AS TIMESTAMP)"),
                failure("22P02", "'x' is not a valid BIGINT", "SELECT 1 FROM flights WHERE delay = 'x'"),
                failure("22P02", "record id", "SELECT 1 FROM flights WHERE _id = 'x'"),
                failure("42601", "at 'flights' (line 1:14)", "SELECT * FRM flights"),
                failure("42601", "the end of the statement", "SELECT 1 +"),
                failure("42601", "at ';'", "SELECT 1; SELECT 2"),
                failure("42601", "the statement is empty", " ; "),
                failure("42601", "begin with SELECT", "SELEC 1"),
                failure("42601", "'DROP'", "DROP TABLE flights"),
                failure("42601", "'LIMIT'", "SELECT 1 FROM flights LIMIT -1"),
                failure("42601", "Column count mismatch in UNION", "SELECT 1 UNION SELECT 1, 2"),
                failure("42702", "'iata' is ambiguous", "SELECT iata FROM \"my-airports\" a, \"my-airports\" b"),
                failure("42703", "did you mean 'delay'?", "SELECT delya FROM flights"),
                failure("42703", "did you mean 'origin'?", "SELECT f.orgin FROM flights f"),
                failure("42703", "did you mean 'origin'?", "SELECT 1 FROM flights WHERE orgin = 'ATL'"),
                failure("42704", "NOTYPE", "SELECT CAST(1 AS NOTYPE)"),
                failure("42712", "Duplicate relation name 'f'", "SELECT 1 FROM flights f, flights f"),
                failure("42803", "'origin' is not being grouped", "SELECT origin, count(*) FROM flights"),
                failure("42803", "illegal in WHERE", "SELECT 1 FROM flights WHERE count(*) > 1"),
                failure("42803", "cannot be nested", "SELECT sum(count(*)) FROM flights"),
                failure("42804", "Cannot apply '+'", "SELECT delay + late FROM flights"),
                failure("42804", "must be a condition", "SELECT 1 FROM flights WHERE delay"),
                failure("42804", "is a java.lang.Object", "SELECT ?", new Object()),
                failure("42846", "cannot convert", "SELECT CAST(late AS DATE) FROM flights"),
                failure("42883", "there is no function nofunc", "SELECT nofunc(1)"),
                failure("42883", "Invalid number of arguments", "SELECT lower('a', 'b')"),
                failure("42P01", "did you mean 'flights'?", "SELECT 1 FROM flihgts"),
                failure("42P01", "did you mean 'flights'?", "DESCRIBE flight"),
                failure("42P01", "'x' does not exist", "SELECT x.delay FROM flights f"),
                failure("42P10", "Ordinal out of range", "SELECT origin FROM flights GROUP BY 5"),
                failure("54000", "exceeds", "SELECT repeat('x', 99999999)"),
                failure("54001", "nested too deeply", "SELECT " + "(".repeat(20_000) + "1" + ")".repeat(20_000)));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void statementFails(Failure expected) throws QueryException {
        try (QueryEngine engine = new QueryEngine(tables, QueryOptions.DEFAULTS)) {
            assertFailure(expected, engine);
        }
        assertEquals(0, tables.openSnapshots.get(), "open snapshots");
        assertEquals(0, tables.openScans.get(), "open scans");
    }

    @Test
    void boundsOfAQuery() throws QueryException {
        QueryOptions little = QueryOptions.DEFAULTS.withMemoryBytes(100);
        assertFailure(
                failure("53200", "memory", "SELECT * FROM flights ORDER BY delay"), new QueryEngine(tables, little));
        QueryOptions brief = QueryOptions.DEFAULTS.withTimeLimit(Duration.ofNanos(1));
        assertFailure(
                failure("57014", "time limit", "SELECT * FROM flights ORDER BY delay"), new QueryEngine(tables, brief));
        QueryEngine engine = new QueryEngine(tables, QueryOptions.DEFAULTS);
        QueryResult cancelled = engine.execute("SELECT * FROM flights", List.of());
        cancelled.close();
        assertEquals(
                "57014", assertThrows(QueryException.class, cancelled::next).sqlState());
        engine.close();
        assertFailure(failure("57P01", "closed", "SELECT 1"), engine);
    }

    @Test
    void tablesThatCannotBeRead() throws QueryException {
        QueryEngine engine = new QueryEngine(
                () -> {
                    throw new IOException("the disk is gone");
                },
                QueryOptions.DEFAULTS);
        assertFailure(failure("58030", "the disk is gone", "SELECT 1"), engine);
    }

    @Test
    void documentListsThem() throws IOException {
        Set<String> listed = Pattern.compile("(?m)^\\| `([0-9A-Z]{5})` \\|")
                .matcher(Files.readString(DOCUMENT))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> tested = failures().map(Failure::sqlState).collect(Collectors.toCollection(TreeSet::new));
        // The bounds of a query; the ones that stand for all others of their kind, which no statement here is.
        tested.addAll(Set.of("53200", "57014", "57P01", "58030", "42000", "42P18", "XX000"));
        assertEquals(tested, listed);
    }

    private static void assertFailure(Failure expected, QueryEngine engine) {
        QueryException failure = assertThrows(
                QueryException.class, () -> Rows.of(engine, expected.sql, expected.parameters), expected.sql);
        assertEquals(expected.sqlState, failure.sqlState(), () -> expected.sql + ": " + failure.getMessage());
        assertTrue(failure.getMessage().contains(expected.message), failure::getMessage);
    }
}
