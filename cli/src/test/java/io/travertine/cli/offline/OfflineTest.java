package io.travertine.cli.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.travertine.engine.AppendException;
import io.travertine.engine.AppendListener;
import io.travertine.engine.Engine;
import io.travertine.engine.EngineOptions;
import io.travertine.engine.Partition;
import io.travertine.engine.TopicSpec;
import io.travertine.storage.UnsupportedFormatException;
import io.travertine.storage.batch.Compression;
import io.travertine.storage.batch.RecordBatchBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A data directory with ten records, closed; and a copy of it from while it was open, as after a crash. */
class OfflineTest {
    private static final int RECORDS = 10;

    @TempDir
    Path temporary;

    private Path closed;
    private Path crashed;

    @BeforeEach
    void makeDirectories() throws Exception {
        closed = temporary.resolve("closed");
        crashed = temporary.resolve("crashed");
        EngineOptions options =
                EngineOptions.builder(closed).backgroundCompaction(false).build();
        try (Engine engine = Engine.open(options)) {
            Partition partition = engine.createTopic(new TopicSpec("t", 1, Map.of()))
                    .partitions()
                    .getFirst();
            for (int i = 0; i < RECORDS; i++) {
                append(partition, "{\"n\":" + i + "}");
                if (i == RECORDS / 2) {
                    engine.compact("t");
                }
            }
            copy(closed, crashed);
        }
    }

    @Test
    void rehearsalSaysWhatRecoveryDoesAndChangesNothing() throws Exception {
        Map<String, byte[]> before = content(crashed);
        List<String> rehearsed = Recovery.rehearse(crashed);
        assertSame(before, content(crashed));
        assertTrue(rehearsed.contains("t-0: offsets 0 to 10"), rehearsed.toString());
        assertTrue(
                rehearsed.stream().anyMatch(line -> line.startsWith("append ") && line.endsWith(".log")),
                rehearsed.toString());
        assertEquals(List.of("t-0: offsets 0 to 10"), Recovery.recover(crashed));
        assertEquals(0, DataVerifier.verify(crashed).problems());
    }

    @Test
    void rehearsalOfTornGroupSaysWhatIsCut() throws Exception {
        Path log = newestLog(crashed);
        byte[] bytes = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(bytes, bytes.length + 100));
        List<String> rehearsed = Recovery.rehearse(crashed);
        assertTrue(
                rehearsed.stream().anyMatch(line -> line.startsWith("cut 100 bytes from " + log)),
                rehearsed.toString());
    }

    @Test
    void everyPartIsVerified() throws Exception {
        DataVerifier.Report whole = DataVerifier.verify(closed);
        assertEquals(0, whole.problems(), whole.toString());
        assertTrue(
                whole.lines().stream().anyMatch(line -> line.startsWith("segments of t: whole, 1")), whole.toString());
        for (String name : content(closed).keySet()) {
            if (name.endsWith(".log") || name.endsWith(".arrow") || name.endsWith(".meta") || name.endsWith(".zones")) {
                Path file = closed.resolve(name);
                byte[] bytes = Files.readAllBytes(file);
                byte[] damaged = bytes.clone();
                damaged[damaged.length / 2] ^= 1;
                Files.write(file, damaged);
                DataVerifier.Report report = DataVerifier.verify(closed);
                assertEquals(1, report.problems(), report.toString());
                assertTrue(
                        report.lines().stream()
                                .anyMatch(
                                        line -> line.contains(file.getFileName().toString())),
                        report.toString());
                Files.write(file, bytes);
            }
        }
    }

    @Test
    void damagedMetadataHidesNoOtherDamage() throws Exception {
        List<Path> damaged = new ArrayList<>();
        for (String name : content(closed).keySet()) {
            if (name.endsWith(".meta") || name.endsWith(".arrow")) {
                damaged.add(closed.resolve(name));
            }
        }
        damaged.add(oldestLog(closed));
        for (Path file : damaged) {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
        }
        DataVerifier.Report report = DataVerifier.verify(closed);
        assertEquals(damaged.size(), report.problems(), report.toString());
        for (Path file : damaged) {
            assertTrue(report.lines().toString().contains(file.toString()), report.toString());
        }
    }

    @Test
    void everythingIsVerifiedWithoutMetadata() throws Exception {
        delete(closed.resolve("metadata"));
        DataVerifier.Report report = DataVerifier.verify(closed);
        assertEquals(1, report.problems(), report.toString());
        assertTrue(report.lines().stream().anyMatch(line -> line.endsWith("t-0: 1 segment, whole")), report.toString());
        assertTrue(report.lines().stream().anyMatch(line -> line.contains("groups")), report.toString());
    }

    @Test
    void tornCommitIsNoDamage() throws Exception {
        Path metadata = newest(crashed.resolve("metadata"));
        byte[] bytes = Files.readAllBytes(metadata);
        Files.write(metadata, Arrays.copyOf(bytes, bytes.length + 40));
        DataVerifier.Report report = DataVerifier.verify(crashed);
        assertEquals(0, report.problems(), report.toString());
        assertTrue(report.lines().getFirst().contains("40 bytes of a torn, unacknowledged commit"), report.toString());
        assertTrue(print(metadata).contains("torn     40 bytes"));
        assertTrue(
                Recovery.rehearse(crashed).stream().anyMatch(line -> line.startsWith("cut 40 bytes from " + metadata)));
    }

    @Test
    void directoryOfANewerReleaseIsRefused() throws Exception {
        Files.writeString(closed.resolve("VERSION"), "2\n");
        for (Executable command :
                List.<Executable>of(() -> DataVerifier.verify(closed), () -> Recovery.rehearse(closed))) {
            String message =
                    assertThrows(UnsupportedFormatException.class, command).getMessage();
            assertTrue(message.contains("use a newer release"), message);
        }
    }

    @Test
    void moreShardsThanThereAreIsToldToBeForNewDirectories() throws Exception {
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger("io.travertine.engine");
        logged.start();
        logger.addAppender(logged);
        try {
            Engine.open(EngineOptions.builder(closed).shards(1).build()).close();
            assertEquals(List.of(), logged.list);
            Engine.open(EngineOptions.builder(closed).shards(2).build()).close();
            String warning = logged.list.getFirst().getFormattedMessage();
            assertTrue(warning.startsWith(closed + " was made with 1 shard(s) and keeps them; 2 are"), warning);
        } finally {
            logger.detachAppender(logged);
        }
    }

    @Test
    void directoryInUseOrMissing() throws Exception {
        try (Engine engine = Engine.open(EngineOptions.of(closed))) {
            assertThrows(IOException.class, () -> DataVerifier.verify(closed));
            assertThrows(IOException.class, () -> Recovery.rehearse(closed));
            assertEquals(1, engine.topics().size());
        }
        Path missing = temporary.resolve("missing");
        assertThrows(NoSuchFileException.class, () -> Recovery.recover(missing));
        assertThrows(NoSuchFileException.class, () -> DataVerifier.verify(missing));
        assertTrue(Files.notExists(missing));
    }

    @Test
    void everyKindOfFileIsPrinted() throws Exception {
        for (String name : content(closed).keySet()) {
            if (name.endsWith(".log")) {
                assertTrue(print(closed.resolve(name)).contains("header   shard 0"), name);
            } else if (name.endsWith(".meta")) {
                assertTrue(print(closed.resolve(name)).contains("commit   1"), name);
            } else if (name.endsWith(".arrow")) {
                assertTrue(print(closed.resolve(name)).contains("column   "), name);
            }
        }
        assertThrows(IOException.class, () -> print(closed.resolve("VERSION")));
    }

    private static String print(Path file) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        FileInspector.print(file, true, new PrintStream(text, true, StandardCharsets.UTF_8));
        return text.toString(StandardCharsets.UTF_8);
    }

    private static void append(Partition partition, String json) throws Exception {
        RecordBatchBuilder builder = new RecordBatchBuilder();
        builder.reset(0, Compression.NONE);
        builder.append(1_000, json.getBytes(StandardCharsets.UTF_8));
        ByteBuffer batch = builder.build();
        CompletableFuture<Long> durable = new CompletableFuture<>();
        partition.loop().execute(() -> {
            try {
                partition.append(batch, new AppendListener() {
                    @Override
                    public void appended(long baseOffset, long baseIdHigh, long baseIdLow) {
                        durable.complete(baseOffset);
                    }

                    @Override
                    public void failed(Exception cause) {
                        durable.completeExceptionally(cause);
                    }
                });
            } catch (AppendException e) {
                durable.completeExceptionally(e);
            }
        });
        durable.get();
    }

    private static Path newestLog(Path directory) throws IOException {
        return newest(directory.resolve("shard-0000/log"));
    }

    private static Path oldestLog(Path directory) throws IOException {
        return list(directory.resolve("shard-0000/log")).getFirst();
    }

    private static Path newest(Path directory) throws IOException {
        return list(directory).getLast();
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private static void delete(Path directory) throws IOException {
        for (Path file : list(directory)) {
            Files.delete(file);
        }
        Files.delete(directory);
    }

    private static Map<String, byte[]> content(Path directory) throws IOException {
        Map<String, byte[]> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith("LOCK")) {
                    content.put(directory.relativize(file).toString(), Files.readAllBytes(file));
                }
            }
        }
        return content;
    }

    private static void assertSame(Map<String, byte[]> expected, Map<String, byte[]> actual) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((name, bytes) ->
                assertEquals(ByteBuffer.wrap(bytes), ByteBuffer.wrap(actual.getOrDefault(name, new byte[0])), name));
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Map.Entry<String, byte[]> file : content(from).entrySet()) {
            Path target = to.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue());
        }
    }
}
