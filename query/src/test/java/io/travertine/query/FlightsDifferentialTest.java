package io.travertine.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.engine.AppendException;
import io.travertine.engine.AppendListener;
import io.travertine.engine.Engine;
import io.travertine.engine.EngineOptions;
import io.travertine.engine.Partition;
import io.travertine.engine.Topic;
import io.travertine.engine.TopicSpec;
import io.travertine.storage.batch.Compression;
import io.travertine.storage.batch.RecordBatchBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
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
    private static final int BATCH = 500;

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
        produce(
                engine.createTopic(new TopicSpec(
                        "flights",
                        PARTITIONS,
                        Map.of("travertine.columns", "date TIMESTAMP", "travertine.indexes", "origin"))),
                flights.lines().toList());
        produce(
                engine.createTopic(new TopicSpec("airports", 1, Map.of())),
                duckDb.query("SELECT to_json(a) FROM airports a", List.of()));
    }

    private static void produce(Topic topic, List<String> values) {
        List<CompletableFuture<Long>> answers = new ArrayList<>();
        for (int from = 0; from < values.size(); from += BATCH) {
            Partition partition =
                    topic.partitions().get(from / BATCH % topic.partitions().size());
            answers.add(append(partition, values.subList(from, Math.min(values.size(), from + BATCH))));
        }
        answers.forEach(CompletableFuture::join);
    }

    private static CompletableFuture<Long> append(Partition partition, List<String> values) {
        RecordBatchBuilder builder = new RecordBatchBuilder();
        builder.reset(0, Compression.NONE);
        for (String value : values) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            builder.append(timestamp(value), new byte[0], 0, 0, bytes, 0, bytes.length);
        }
        ByteBuffer built = builder.build();
        ByteBuffer batch = ByteBuffer.allocate(built.remaining()).put(built).flip();
        CompletableFuture<Long> answer = new CompletableFuture<>();
        partition.loop().execute(() -> {
            try {
                partition.append(batch, new AppendListener() {
                    @Override
                    public void appended(long baseOffset, long baseIdHigh, long baseIdLow) {
                        answer.complete(baseOffset);
                    }

                    @Override
                    public void failed(Exception cause) {
                        answer.completeExceptionally(cause);
                    }
                });
            } catch (AppendException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    /** A flight's time is its date; airports have none. */
    private static long timestamp(String json) {
        String date = "\"date\":\"";
        int start = json.indexOf(date) + date.length();
        return json.startsWith("{" + date)
                ? Instant.parse(json.substring(start, json.indexOf('"', start))).toEpochMilli()
                : 0;
    }
}
