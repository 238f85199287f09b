package io.travertine.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.travertine.engine.Partition.OffsetAndTimestamp;
import io.travertine.storage.batch.Compression;
import io.travertine.storage.file.Fault;
import io.travertine.storage.file.FileSystem;
import io.travertine.storage.file.OsFileSystem;
import io.travertine.storage.file.StrictFileSystem;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EngineTest {
    private static final long SEED = Long.getLong("travertine.seed", 17);

    @TempDir
    Path directory;

    private EngineOptions options() {
        return EngineOptions.builder(directory)
                .logFileBytes(40_000)
                .hotLogBytes(0)
                .backgroundCompaction(false)
                .build();
    }

    private static String json(long n) {
        return "{\"n\":" + n + ",\"even\":" + (n % 2 == 0) + ",\"text\":\"" + "x".repeat((int) (n % 50)) + "\"}";
    }

    /** Every way to read gives the same records before sealing, after it, after compaction, and after a restart. */
    @Test
    void everyLayerGivesTheSameAnswers() throws Exception {
        List<List<String>> expected = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Random random = new Random(SEED);
        try (Engine engine = Engine.open(options())) {
            Topic topic = engine.createTopic(new TopicSpec("numbers", 3, Map.of("travertine.indexes", "n")));
            fill(topic, expected, random, 3_000);
            check(engine, expected);
            engine.seal();
            check(engine, expected);
            fill(topic, expected, random, 500);
            check(engine, expected);
            CompactionReport report = engine.compact("numbers");
            assertEquals(3_500, report.records());
            assertTrue(report.logFilesRetired() > 0, report.toString());
            check(engine, expected);
            fill(topic, expected, random, 700);
            check(engine, expected);
        }
        try (Engine engine = Engine.open(options())) {
            check(engine, expected);
            fill(Objects.requireNonNull(engine.topic("numbers")), expected, random, 300);
            engine.compact("numbers");
            check(engine, expected);
        }
        try (Engine engine = Engine.open(options())) {
            check(engine, expected);
        }
    }

    private static void fill(Topic topic, List<List<String>> expected, Random random, int count) {
        List<CompletableFuture<Long>> answers = new ArrayList<>();
        long n = expected.stream().mapToLong(List::size).sum();
        for (int left = count; left > 0; ) {
            int partition = random.nextInt(expected.size());
            List<String> values = new ArrayList<>();
            for (int i = Math.min(left, 1 + random.nextInt(60)); i > 0; i--, left--) {
                values.add(json(n++));
            }
            Compression[] codecs = Compression.values();
            answers.add(EngineTester.append(
                    topic.partitions().get(partition), codecs[random.nextInt(codecs.length)], values));
            expected.get(partition).addAll(values);
        }
        answers.forEach(CompletableFuture::join);
    }

    private static void check(Engine engine, List<List<String>> expected) throws Exception {
        Topic topic = Objects.requireNonNull(engine.topic("numbers"));
        Random random = new Random(SEED);
        for (Partition partition : topic.partitions()) {
            List<String> values = expected.get(partition.index());
            assertEquals(values.size(), partition.highWatermark());
            assertEquals(values, EngineTester.fetch(partition, 0));
            int from = random.nextInt(values.size());
            assertEquals(values.subList(from, values.size()), EngineTester.fetch(partition, from));
            for (RecordView record : engine.read(partition, from, 5)) {
                RecordView found = engine.find(record.idHigh(), record.idLow()).orElseThrow();
                assertEquals(record.offset(), found.offset());
                assertArrayEquals(record.value(), found.value());
                assertEquals(values.get((int) record.offset()), new String(found.value(), StandardCharsets.UTF_8));
                assertEquals(partition.index(), found.partition());
            }
            Optional<OffsetAndTimestamp> late = partition.offsetForTimestamp(1_070);
            long first = LongStream.range(0, values.size())
                    .filter(i -> 1_000 + values.get((int) i).length() >= 1_070)
                    .findFirst()
                    .orElseThrow();
            assertEquals(first, late.orElseThrow().offset());
            assertEquals(Optional.empty(), partition.offsetForTimestamp(5_000));
        }
        List<Long> scanned = EngineTester.longs(engine, "numbers", "n");
        Collections.sort(scanned);
        long count = expected.stream().mapToLong(List::size).sum();
        assertEquals(LongStream.range(0, count).boxed().toList(), scanned);
    }

    @Test
    void whatWasAcknowledgedBeforeAQueryBeganIsInItsAnswer() throws Exception {
        try (Engine engine = Engine.open(EngineOptions.builder(directory)
                .logFileBytes(100_000)
                .hotLogBytes(50_000)
                .build())) {
            Topic topic = engine.createTopic(new TopicSpec("fresh", 2, Map.of()));
            AtomicBoolean done = new AtomicBoolean();
            List<CompletableFuture<Void>> threads = new ArrayList<>();
            for (int producer = 0; producer < 4; producer++) {
                int id = producer;
                threads.add(CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 400; i++) {
                        long n = id * 1_000_000L + i;
                        EngineTester.append(topic.partitions().get(i % 2), Compression.NONE, List.of(json(n)))
                                .join();
                        if (i % 20 == 0) {
                            assertSees(engine, n);
                        }
                    }
                }));
            }
            CompletableFuture<Void> compactions = CompletableFuture.runAsync(() -> {
                while (!done.get()) {
                    try {
                        engine.compact("fresh");
                    } catch (java.io.IOException e) {
                        throw new CompletionException(e);
                    }
                }
            });
            threads.forEach(CompletableFuture::join);
            done.set(true);
            compactions.join();
            assertEquals(1_600, EngineTester.longs(engine, "fresh", "n").size());
        }
    }

    private static void assertSees(Engine engine, long n) {
        try {
            assertTrue(EngineTester.longs(engine, "fresh", "n").contains(n), () -> n + " was acknowledged");
        } catch (java.io.IOException e) {
            throw new CompletionException(e);
        }
    }

    @Test
    void decodedTailsThatTakeTooMuchAreBroughtToDisk() throws Exception {
        try (Engine engine = Engine.open(
                EngineOptions.builder(directory).memoryBytes(4 << 20).build())) {
            Partition partition = engine.createTopic(new TopicSpec("big", 1, Map.of()))
                    .partitions()
                    .getFirst();
            List<String> values =
                    LongStream.range(0, 20_000).mapToObj(EngineTest::json).toList();
            for (int i = 0; i < values.size(); i += 500) {
                EngineTester.append(partition, Compression.NONE, values.subList(i, i + 500))
                        .join();
            }
            assertEquals(20_000, EngineTester.longs(engine, "big", "n").size());
            while (engine.throttleMs() > 0 && !Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            assertEquals(20_000, EngineTester.longs(engine, "big", "n").size());
        }
    }

    /** Nobody compacts in the background, and many tails each small would be too much together: the query has it done. */
    @Test
    void tailsThatDoNotFitIntoMemoryAreCompactedByTheQueryThatWantsThem() throws Exception {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        long limit = 4 << 20;
        EngineOptions options = EngineOptions.builder(directory)
                .backgroundCompaction(false)
                .memoryBytes(limit)
                .meters(meters)
                .build();
        Gauge used;
        try (Engine engine = Engine.open(options)) {
            used = Objects.requireNonNull(meters.find("travertine.memory.used").gauge());
            List<String> values =
                    LongStream.range(0, 500).mapToObj(EngineTest::json).toList();
            for (int t = 0; t < 20; t++) {
                Topic topic = engine.createTopic(new TopicSpec("t" + t, 2, Map.of()));
                for (int i = 0; i < 20; i++) {
                    EngineTester.append(topic.partitions().get(i % 2), Compression.NONE, values)
                            .join();
                }
            }
            for (int t = 0; t < 20; t++) {
                assertEquals(10_000, EngineTester.longs(engine, "t" + t, "n").size());
                assertTrue(used.value() < 1.5 * limit, used.value() + " bytes after table " + t);
            }
        }
        assertEquals(0, used.value());
    }

    @Test
    void aDecodedTailIsChargedForAsLongAsAQueryHoldsIt() throws Exception {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        EngineOptions options = EngineOptions.builder(directory)
                .backgroundCompaction(false)
                .meters(meters)
                .build();
        try (Engine engine = Engine.open(options)) {
            Gauge used =
                    Objects.requireNonNull(meters.find("travertine.memory.used").gauge());
            Partition partition = engine.createTopic(new TopicSpec("t", 1, Map.of()))
                    .partitions()
                    .getFirst();
            List<String> values =
                    LongStream.range(0, 2_000).mapToObj(EngineTest::json).toList();
            EngineTester.append(partition, Compression.NONE, values).join();
            double before = used.value();
            try (DatabaseSnapshot first = engine.snapshot();
                    DatabaseSnapshot second = engine.snapshot()) {
                Objects.requireNonNull(first.table("t"));
                Objects.requireNonNull(second.table("t"));
                double decoded = used.value() - before;
                assertTrue(decoded > 100_000, decoded + " bytes");
                engine.compact("t");
                first.close();
                assertEquals(before + decoded, used.value(), 10_000);
            }
            assertEquals(before, used.value(), 10_000);
        }
    }

    /** What was acknowledged before the disk was full is read on, and written on after a restart. */
    @Test
    void anEngineWhoseLogFailedSaysSoUntilItIsOpenedAgain() throws Exception {
        StrictFileSystem files = new StrictFileSystem();
        EngineOptions options = EngineOptions.builder(Path.of("/data"))
                .fileSystem(files)
                .backgroundCompaction(false)
                .build();
        try (Engine engine = Engine.open(options)) {
            Partition partition = engine.createTopic(new TopicSpec("t", 1, Map.of()))
                    .partitions()
                    .getFirst();
            EngineTester.append(partition, Compression.NONE, List.of(json(1))).join();
            assertNull(engine.failure());
            files.failAt(files.operations() + 1, Fault.NO_SPACE);
            assertThrows(
                    CompletionException.class,
                    () -> EngineTester.append(partition, Compression.NONE, List.of(json(2)))
                            .join());
            String failure = String.valueOf(engine.failure());
            assertTrue(
                    failure.startsWith("shard 0 takes no writes since its log failed: ")
                            && failure.contains("No space left on device"),
                    failure);
            assertEquals(List.of(json(1)), EngineTester.fetch(partition, 0));
        }
        try (Engine engine = Engine.open(options)) {
            assertNull(engine.failure());
            Partition partition =
                    Objects.requireNonNull(engine.topic("t")).partitions().getFirst();
            EngineTester.append(partition, Compression.NONE, List.of(json(3))).join();
            assertEquals(List.of(json(1), json(3)), EngineTester.fetch(partition, 0));
        }
    }

    /** Whatever layer they are in, records below the log start are gone, for log reads, lookups and scans, and stay gone. */
    @Test
    void deletedRecordsAreGoneFromEveryLayer() throws Exception {
        Random random = new Random(SEED);
        List<String> values = new ArrayList<>();
        long start = 0;
        try (Engine engine = Engine.open(options())) {
            engine.createTopic(new TopicSpec("t", 1, Map.of()));
        }
        for (int round = 0; round < 12; round++) {
            try (Engine engine = Engine.open(options())) {
                Partition partition = engine.topic("t").partitions().getFirst();
                assertGone(engine, partition, values, start);
                fill(engine.topic("t"), List.of(values), random, 200);
                if (random.nextBoolean()) {
                    engine.compact("t");
                }
                fill(engine.topic("t"), List.of(values), random, 100);
                assertGone(engine, partition, values, start);
                start += random.nextInt((int) (values.size() - start + 1));
                engine.deleteRecords(partition, start);
                assertGone(engine, partition, values, start);
                engine.deleteRecords(partition, start / 2);
                long beyond = values.size() + 1;
                assertThrows(OffsetOutOfRangeException.class, () -> engine.deleteRecords(partition, beyond));
                if (random.nextBoolean()) {
                    engine.compact("t");
                }
                assertGone(engine, partition, values, start);
            }
        }
        try (Engine engine = Engine.open(options())) {
            Partition partition = engine.topic("t").partitions().getFirst();
            engine.deleteRecords(partition, values.size());
            engine.compact("t");
            assertGone(engine, partition, values, values.size());
            assertTrue(sizeOf(directory) < 60_000, () -> "the space of deleted records is not given back");
        }
    }

    /** The pass behind a seal must not take the work away from the call that sealed. */
    @Test
    void compactionReportsWhatItDidBesideTheBackground() throws Exception {
        try (Engine engine = Engine.open(EngineOptions.of(directory))) {
            Topic topic = engine.createTopic(new TopicSpec("t", 1, Map.of()));
            for (int round = 0; round < 20; round++) {
                EngineTester.append(topic.partitions().getFirst(), Compression.NONE, List.of(json(1), json(2)))
                        .join();
                assertEquals(2, engine.compact("t").records(), "round " + round);
            }
        }
    }

    @Test
    void topicThatIsDeletedWhileItIsCompactedIsNoFailure() throws Exception {
        FileSystem real = new OsFileSystem();
        AtomicReference<Engine> deleting = new AtomicReference<>();
        FileSystem files = (FileSystem) Proxy.newProxyInstance(
                FileSystem.class.getClassLoader(), new Class<?>[] {FileSystem.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("rename")
                            && arguments[0].toString().endsWith(".arrow.tmp")) {
                        Engine engine = deleting.getAndSet(null);
                        if (engine != null) {
                            engine.deleteTopic("gone");
                        }
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        EngineOptions options = EngineOptions.builder(directory)
                .fileSystem(files)
                .backgroundCompaction(false)
                .build();
        try (Engine engine = Engine.open(options)) {
            for (String name : List.of("gone", "kept")) {
                Topic topic = engine.createTopic(new TopicSpec(name, 1, Map.of()));
                EngineTester.append(topic.partitions().getFirst(), Compression.NONE, List.of(json(1)))
                        .join();
            }
            deleting.set(engine);
            assertEquals(0, engine.compact("gone").records());
            assertEquals(1, engine.compact("kept").records());
            assertEquals(1, engine.topics().size());
        }
    }

    @Test
    void smallSegmentsAreMerged() throws Exception {
        Random random = new Random(SEED);
        List<List<String>> expected = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try (Engine engine = Engine.open(options())) {
            Topic topic = engine.createTopic(new TopicSpec("numbers", 3, Map.of("travertine.indexes", "n")));
            for (int round = 0; round < 40; round++) {
                fill(topic, expected, random, 120);
                engine.compact("numbers");
            }
            check(engine, expected);
            try (Stream<Path> files = Files.walk(directory)) {
                long segments =
                        files.filter(path -> path.toString().endsWith(".arrow")).count();
                assertTrue(segments <= 3 * 12, segments + " segments");
            }
        }
        try (Engine engine = Engine.open(options())) {
            check(engine, expected);
        }
    }

    private static void assertGone(Engine engine, Partition partition, List<String> values, long start)
            throws Exception {
        assertEquals(start, partition.logStartOffset());
        assertEquals(values.size(), partition.highWatermark());
        assertEquals(values.subList((int) start, values.size()), EngineTester.fetch(partition, start));
        if (start > 0) {
            assertThrows(OffsetOutOfRangeException.class, () -> EngineTester.fetch(partition, start - 1));
        }
        List<Long> offsets = EngineTester.longs(engine, "t", "_offset");
        Collections.sort(offsets);
        assertEquals(LongStream.range(start, values.size()).boxed().toList(), offsets);
    }

    private static long sizeOf(Path root) throws java.io.IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    @Test
    void topicsAreKeptDeletedAndMadeAnew() throws Exception {
        try (Engine engine = Engine.open(options())) {
            Topic first = engine.createTopic(new TopicSpec("t", 2, Map.of("travertine.format", "json")));
            assertThrows(TopicExistsException.class, () -> engine.createTopic(new TopicSpec("t", 2, Map.of())));
            assertThrows(IllegalArgumentException.class, () -> engine.createTopic(new TopicSpec("a/b", 2, Map.of())));
            assertThrows(IllegalArgumentException.class, () -> engine.createTopic(new TopicSpec("b", 0, Map.of())));
            IllegalArgumentException unknown = assertThrows(
                    IllegalArgumentException.class,
                    () -> engine.createTopic(new TopicSpec("b", 1, Map.of("retention.mss", "1"))));
            assertTrue(String.valueOf(unknown.getMessage()).contains("'retention.ms'"));
            EngineTester.append(first.partitions().getFirst(), Compression.LZ4, List.of(json(1)))
                    .join();
            engine.compact("t");
            assertTrue(engine.deleteTopic("t"));
            Topic second = engine.createTopic(new TopicSpec("t", 1, Map.of()));
            assertEquals(0, second.partitions().getFirst().highWatermark());
            assertEquals(List.of(), EngineTester.longs(engine, "t", "_offset"));
            CompletionException refused = assertThrows(
                    CompletionException.class,
                    () -> EngineTester.append(first.partitions().getFirst(), Compression.NONE, List.of("1"))
                            .join());
            assertEquals(AppendException.Reason.TOPIC_DELETED, ((AppendException) refused.getCause()).reason());
        }
        try (Engine engine = Engine.open(options())) {
            assertEquals(1, engine.topics().size());
            assertEquals(0, engine.topic("t").partitions().getFirst().highWatermark());
        }
    }

    @Test
    void aDeletedTopicGivesBackWhatItHad() throws Exception {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        EngineOptions options = EngineOptions.builder(directory).meters(meters).build();
        try (Engine engine = Engine.open(options)) {
            double before = meters.get("travertine.memory.used").gauge().value();
            Topic topic = engine.createTopic(new TopicSpec("t", 3, Map.of("travertine.indexes", "n")));
            List<List<String>> expected = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            fill(topic, expected, new Random(SEED), 2_000);
            engine.compact("t");
            fill(topic, expected, new Random(SEED), 2_000);
            assertEquals(4_000, EngineTester.longs(engine, "t", "n").size());
            assertTrue(meters.get("travertine.memory.used").gauge().value() > before + 100_000);
            assertTrue(openSegmentFiles() > 0);
            engine.deleteTopic("t");
            // What is left is the index of the log's open file.
            assertTrue(meters.get("travertine.memory.used").gauge().value() < before + 100_000);
            assertEquals(0, openSegmentFiles());
        }
    }

    @Test
    void whatWasAskedBeforeTheEndFailsOrEnds() throws Exception {
        Engine engine = Engine.open(options());
        Topic topic = engine.createTopic(new TopicSpec("numbers", 3, Map.of()));
        fill(topic, List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()), new Random(SEED), 500);
        engine.compact("numbers");
        DatabaseSnapshot snapshot = engine.snapshot();
        engine.close();
        assertEquals(0, snapshot.table("numbers").rowCount());
        snapshot.close();
        assertThrows(Exception.class, () -> engine.compact("numbers"));
    }

    /** As Linux tells of this process, deleted ones too. */
    private long openSegmentFiles() throws java.io.IOException {
        Path descriptors = Path.of("/proc/self/fd");
        Assumptions.assumeTrue(Files.isDirectory(descriptors));
        long open = 0;
        try (Stream<Path> links = Files.list(descriptors)) {
            for (Path link : links.toList()) {
                open += Files.isSymbolicLink(link) && target(link).contains(directory + "/shard-0000/columns") ? 1 : 0;
            }
        }
        return open;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (java.io.IOException closedMeanwhile) {
            return "";
        }
    }

    /** One record could otherwise make SELECT * ambiguous for everybody. */
    @Test
    void fieldsThatDifferInCaseAloneAreOneColumn() throws Exception {
        try (Engine engine = Engine.open(options())) {
            Topic topic = engine.createTopic(new TopicSpec("t", 1, Map.of("travertine.columns", "Declared BIGINT")));
            Partition partition = topic.partitions().getFirst();
            for (String value : List.of(
                    "{\"Name\":1,\"name\":2,\"NAME\":3}",
                    "{\"declared\":4,\"Declared\":5}",
                    "{\"_OFFSET\":6}",
                    "{\"name\":7}")) {
                EngineTester.append(partition, Compression.NONE, List.of(value)).join();
            }
            for (int layer = 0; layer < 2; layer++) {
                assertEquals(List.of(2L, 7L), EngineTester.longs(engine, "t", "name"));
                assertEquals(List.of(5L), EngineTester.longs(engine, "t", "Declared"));
                assertEquals(List.of(0L, 1L, 2L, 3L), EngineTester.longs(engine, "t", "_offset"));
                try (DatabaseSnapshot snapshot = engine.snapshot()) {
                    assertEquals(9, snapshot.table("t").schema().columns().size(), snapshot.table("t")::toString);
                }
                engine.compact("t");
            }
        }
    }

    @Test
    void oneProcessAtATime() throws Exception {
        try (Engine engine = Engine.open(options())) {
            assertThrows(java.io.IOException.class, () -> Engine.open(options()));
            assertEquals(0, engine.topics().size());
        }
    }
}
