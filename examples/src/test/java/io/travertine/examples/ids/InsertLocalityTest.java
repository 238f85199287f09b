package io.travertine.examples.ids;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.ids.Id128;
import io.travertine.ids.Ulid;
import io.travertine.ids.UuidV4;
import io.travertine.ids.UuidV7;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the order of ids is worth to a B-tree: the same rows are inserted under random ids and under ids in order of time, 1000 in a
 * transaction. A thousand random ids touch a thousand places of the tree, a thousand ordered ones its right edge.
 *
 * <p>The build inserts few. The long run writes the plot of {@code docs/ids.md}:
 * {@code mvn test -pl examples -am -Dtest=InsertLocalityTest -Dtravertine.locality.rows=1000000}.
 */
class InsertLocalityTest {
    private static final int ROWS = Integer.getInteger("travertine.locality.rows", 20_000);
    private static final int STEPS = 20;
    private static final int TRANSACTION = 1000;
    private static final int STEP_ROWS = Math.max(1, ROWS / STEPS / TRANSACTION) * TRANSACTION;
    private static final Path PLOTS = Path.of("..", "docs");

    private enum Kind {
        V4(UuidV4::random),
        V7(UuidV7::next),
        ULID(Ulid::next);

        private final Supplier<? extends Id128<?>> maker;

        Kind(Supplier<? extends Id128<?>> maker) {
            this.maker = maker;
        }

        List<? extends Id128<?>> ids() {
            return Stream.generate(maker).limit(TRANSACTION).toList();
        }
    }

    /** What one step of a run took: rows so far, rows per second, bytes of the write-ahead log per row, bytes of the index per row. */
    private record Step(double rows, double rate, double logged, double size) {}

    private record Run(Kind kind, List<Step> steps) {
        double logged() {
            return steps.stream().mapToDouble(Step::logged).average().orElseThrow();
        }

        Panels.Line line(ToDoubleFunction<Step> value) {
            return new Panels.Line(
                    kind.name().toLowerCase(Locale.ROOT),
                    steps.stream().map(Step::rows).toList(),
                    steps.stream().map(step -> value.applyAsDouble(step)).toList());
        }
    }

    /** How many bytes went to the log since the last time, and how many the index has. */
    private interface Sizes {
        long logged() throws SQLException;

        long size() throws SQLException;
    }

    @TempDir
    Path directory;

    /** SQLite as it is, with its cache of 2 MB, but that the log is emptied at each step only. */
    @Test
    void sqlite() throws Exception {
        List<Run> runs = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            String url = "jdbc:sqlite:" + directory.resolve(kind + ".db");
            try (Connection connection = DriverManager.getConnection(url)) {
                execute(connection, "PRAGMA journal_mode = WAL");
                execute(connection, "PRAGMA wal_autocheckpoint = 0");
                int page = (int) number(connection, "PRAGMA page_size", 1);
                runs.add(run(kind, connection, Database.SQLITE, new Sizes() {
                    @Override
                    public long logged() throws SQLException {
                        long frames = number(connection, "PRAGMA wal_checkpoint(PASSIVE)", 2);
                        execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
                        return frames * page;
                    }

                    @Override
                    public long size() throws SQLException {
                        return number(
                                        connection,
                                        "SELECT page_count - freelist_count FROM pragma_page_count, pragma_freelist_count",
                                        1)
                                * page;
                    }
                }));
            }
        }
        check("SQLite", runs);
    }

    /** PostgreSQL with a cache that holds a part of the index, as in a table that has grown, and a checkpoint at each step. */
    @Test
    void postgresql() throws Exception {
        String unavailable = PostgreSql.unavailable();
        Assumptions.assumeTrue(unavailable == null, unavailable);
        List<Run> runs = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            try (PostgreSql server = PostgreSql.start("shared_buffers=16MB");
                    Connection connection = DriverManager.getConnection(server.url() + "&reWriteBatchedInserts=true")) {
                runs.add(run(kind, connection, Database.POSTGRESQL, new Sizes() {
                    private long before = position();

                    @Override
                    public long logged() throws SQLException {
                        long logged = position() - before;
                        execute(connection, "CHECKPOINT");
                        before = position();
                        return logged;
                    }

                    private long position() throws SQLException {
                        return number(connection, "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')", 1);
                    }

                    @Override
                    public long size() throws SQLException {
                        return number(connection, "SELECT pg_relation_size('notes_pkey')", 1);
                    }
                }));
            }
        }
        check("PostgreSQL", runs);
        assertTrue(last(runs.get(0)).size() > 1.1 * last(runs.get(1)).size(), "ordered ids fill their pages");
    }

    private static Run run(Kind kind, Connection connection, Database database, Sizes sizes) throws SQLException {
        insert(Notes.create(connection, database, "warm"), kind, Math.min(ROWS, 50_000));
        execute(connection, "DROP TABLE warm");
        sizes.logged();
        Notes notes = Notes.create(connection, database, "notes");
        List<Step> steps = new ArrayList<>();
        for (int step = 1; step <= STEPS; step++) {
            long start = System.nanoTime();
            insert(notes, kind, STEP_ROWS);
            double seconds = (System.nanoTime() - start) / 1e9;
            double sum = (double) step * STEP_ROWS;
            steps.add(new Step(sum, STEP_ROWS / seconds, sizes.logged() / (double) STEP_ROWS, sizes.size() / sum));
        }
        return new Run(kind, steps);
    }

    private static void insert(Notes notes, Kind kind, int rows) throws SQLException {
        for (int done = 0; done < rows; done += TRANSACTION) {
            notes.insert(kind.ids());
        }
    }

    private static void check(String database, List<Run> runs) throws Exception {
        System.out.println(table(database, runs));
        if (ROWS >= 1_000_000) {
            Files.writeString(PLOTS.resolve("ids-" + database.toLowerCase(Locale.ROOT) + ".svg"), plot(database, runs));
        }
        Run random = runs.get(0);
        for (Run ordered : runs.subList(1, runs.size())) {
            assertTrue(random.logged() > 1.5 * ordered.logged(), () -> table(database, runs));
        }
    }

    private static String plot(String database, List<Run> runs) {
        return Panels.svg(
                List.of(
                        panel(database + ": inserts a second", runs, Step::rate),
                        panel("bytes logged, each row", runs, Step::logged),
                        panel("bytes of the B-tree, each row", runs, Step::size)),
                3);
    }

    private static Panels.Panel panel(String title, List<Run> runs, ToDoubleFunction<Step> value) {
        return new Panels.Panel(
                title, "rows", runs.stream().map(run -> run.line(value)).toList());
    }

    /** The last quarter of each run. */
    private static String table(String database, List<Run> runs) {
        StringBuilder text = new StringBuilder(
                "| %s, %,d rows | inserts/s | bytes logged, each row | bytes of the B-tree, each row |\n"
                        .formatted(database, STEPS * STEP_ROWS));
        for (Run run : runs) {
            List<Step> steps = run.steps().subList(STEPS * 3 / 4, STEPS);
            text.append("| %s | %,.0f | %,.0f | %.1f |\n"
                    .formatted(
                            run.kind(),
                            mean(steps, Step::rate),
                            mean(steps, Step::logged),
                            last(run).size()));
        }
        return text.toString();
    }

    private static double mean(List<Step> steps, ToDoubleFunction<Step> value) {
        return steps.stream().mapToDouble(value).average().orElseThrow();
    }

    private static Step last(Run run) {
        return run.steps().get(STEPS - 1);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(Connection connection, String sql, int column) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(column);
        }
    }
}
