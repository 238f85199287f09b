package io.travertine.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Random queries over random tables: the same rows as DuckDB gives. Replay with {@code -Dquery.seed=...}, run longer with
 * {@code -Dquery.count=...}.
 */
@EnabledIfSystemProperty(named = "travertine.differential", matches = "true")
class DuckDbDifferentialTest {
    private static final long SEED = Long.getLong("query.seed", System.nanoTime());
    private static final int COUNT = Integer.getInteger("query.count", 400);
    private static final int QUERIES_PER_TABLE = 100;

    @Test
    void sameRowsAsDuckDb() throws Exception {
        List<String> failures = new ArrayList<>();
        for (int first = 0; first < COUNT; first += QUERIES_PER_TABLE) {
            compare(SEED + first, Math.min(QUERIES_PER_TABLE, COUNT - first), failures);
        }
        assertEquals("", String.join("\n", failures), "seed " + SEED);
    }

    private static void compare(long seed, int count, List<String> failures) throws Exception {
        QueryGenerator generator = new QueryGenerator(seed);
        MemoryTables tables = new MemoryTables();
        try (DuckDb duckDb = new DuckDb();
                QueryEngine engine = new QueryEngine(tables, QueryOptions.DEFAULTS)) {
            List<Object[]> left = generator.rows(200);
            List<Object[]> right = generator.rows(60);
            tables.add("l", QueryGenerator.COLUMNS, left, 40).add("r", QueryGenerator.COLUMNS, right, 25);
            duckDb.create("l", QueryGenerator.COLUMNS, left);
            duckDb.create("r", QueryGenerator.COLUMNS, right);
            for (int i = 0; i < count; i++) {
                compare(engine, duckDb, generator.query(), failures);
            }
        }
        assertEquals(0, tables.openScans.get(), "open scans");
        assertEquals(0, tables.openSnapshots.get(), "open snapshots");
    }

    private static void compare(QueryEngine engine, DuckDb duckDb, String sql, List<String> failures) throws Exception {
        List<String> expected = duckDb.query(sql).stream().sorted().toList();
        List<String> found;
        try {
            found = Rows.of(engine, sql).stream().sorted().toList();
        } catch (QueryException failure) {
            failures.add(sql + "\n  failed: " + failure.sqlState() + " " + failure.getMessage());
            return;
        }
        if (!expected.equals(found)) {
            List<String> missing = new ArrayList<>(expected);
            found.forEach(missing::remove);
            List<String> surplus = new ArrayList<>(found);
            expected.forEach(surplus::remove);
            failures.add(sql + "\n  missing " + missing.stream().limit(5).toList() + "\n  surplus "
                    + surplus.stream().limit(5).toList());
        }
    }
}
