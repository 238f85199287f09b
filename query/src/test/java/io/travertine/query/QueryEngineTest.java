package io.travertine.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The dialect, by example: one statement and its answer. */
class QueryEngineTest {
    private static final String ID = Flights.ID;

    private final MemoryTables tables = Flights.tables();
    private final QueryEngine engine = new QueryEngine(tables, QueryOptions.DEFAULTS);

    @AfterEach
    void everythingIsClosed() {
        assertEquals(0, tables.openSnapshots.get(), "open snapshots");
        assertEquals(0, tables.openScans.get(), "open scans");
    }

    private void check(String sql, String... rows) throws QueryException {
        assertEquals(List.of(rows), Rows.of(engine, sql), sql);
    }

    @Test
    void queriesThatRunTogetherShareTheirMemory() throws Exception {
        QueryEngine small = new QueryEngine(tables, QueryOptions.DEFAULTS.withTotalMemoryBytes(100_000));
        List<QueryResult> open = new ArrayList<>();
        QueryException refused = assertThrows(QueryException.class, () -> {
            for (int i = 0; i < 100_000; i++) {
                open.add(sorted(small));
            }
        });
        assertEquals("53200", refused.sqlState(), refused.getMessage());
        assertTrue(open.size() > 1, open.size() + " ran together");
        for (QueryResult result : open) {
            result.close();
        }
        for (int i = 0; i < open.size(); i++) {
            sorted(small).close();
        }
    }

    /** A query that has its rows sorted, and holds them. */
    private static QueryResult sorted(QueryEngine engine) throws QueryException {
        QueryResult result = engine.execute("SELECT * FROM flights ORDER BY fare", List.of());
        try {
            result.next();
            return result;
        } catch (QueryException refused) {
            result.close();
            throw refused;
        }
    }

    @Test
    void selects() throws QueryException {
        check("SELECT 1", "1");
        check("select count(*) from FLIGHTS;", "6");
        check("SELECT delay FROM flights WHERE delay > 0 ORDER BY delay DESC", "37", "17", "7");
        check("SELECT date FROM flights WHERE _offset = 1", "2001-01-01 00:01:00");
        check("SELECT iata FROM \"my-airports\" WHERE city IS NULL", "XXX");
        check(
                "SELECT origin, count(*) c FROM flights GROUP BY 1 ORDER BY c DESC, 1",
                "ANC|2",
                "ATL|2",
                "JFK|1",
                "null|1");
        check("SELECT _offset FROM flights ORDER BY delay NULLS FIRST LIMIT 2 OFFSET 1", "0", "1");
        check("SELECT 5 / 2, 5.0 / 2, 7 % 4, 1 + 2 * 3", "2|2.500000000e+00|3|7");
        check("SELECT DISTINCT late FROM flights ORDER BY late", "false", "true", "null");
    }

    @Test
    void aggregates() throws QueryException {
        check(
                "SELECT count(*), count(delay), sum(delay), avg(delay), min(delay), max(delay) FROM flights",
                "6|5|45|9.000000000e+00|-13|37");
        check("SELECT count(DISTINCT origin), min(origin), max(origin) FROM flights", "3|ANC|JFK");
        check("SELECT sum(delay), count(*) FROM flights WHERE delay > 1000", "null|0");
        check(
                "SELECT origin, sum(delay) FILTER (WHERE delay > 0) FROM flights WHERE origin IS NOT NULL GROUP BY origin ORDER BY origin",
                "ANC|37",
                "ATL|17",
                "JFK|null");
        check("SELECT origin FROM flights GROUP BY origin HAVING count(*) > 1 ORDER BY 1", "ANC", "ATL");
        check("SELECT arg_max(origin, delay), arg_min(origin, delay) FROM flights", "ANC|ANC");
    }

    @Test
    void idsKeysAndText() throws QueryException {
        check("SELECT _offset FROM flights WHERE _id = '" + ID + "2'", "2");
        check("SELECT _offset FROM flights WHERE _id = '" + ID + "2'::UUID", "2");
        check("SELECT _offset FROM flights WHERE _id > '" + ID + "3' ORDER BY 1", "4", "5");
        check("SELECT _offset FROM flights WHERE _id IN ('" + ID + "1', '" + ID + "5') ORDER BY 1", "1", "5");
        check("SELECT _id FROM flights WHERE _offset = 1", ID + "1");
        check("SELECT _offset FROM flights WHERE _key = 'k4'", "4");
        check("SELECT _offset FROM flights WHERE _key IN ('k1', 'k4') ORDER BY 1", "1", "4");
        check("SELECT _offset FROM flights WHERE date >= '2001-01-02T00:03:00Z' ORDER BY 1", "3", "4", "5");
        check("SELECT _offset FROM flights WHERE date = '2001-01-01 00:01:00'", "1");
        check("SELECT _offset FROM flights WHERE date BETWEEN '2001-01-01' AND '2001-01-02' ORDER BY 1", "0", "1", "2");
        check("SELECT JSON_VALUE(_value, '$.a.b'), JSON_VALUE(_value, '$.s') FROM flights WHERE _offset = 3", "3|x3");
        check("SELECT _value FROM flights WHERE _offset = 0", "{\"a\":{\"b\":0},\"s\":\"x0\"}");
    }

    @Test
    void functions() throws QueryException {
        check(
                "SELECT lower('ABC'), upper('abc'), length('äbc'), substring('hello', 2, 3), trim('  x '), concat('a', NULL, 'b'), 'a' || 'b'",
                "abc|ABC|3|ell|x|ab|ab");
        check(
                "SELECT abs(-3), round(2.567, 2), floor(2.7), ceil(2.1), round(-2.5)",
                "3|2.570000000e+00|2.000000000e+00|3.000000000e+00|-3.000000000e+00");
        check("SELECT coalesce(NULL, 3), nullif(1, 1), CASE WHEN 1 > 2 THEN 'a' ELSE 'bcd' END", "3|null|bcd");
        check("SELECT 'abc' LIKE 'a%', 'abc' NOT LIKE '_b_', 'ABC' ILIKE 'a%c'", "true|false|true");
        check(
                "SELECT CAST('12' AS BIGINT), '1.5'::double, 7::text, 2.5::bigint, true::int",
                "12|1.500000000e+00|7|2|1");
    }

    @Test
    void times() throws QueryException {
        check(
                "SELECT date_trunc('day', date), count(*) FROM flights GROUP BY 1 ORDER BY 1",
                "2001-01-01 00:00:00|3",
                "2001-01-02 00:00:00|3");
        check("SELECT EXTRACT(MINUTE FROM date), EXTRACT(YEAR FROM date) FROM flights WHERE _offset = 4", "4|2001");
        check(
                "SELECT CAST(date AS DATE) d FROM flights WHERE CAST(date AS DATE) = DATE '2001-01-02' LIMIT 1",
                "2001-01-02");
        check(
                "SELECT TIMESTAMP '2001-01-31 10:00:00' + INTERVAL '1' MONTH, DATE '2001-01-31' - INTERVAL '1 day'",
                "2001-02-28 10:00:00|2001-01-30");
        check(
                "SELECT count(*) FROM flights WHERE date >= TIMESTAMP '2001-01-01 00:01:00' AND date < TIMESTAMP '2001-01-01 00:01:00' + INTERVAL '2 minutes'",
                "2");
        check(
                "SELECT time_bucket(INTERVAL '2 minutes', date) b, count(*) FROM flights GROUP BY b ORDER BY b",
                "2001-01-01 00:00:00|2",
                "2001-01-01 00:02:00|1",
                "2001-01-02 00:02:00|1",
                "2001-01-02 00:04:00|2");
    }

    @Test
    void joinsAndSubqueries() throws QueryException {
        check(
                "SELECT f._offset, a.city FROM flights f JOIN \"my-airports\" a ON f.origin = a.iata ORDER BY 1",
                "0|Anchorage",
                "1|Atlanta",
                "3|Atlanta",
                "5|Anchorage");
        check(
                "SELECT f._offset, a.city FROM flights f LEFT JOIN \"my-airports\" a ON f.origin = a.iata ORDER BY 1",
                "0|Anchorage",
                "1|Atlanta",
                "2|null",
                "3|Atlanta",
                "4|null",
                "5|Anchorage");
        check("SELECT count(*) FROM flights f, \"my-airports\" a WHERE f.origin = a.iata AND f.delay < 0", "2");
        check(
                "SELECT _offset FROM flights WHERE origin IN (SELECT iata FROM \"my-airports\") ORDER BY 1",
                "0",
                "1",
                "3",
                "5");
        check("SELECT _offset FROM flights WHERE origin NOT IN (SELECT iata FROM \"my-airports\") ORDER BY 1", "4");
        check(
                "SELECT _offset FROM flights f WHERE EXISTS (SELECT 1 FROM \"my-airports\" a WHERE a.iata = f.origin) ORDER BY 1",
                "0",
                "1",
                "3",
                "5");
        check("SELECT _offset FROM flights WHERE delay = (SELECT max(delay) FROM flights)", "5");
        check(
                "WITH t AS (SELECT origin o, count(*) n FROM flights GROUP BY origin) SELECT sum(n) FROM t WHERE o IS NOT NULL",
                "5");
        check("SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 1", "1", "2", "1");
        check("SELECT x FROM (SELECT 1 AS x UNION SELECT 1) t", "1");
    }

    @Test
    void parameters() throws QueryException {
        assertEquals(List.of("3"), Rows.of(engine, "SELECT _offset FROM flights WHERE delay = ?", 17));
        assertEquals(List.of("3"), Rows.of(engine, "SELECT _offset FROM flights WHERE _id = ?", ID + "3"));
        assertEquals(List.of("0", "1"), Rows.of(engine, "SELECT _offset FROM flights ORDER BY 1 LIMIT ?", 2));
        assertEquals(List.of("x"), Rows.of(engine, "SELECT ?", "x"));
    }

    @Test
    void groupsByCaseOfText() throws QueryException {
        check(
                "SELECT CASE WHEN delay > 0 THEN 'late' ELSE 'no' END, count(*) FROM flights GROUP BY 1 ORDER BY 1",
                "late|3",
                "no|3");
        check(
                "SELECT CASE origin WHEN 'ANC' THEN 1 END c, count(*) FROM flights GROUP BY c ORDER BY c",
                "1|2",
                "null|4");
    }

    @Test
    void comparesLiteralsOfDifferentTypes() throws QueryException {
        check("SELECT _offset FROM flights WHERE delay > 36 OR 5 = 0.25", "5");
        check("SELECT round(greatest(2.0, 4), 1), 5 = 5.0, 2.5 > 2", "4.000000000e+00|true|true");
        check("SELECT sum(least(delay, -3)), avg(greatest(0.5, delay)) FROM flights", "-28|1.041666667e+01");
        check(
                "SELECT v FROM (SELECT fare v FROM flights WHERE fare < 4.5 UNION ALL SELECT delay FROM flights) t WHERE v > 3 ORDER BY v",
                "7.000000000e+00",
                "1.700000000e+01",
                "3.700000000e+01");
    }

    @Test
    void partsOfTimesByName() throws QueryException {
        check("SELECT max(date_part('day', day)), date_part('minute', max(date)) FROM flights", "6|5");
    }

    @Test
    void trimsCharacters() throws QueryException {
        check("SELECT ltrim('abcab', 'ab'), rtrim('abcab', 'ab'), ltrim(' x'), rtrim('x ')", "cab|abc|x|x");
    }

    @Test
    void namesInTheSelectListAreColumns() throws QueryException {
        check(
                "SELECT abs(delay) AS delay, count(*) FROM flights WHERE delay IN (-3, 7) GROUP BY delay ORDER BY 1",
                "3|1",
                "7|1");
        check("SELECT -delay AS delay, delay AS fare FROM flights WHERE delay = 7", "-7|7");
        check("SELECT origin AS o, count(*) AS n FROM flights GROUP BY o HAVING n > 1 ORDER BY o", "ANC|2", "ATL|2");
    }

    @Test
    void setOperations() throws QueryException {
        check("SELECT origin FROM flights INTERSECT SELECT iata FROM \"my-airports\" ORDER BY 1", "ANC", "ATL");
        check("SELECT origin FROM flights EXCEPT SELECT iata FROM \"my-airports\" ORDER BY 1", "JFK", "null");
        check("SELECT delay FROM flights INTERSECT SELECT 7.0", "7.000000000e+00");
    }

    @Test
    void quantifiedSubqueries() throws QueryException {
        check(
                "SELECT _offset FROM flights WHERE delay > ALL (SELECT delay FROM flights WHERE delay < 17) ORDER BY 1",
                "3",
                "5");
        check("SELECT _offset FROM flights WHERE delay <= ANY (SELECT 7) ORDER BY 1", "0", "1", "2");
        check("SELECT _offset FROM flights WHERE (origin, delay) IN (SELECT 'ATL', 17)", "3");
    }

    @Test
    void conditionsThatNothingMeets() throws QueryException {
        check(
                "SELECT _offset FROM flights WHERE CASE WHEN origin <> origin THEN -4 END IN (SELECT delay FROM flights)");
        check("SELECT * FROM (SELECT origin, fare AS v FROM flights WHERE fare = 0.0 INTERSECT"
                + " SELECT origin, 3 FROM flights WHERE origin IS NOT DISTINCT FROM 'ATL' AND delay NOT BETWEEN -1 AND _offset) t"
                + " WHERE v > 2");
    }
}
