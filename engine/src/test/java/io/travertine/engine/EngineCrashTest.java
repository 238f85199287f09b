package io.travertine.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.storage.batch.Compression;
import io.travertine.storage.file.Fault;
import io.travertine.storage.file.StrictFileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Cuts the power of a whole engine (log, metadata, segments) at a random operation, over and over on the same data directory:
 * what was acknowledged is there once, at its offset, by log read and by scan, and the rest is whole batches or nothing.
 *
 * <p>{@code -Dtravertine.seed=N -Dtravertine.engine.power-cuts=N} replay and extend it.
 */
@Timeout(600)
class EngineCrashTest {
    private static final long SEED = Long.getLong("travertine.seed", 23);
    private static final int POWER_CUTS = Integer.getInteger("travertine.engine.power-cuts", 250);
    private static final Path DIRECTORY = Path.of("/data");
    private static final int PARTITIONS = 2;

    /** Of one partition: what was acknowledged, by offset, and what was sent but not acknowledged. */
    private static final class Expected {
        private final Map<Long, Long> acknowledged = Collections.synchronizedMap(new java.util.TreeMap<>());
        private final java.util.Set<Long> sent = Collections.synchronizedSet(new HashSet<>());
    }

    @Test
    void whatWasAcknowledgedOutlivesPowerCuts() throws Exception {
        Random random = new Random(SEED);
        StrictFileSystem files = new StrictFileSystem();
        List<Expected> expected = List.of(new Expected(), new Expected());
        long next = 0;
        for (int cut = 0; cut < POWER_CUTS; cut++) {
            String context = "seed " + SEED + ", power cut " + cut;
            files.failAt(files.operations() + 1 + random.nextInt(120), Fault.POWER_CUT);
            next = run(files, random, expected, next);
            files = files.crash(new Random(SEED + cut));
            try (Engine engine = Engine.open(options(files))) {
                check(engine, expected, context);
            } catch (IOException e) {
                throw new AssertionError(context + ": " + e.getMessage(), e);
            }
        }
        assertTrue(expected.stream().anyMatch(partition -> partition.acknowledged.size() > 100), "too few survived");
    }

    private static EngineOptions options(StrictFileSystem files) {
        return EngineOptions.builder(DIRECTORY)
                .fileSystem(files)
                .logFileBytes(3_000)
                .hotLogBytes(4_000)
                .backgroundCompaction(false)
                .build();
    }

    /** Appends, seals and compacts until the power goes. */
    private static long run(StrictFileSystem files, Random random, List<Expected> expected, long first) {
        long next = first;
        Engine engine = null;
        try {
            engine = Engine.open(options(files));
            Topic topic = engine.topic("t");
            if (topic == null) {
                topic = engine.createTopic(new TopicSpec("t", PARTITIONS, Map.of("travertine.indexes", "n")));
            }
            List<CompletableFuture<Void>> answers = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                int partition = random.nextInt(PARTITIONS);
                answers.add(
                        send(topic.partitions().get(partition), expected.get(partition), next, 1 + random.nextInt(4)));
                next += 4;
                if (random.nextInt(4) == 0) {
                    answers.forEach(CompletableFuture::join);
                }
                if (random.nextInt(25) == 0) {
                    engine.compact("t");
                }
            }
            answers.forEach(CompletableFuture::join);
        } catch (IOException | TopicExistsException | CompletionException e) {
            assertTrue(files.operations() > 0, "the power went");
        } finally {
            closeQuietly(engine);
        }
        return next;
    }

    private static CompletableFuture<Void> send(Partition partition, Expected expected, long first, int count) {
        List<String> values = new ArrayList<>();
        for (long n = first; n < first + count; n++) {
            values.add("{\"n\":" + n + "}");
            expected.sent.add(n);
        }
        return EngineTester.append(partition, Compression.NONE, values).thenAccept(base -> {
            for (int i = 0; i < count; i++) {
                expected.acknowledged.put(base + i, first + i);
            }
        });
    }

    private static void closeQuietly(Engine engine) {
        if (engine != null) {
            try {
                engine.close();
            } catch (IOException e) {
                assertTrue(e.getMessage() != null, "the power is off: there is nothing left to be closed");
            }
        }
    }

    private static void check(Engine engine, List<Expected> expected, String context) throws Exception {
        Topic topic = engine.topic("t");
        if (topic == null) {
            expected.forEach(partition -> assertTrue(partition.acknowledged.isEmpty(), context));
            return;
        }
        List<Long> all = new ArrayList<>();
        for (Partition partition : topic.partitions()) {
            Expected wanted = expected.get(partition.index());
            List<String> found = EngineTester.fetch(partition, 0);
            assertEquals(partition.highWatermark(), found.size(), context);
            List<Long> numbers = found.stream()
                    .map(value -> Long.parseLong(value.substring(5, value.length() - 1)))
                    .toList();
            assertEquals(numbers.size(), new HashSet<>(numbers).size(), context + ": a record came twice");
            assertTrue(wanted.sent.containsAll(numbers), context + ": a record nobody sent");
            wanted.acknowledged.forEach((offset, n) -> {
                assertTrue(offset < numbers.size(), context + ": offset " + offset + " is missing");
                assertEquals(n, numbers.get(offset.intValue()), context + ": offset " + offset);
            });
            for (int offset = 0; offset < numbers.size(); offset++) {
                wanted.acknowledged.put((long) offset, numbers.get(offset));
            }
            all.addAll(numbers);
        }
        List<Long> scanned = EngineTester.longs(engine, "t", "n");
        Collections.sort(scanned);
        Collections.sort(all);
        assertEquals(all, scanned, context);
    }
}
