package io.travertine.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.engine.Engine;
import io.travertine.engine.EngineOptions;
import io.travertine.engine.TopicSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The questions of flights-questions.sql, asked of the real flights: of the fresh log, of segments, and of a reopened directory.
 * Each time the answers are DuckDB's.
 */
@Timeout(300)
class FlightsDifferentialTest {
    private static final Path EXAMPLE = Path.of(System.getProperty("travertine.root", ".."), "examples", "flights");
    private static final int PARTITIONS = 4;

    @TempDir
    Path directory;

    @Test
    void answersAreThoseOfDuckDb() throws Exception {
        List<String> questions = questions();
        assertTrue(questions.size() >= 25, questions.size() + " questions");
        List<List<String>> expected = new ArrayList<>();
        EngineOptions options =
                EngineOptions.builder(directory).backgroundCompaction(false).build();
        try (Engine engine = Engine.open(options);
                DuckDb duckDb = duckDb()) {
            load(engine, duckDb);
            for (String question : questions) {
                expected.add(duckDb.query(question, List.of()));
            }
            check("the fresh log", engine, questions, expected);
            engine.seal();
            engine.compact("flights");
            engine.compact("airports");
            check("segments", engine, questions, expected);
        }
        try (Engine engine = Engine.open(options)) {
            check("a reopened directory", engine, questions, expected);
        }
    }

    private static void check(String source, Engine engine, List<String> questions, List<List<String>> expected)
            throws QueryException {
        try (QueryEngine queries = new QueryEngine(engine, QueryOptions.DEFAULTS)) {
            for (int i = 0; i < questions.size(); i++) {
                assertEquals(expected.get(i), Rows.of(queries, questions.get(i)), source + ": " + questions.get(i));
            }
        }
    }

    private static List<String> questions() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(FlightsDifferentialTest.class.getResourceAsStream("/flights-questions.sql"))) {
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(all.split(";"))
                    .map(String::strip)
                    .filter(question -> !question.isEmpty())
                    .toList();
        }
    }

    private static DuckDb duckDb() throws Exception {
        DuckDb duckDb = new DuckDb();
        duckDb.execute("CREATE TABLE flights AS SELECT *, \"date\" AS _timestamp FROM read_json('"
                + EXAMPLE.resolve("flights-200k.ndjson.gz")
                + "', format = 'newline_delimited', columns = {date: 'TIMESTAMP',"
                + " delay: 'BIGINT', distance: 'BIGINT', origin: 'VARCHAR', destination: 'VARCHAR'})");
        duckDb.execute("CREATE TABLE airports AS SELECT * FROM read_csv('" + EXAMPLE.resolve("airports.csv") + "')");
        return duckDb;
    }

    /** DuckDB also turns the airports into JSON. */
    private static void load(Engine engine, DuckDb duckDb) throws Exception {
        String flights;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(EXAMPLE.resolve("flights-200k.ndjson.gz")))) {
            flights = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Producing.produce(
                engine.createTopic(new TopicSpec(
                        "flights",
                        PARTITIONS,
                        Map.of("travertine.columns", "date TIMESTAMP", "travertine.indexes", "origin"))),
                flights.lines().toList(),
                FlightsDifferentialTest::timestamp);
        Producing.produce(
                engine.createTopic(new TopicSpec("airports", 1, Map.of())),
                duckDb.query("SELECT to_json(a) FROM airports a", List.of()),
                value -> 0);
    }

    /** A flight's time is its date. */
    private static long timestamp(String json) {
        String date = "{\"date\":\"";
        return Instant.parse(json.substring(date.length(), json.indexOf('"', date.length())))
                .toEpochMilli();
    }
}
