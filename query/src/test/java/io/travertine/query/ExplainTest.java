package io.travertine.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.travertine.engine.Engine;
import io.travertine.engine.EngineOptions;
import io.travertine.engine.TopicSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans as text: what a scan is given to do, and what it read and skipped. */
class ExplainTest {
    private final QueryEngine engine = new QueryEngine(Flights.tables(), QueryOptions.DEFAULTS);

    private void check(String sql, String plan) throws QueryException {
        assertEquals(plan.strip(), String.join("\n", Rows.of(engine, "EXPLAIN " + sql)), sql);
    }

    @Test
    void scansReadOnlyWhatIsUsed() throws QueryException {
        check(
                "SELECT origin, count(*) AS n FROM flights WHERE delay > 0 AND abs(fare) < 30 GROUP BY origin ORDER BY n DESC LIMIT 3",
                """
TopN 3 by n desc
  Aggregate count() by origin
    Project origin
      Filter (abs(fare) < 30.0)
        Scan flights columns [fare, origin] where delay > 0
""");
        check(
                "SELECT max(f.delay) FROM flights f JOIN \"my-airports\" a ON f.origin = a.iata WHERE a.city LIKE 'A!%%' ESCAPE '!'",
                """
Aggregate max(delay)
  HashJoin inner on origin = iata, second input in memory
    Project delay, origin
      Scan flights columns [delay, origin]
    Scan my-airports columns [iata, city] where city like 'A!%%' escape '!'
""");
        check("SELECT count(*) FROM flights", "RowCount flights");
    }

    @Test
    void limitsReachTheScan() throws QueryException {
        check("SELECT _offset FROM flights WHERE late LIMIT 2 OFFSET 1", """
Limit 2 offset 1
  Project _offset
    Scan flights columns [_offset] where late = true limit 3
""");
        check("SELECT _offset FROM flights WHERE abs(delay) > 3 LIMIT 2", """
Limit 2
  Project _offset
    Filter (abs(delay) > 3)
      Scan flights columns [_offset, delay]
""");
    }

    @Test
    void indexesAreNamedWhereTheyHelp() throws QueryException {
        String id = Flights.ID + "1";
        check("SELECT delay FROM flights WHERE _id = '" + id + "' AND _offset >= 1", """
Project delay
  Scan flights columns [delay] where _id = '%s' and _offset >= 1 index _id, _offset
""".formatted(id));
        check("SELECT delay FROM flights WHERE _id <> '" + id + "' AND _offset IS NOT NULL", """
Project delay
  Scan flights columns [delay] where _id <> '%s' and _offset is not null
""".formatted(id));
    }

    @Test
    void analyzeTellsWhatWasReadAndSkipped(@TempDir Path directory) throws Exception {
        EngineOptions options =
                EngineOptions.builder(directory).backgroundCompaction(false).build();
        try (Engine records = Engine.open(options);
                QueryEngine queries = new QueryEngine(records, QueryOptions.DEFAULTS)) {
            Producing.produce(
                    records.createTopic(new TopicSpec("numbers", 1, Map.of("travertine.indexes", "g"))),
                    IntStream.range(0, 100_000)
                            .mapToObj(i -> "{\"n\":" + i + ",\"g\":\"g" + i % 1_000 + "\"}")
                            .toList(),
                    value -> 0);
            records.compact("numbers");
            analyze(queries, "SELECT g FROM numbers WHERE n >= 99990", """
Project g  (10 rows, _ ms)
  Scan numbers columns [g] where n >= 99990  (10 rows, _ ms, read 34464 of 100000 rows, skipped by range 0, by zone map 65536, by index 0, _ bytes)
""");
            analyze(queries, "SELECT n FROM numbers WHERE g = 'g7'", """
Project n  (100 rows, _ ms)
  Scan numbers columns [n] where g = 'g7' index g  (100 rows, _ ms, read 100 of 100000 rows, skipped by range 0, by zone map 0, by index 99900, _ bytes)
""");
            analyze(queries, "SELECT n FROM numbers WHERE _offset < 5", """
Project n  (5 rows, _ ms)
  Scan numbers columns [n] where _offset < 5 index _offset  (5 rows, _ ms, read 5 of 100000 rows, skipped by range 99995, by zone map 0, by index 0, _ bytes)
""");
        }
    }

    private static void analyze(QueryEngine queries, String sql, String plan) throws QueryException {
        List<String> lines = Rows.of(queries, "EXPLAIN ANALYZE " + sql).stream()
                .map(line -> line.replaceAll("\\d+\\.\\d+ ms", "_ ms").replaceAll("\\d+ bytes", "_ bytes"))
                .toList();
        assertEquals(plan.strip(), String.join("\n", lines), sql);
    }
}
