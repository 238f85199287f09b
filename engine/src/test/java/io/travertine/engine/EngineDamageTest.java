package io.travertine.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.columnar.BatchSource;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.Predicate;
import io.travertine.columnar.ScanRequest;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import io.travertine.storage.batch.Compression;
import io.travertine.storage.file.StrictFileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Changes bytes of any file of a closed data directory, and cuts files short: what is read afterwards is right, or an error that
 * names the file. Nothing wrong is returned, by whatever door.
 *
 * <p>{@code -Dtravertine.damages=N} tries more; {@code -Dtravertine.seed=N} tries others.
 */
@Timeout(600)
class EngineDamageTest {
    private static final int DAMAGES = Integer.getInteger("travertine.damages", 1_500);
    private static final long SEED = Long.getLong("travertine.seed", 3);
    private static final Path DIRECTORY = Path.of("/data");
    private static final int RECORDS = 240;

    private static EngineOptions options(StrictFileSystem files) {
        return EngineOptions.builder(DIRECTORY)
                .fileSystem(files)
                .logFileBytes(3_000)
                .hotLogBytes(4_000)
                .backgroundCompaction(false)
                .build();
    }

    private static String value(long n) {
        return "{\"n\":" + n + ",\"name\":\"name " + n % 7 + "\"}";
    }

    /** Sealed and open log files, segments with an index, metadata of several commits. */
    private static StrictFileSystem write() throws Exception {
        StrictFileSystem files = new StrictFileSystem();
        try (Engine engine = Engine.open(options(files))) {
            Topic topic = engine.createTopic(new TopicSpec("t", 2, Map.of("travertine.indexes", "n")));
            for (int n = 0; n < RECORDS; n += 4) {
                List<String> values = List.of(value(n), value(n + 1), value(n + 2), value(n + 3));
                Compression codec = n % 3 == 0 ? Compression.LZ4 : Compression.NONE;
                EngineTester.append(topic.partitions().get(n / 4 % 2), codec, values)
                        .join();
                if (n == RECORDS / 2) {
                    engine.compact("t");
                }
            }
        }
        return files;
    }

    @Test
    void aChangedByteIsReportedOrHarmless() throws Exception {
        StrictFileSystem whole = write();
        List<Path> paths = files(whole, DIRECTORY);
        Random random = new Random(SEED);
        AtomicInteger reported = new AtomicInteger();
        for (int i = 0; i < DAMAGES; i++) {
            Path path = paths.get(random.nextInt(paths.size()));
            int size = whole.content(path).length;
            if (size > 0) {
                int position = random.nextInt(size);
                StrictFileSystem damaged = whole.copy();
                damaged.corrupt(path, position, 1 << random.nextInt(8));
                check(damaged, path, "byte " + position, reported);
            }
        }
        assertTrue(reported.get() > DAMAGES / 2, reported + " of " + DAMAGES + " reported");
    }

    /** Metadata are left out: cut short they are what they were after an earlier commit. */
    @Test
    void aFileCutShortIsReported() throws Exception {
        StrictFileSystem whole = write();
        List<Path> paths = files(whole, DIRECTORY).stream()
                .filter(path -> !path.startsWith(DataDirectory.metadata(DIRECTORY)))
                .toList();
        Random random = new Random(SEED);
        AtomicInteger reported = new AtomicInteger();
        for (int i = 0; i < DAMAGES / 5; i++) {
            Path path = paths.get(random.nextInt(paths.size()));
            int size = whole.content(path).length;
            if (size > 0) {
                int length = random.nextInt(size);
                StrictFileSystem damaged = whole.copy();
                damaged.resize(path, length);
                check(damaged, path, "cut to " + length + " bytes", reported);
            }
        }
        assertTrue(reported.get() > DAMAGES / 10, reported + " of " + DAMAGES / 5 + " reported");
    }

    private static void check(StrictFileSystem damaged, Path path, String what, AtomicInteger reported)
            throws Exception {
        String context = "seed " + SEED + ": " + path + ", " + what;
        try (Engine engine = Engine.open(options(damaged))) {
            readEverything(engine, context);
        } catch (IOException e) {
            String name = path.getFileName().toString();
            assertTrue(String.valueOf(e.getMessage()).contains(name), () -> context + " gave " + e);
            reported.incrementAndGet();
        } catch (RuntimeException e) {
            throw new AssertionError(context, e);
        }
    }

    private static void readEverything(Engine engine, String context) throws Exception {
        Topic topic = Objects.requireNonNull(engine.topic("t"), context);
        List<String> fetched = new ArrayList<>();
        for (Partition partition : topic.partitions()) {
            List<String> values = EngineTester.fetch(partition, 0);
            fetched.addAll(values);
            List<RecordView> records = engine.read(partition, 0, 1_000);
            assertEquals(values.size(), records.size(), context);
            RecordView some = records.get(records.size() / 3);
            assertEquals(
                    some.offset(),
                    engine.find(some.idHigh(), some.idLow()).orElseThrow().offset(),
                    context);
        }
        assertEquals(RECORDS, fetched.size(), context);
        for (long n = 0; n < RECORDS; n++) {
            assertTrue(fetched.contains(value(n)), context);
        }
        List<Long> scanned = EngineTester.longs(engine, "t", "n");
        Collections.sort(scanned);
        for (int n = 0; n < RECORDS; n++) {
            assertEquals(n, scanned.get(n), context);
        }
        assertEquals(1, withNumber(engine, 11), context);
        assertEquals(1, withNumber(engine, RECORDS - 5), context);
    }

    /** How many records have the number, which the index of a segment finds. */
    private static int withNumber(Engine engine, long n) throws IOException {
        ColumnSchema column = new ColumnSchema("n", ColumnType.INT64);
        ScanRequest request = new ScanRequest(
                List.of(column),
                List.of(new ScanRequest.ColumnPredicate(
                        column, new Predicate.Comparison("n", Predicate.Operator.EQUAL, n))),
                Long.MAX_VALUE);
        int count = 0;
        try (DatabaseSnapshot snapshot = engine.snapshot();
                BatchSource source = Objects.requireNonNull(snapshot.table("t")).scan(request)) {
            for (ColumnBatch batch = source.next(); batch != null; batch = source.next()) {
                count += batch.selectedCount();
            }
        }
        return count;
    }

    private static List<Path> files(StrictFileSystem files, Path directory) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path path : files.list(directory)) {
            List<Path> below = files(files, path);
            found.addAll(below.isEmpty() ? List.of(path) : below);
        }
        return found;
    }
}
