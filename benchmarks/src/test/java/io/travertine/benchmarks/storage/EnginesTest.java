package io.travertine.benchmarks.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every engine reads the same in a workload, and has the same entries after it. */
class EnginesTest {
    private static final long ENTRIES = 4_000;
    private static final Entries MADE = new Entries(7);
    private static final long NO_LIMIT = 1L << 40;

    /** What a workload read, and what was there afterwards. */
    private record Answers(long operations, long sum, Outcome after) {}

    private static EngineOptions options(Use use) {
        return new EngineOptions(ENTRIES, 16L << 20, 64L << 10, use);
    }

    @ParameterizedTest
    @EnumSource(WorkloadKind.class)
    void giveTheSameAnswers(WorkloadKind workload, @TempDir Path directory) throws IOException {
        Map<EngineKind, Answers> answers = new TreeMap<>();
        for (EngineKind engine : EngineKind.values()) {
            if (workload.isFor(engine)) {
                Path data = directory.resolve(engine.title);
                Files.createDirectories(data);
                answers.put(engine, answers(engine, workload, data));
            }
        }
        Answers expected = answers.get(EngineKind.LMDB);
        assertTrue(expected.operations > 0);
        answers.forEach((engine, found) -> {
            assertEquals(expected.operations, found.operations, engine.title);
            if (engine.hasKeys()) {
                assertEquals(expected.sum, found.sum, engine.title);
            }
            boolean leavesWhatSharesAFile = workload == WorkloadKind.RETENTION && engine == EngineKind.CHRONICLE;
            // How much was written meanwhile depends on the time.
            if (workload != WorkloadKind.READWHILEWRITING && !leavesWhatSharesAFile) {
                assertEquals(expected.after, found.after, engine.title);
            }
        });
    }

    private static Answers answers(EngineKind kind, WorkloadKind workload, Path directory) throws IOException {
        EngineOptions options = options(workload.use());
        Site site = new Site(kind, directory, options, MADE);
        workload.workload.prepare(site);
        Outcome outcome;
        Outcome before;
        try (Engine engine = site.open()) {
            workload.workload.load(site, engine);
            outcome = workload.workload.run(site, engine, new Limits(engine, 60, NO_LIMIT));
            before = all(engine);
            engine.settle();
            assertEquals(before, all(engine), kind.title + " after settling");
            assertTrue(engine.diskBytes() > 0);
        }
        try (Engine engine = site.open()) {
            assertEquals(before, all(engine), kind.title + " after opening again");
        }
        return new Answers(outcome.operations(), outcome.sum(), before);
    }

    private static Outcome all(Engine engine) throws IOException {
        try (Reader reader = engine.reader()) {
            return Scan.all(reader);
        }
    }
}
