package io.travertine.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Random queries over random tables: the same rows as DuckDB gives, or an error where it gives one. What we do not support we say
 * so; few queries may be of that kind. Every query has a seed of its own, which a failure prints; replay it with
 * {@code -Dquery.seed=... -Dquery.count=1}, or run longer with {@code -Dquery.count=...}.
 */
class DuckDbDifferentialTest {
    private static final long SEED = Long.getLong("query.seed", System.nanoTime() / 1000);
    private static final int COUNT = Integer.getInteger("query.count", 400);
    private static final int QUERIES_PER_TABLES = 200;
    private static final double MOST_UNSUPPORTED = 0.05;

    private final List<String> failures = new ArrayList<>();
    private int unsupported;
    private int failed;

    @Test
    void sameRowsAsDuckDb() throws Exception {
        long seed = SEED;
        while (seed < SEED + COUNT) {
            long block = Math.floorDiv(seed, QUERIES_PER_TABLES);
            long end = Math.min(SEED + COUNT, (block + 1) * QUERIES_PER_TABLES);
            compare(block, seed, end);
            seed = end;
        }
        System.out.printf(
                "%d queries from seed %d, %d unsupported, %d failed alike%n", COUNT, SEED, unsupported, failed);
        assertEquals("", String.join("\n", failures), failures.size() + " differences");
        assertTrue(
                unsupported <= Math.max(1, COUNT * MOST_UNSUPPORTED),
                unsupported + " of " + COUNT + " queries from seed " + SEED + " were not supported");
    }

    private void compare(long block, long from, long to) throws Exception {
        MemoryTables tables = new MemoryTables();
        try (DuckDb duckDb = new DuckDb();
                QueryEngine engine = new QueryEngine(tables, QueryOptions.DEFAULTS)) {
            for (String macro : SqlSpelling.DUCKDB_MACROS) {
                duckDb.execute(macro);
            }
            for (Map.Entry<String, List<Object[]>> table :
                    RandomRows.tables(block).entrySet()) {
                tables.add(table.getKey(), RandomRows.COLUMNS, table.getValue(), 40);
                duckDb.create(table.getKey(), RandomRows.COLUMNS, table.getValue());
            }
            for (long seed = from; seed < to; seed++) {
                compare(engine, duckDb, seed);
            }
        }
        assertEquals(0, tables.openScans.get(), "open scans");
        assertEquals(0, tables.openSnapshots.get(), "open snapshots");
    }

    private void compare(QueryEngine engine, DuckDb duckDb, long seed) {
        QueryGenerator.Query ours = QueryGenerator.query(seed, SqlSpelling.OURS);
        QueryGenerator.Query theirs = QueryGenerator.query(seed, SqlSpelling.DUCKDB);
        Answer found = ask(engine, ours);
        Answer expected = ask(duckDb, theirs);
        if (found.error().startsWith("0A000")) {
            unsupported++;
        } else if (!found.error().isEmpty() && found.isDataError() && expected.isDataError()) {
            failed++;
        } else if (!found.equals(expected)) {
            failures.add("seed " + seed + ": " + ours.sql() + " " + ours.parameters() + found.differenceTo(expected));
        }
    }

    private static Answer ask(QueryEngine engine, QueryGenerator.Query query) {
        try {
            return Answer.of(Rows.of(engine, query.sql(), query.parameters().toArray()), query.ordered());
        } catch (QueryException failure) {
            return Answer.failed(failure.sqlState() + " " + failure.getMessage());
        }
    }

    private static Answer ask(DuckDb duckDb, QueryGenerator.Query query) {
        try {
            return Answer.of(duckDb.query(query.sql(), query.parameters()), query.ordered());
        } catch (SQLException failure) {
            return Answer.failed(String.valueOf(failure.getMessage()));
        }
    }

    /** Rows, or an error. */
    private record Answer(List<String> rows, String error) {
        static Answer of(List<String> rows, boolean ordered) {
            return new Answer(ordered ? rows : rows.stream().sorted().toList(), "");
        }

        static Answer failed(String error) {
            return new Answer(List.of(), error);
        }

        /** Class 22 of the SQLSTATEs, and the words that DuckDB has for it. */
        boolean isDataError() {
            return error.startsWith("22")
                    || error.startsWith("Out of Range Error")
                    || error.startsWith("Conversion Error")
                    || error.endsWith(SqlSpelling.DATA_ERROR);
        }

        String differenceTo(Answer expected) {
            if (!error.isEmpty() || !expected.error.isEmpty()) {
                return "\n  we: " + (error.isEmpty() ? rows.size() + " rows" : error) + "\n  DuckDB: "
                        + (expected.error.isEmpty() ? expected.rows.size() + " rows" : expected.error);
            }
            List<String> missing = new ArrayList<>(expected.rows);
            rows.forEach(missing::remove);
            List<String> surplus = new ArrayList<>(rows);
            expected.rows.forEach(surplus::remove);
            return "\n  missing " + missing.stream().limit(4).toList() + "\n  surplus "
                    + surplus.stream().limit(4).toList();
        }
    }
}
