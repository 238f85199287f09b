package io.travertine.storage.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.storage.UnsupportedFormatException;
import io.travertine.storage.file.StoreFile;
import io.travertine.storage.file.StrictFileSystem;
import io.travertine.storage.memory.MemoryBudget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogVerifierTest {
    private static final Path DIRECTORY = Path.of("/data/log");

    private final LogTester tester = new LogTester();
    private final StrictFileSystem system = new StrictFileSystem();

    @BeforeEach
    void write() throws IOException {
        LogOptions options = new LogOptions(2, new MemoryBudget(1 << 30))
                .withGatherBytes(1_024)
                .withFileBytes(1_500)
                .withClock(InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z")));
        tester.open(system, DIRECTORY, options);
        for (int i = 0; i < 10; i++) {
            tester.append(i % 3, 2, 200);
            if (i % 2 == 1) {
                tester.settle();
            }
        }
        tester.log.close();
    }

    @Test
    void aWholeLogIsWhole() throws IOException {
        LogVerifier.Report report = LogVerifier.verify(system, DIRECTORY, 2, 0);
        assertTrue(report.whole(), report.toString());
        assertEquals(
                "3 files (2 sealed), 6 groups, 10 batches", report.toString().split(", \\d+ bytes")[0]);
    }

    @Test
    void everyFlippedByteIsFound() throws IOException {
        for (Path file : system.list(DIRECTORY)) {
            for (int position = 0; position < system.content(file).length; position++) {
                StrictFileSystem damaged = system.copy();
                damaged.corrupt(file, position, 0x10);
                try {
                    LogVerifier.Report report = LogVerifier.verify(damaged, DIRECTORY, 2, 0);
                    assertFalse(report.whole() && report.sealedFiles() == 2, "byte " + position + " of " + file);
                } catch (UnsupportedFormatException found) {
                    assertTrue(found.getMessage().contains(file.toString()));
                }
            }
        }
    }

    @Test
    void aBatchThatWasDamagedBeforeItWasAppendedIsFound() throws IOException {
        tester.open(system, DIRECTORY, new LogOptions(2, new MemoryBudget(1 << 30)));
        tester.log.append(
                1,
                99,
                1,
                1,
                1,
                0,
                TestBatches.batch(1, 99, 1, 100).put(99, (byte) 0).put(98, (byte) 0));
        tester.log.close();
        LogVerifier.Report report = LogVerifier.verify(system, DIRECTORY, 2, 0);
        assertEquals(1, report.problems().size(), report.toString());
        assertTrue(report.toString().contains("batch CRC"), report.toString());
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        List<Path> files = system.list(DIRECTORY);
        for (int missing = 0; missing + 1 < files.size(); missing++) {
            StrictFileSystem damaged = system.copy();
            damaged.delete(files.get(missing));
            LogVerifier.Report report = LogVerifier.verify(damaged, DIRECTORY, 2, 0);
            assertEquals(1, report.problems().size(), report.toString());
            Path named = files.get(missing == 0 ? 0 : missing + 1);
            assertEquals(named, report.problems().getFirst().file());
        }
        StrictFileSystem retired = system.copy();
        retired.delete(files.getFirst());
        assertTrue(LogVerifier.verify(retired, DIRECTORY, 2, 4).whole());
        assertTrue(
                LogVerifier.verify(retired, DIRECTORY, 2, LogVerifier.UNKNOWN).whole());
    }

    /** Each file is whole, but not the one that belongs there. */
    @Test
    void anExchangedFileIsFound() throws IOException {
        List<Path> files = system.list(DIRECTORY);
        StrictFileSystem swapped = system.copy();
        Path aside = DIRECTORY.resolve("aside");
        swapped.rename(files.get(0), aside);
        swapped.rename(files.get(1), files.get(0));
        swapped.rename(aside, files.get(1));
        LogVerifier.Report report = LogVerifier.verify(swapped, DIRECTORY, 2, 0);
        assertEquals(2, report.problems().size(), report.toString());
        assertFalse(LogVerifier.verify(system, DIRECTORY, 3, 0).whole(), "another shard");
    }

    /** A file of the same name and sequences, of another run of the same shard. */
    @Test
    void aFileOfAnotherLogIsFound() throws IOException {
        StrictFileSystem elsewhere = new StrictFileSystem();
        LogTester another = new LogTester();
        another.open(elsewhere, DIRECTORY, new LogOptions(2, new MemoryBudget(1 << 30)));
        for (int i = 0; i < 3; i++) {
            another.append(0, 2, 200);
            another.settle();
        }
        another.log.close();
        Path first = system.list(DIRECTORY).getFirst();
        system.delete(first);
        try (StoreFile file = system.create(first)) {
            file.write(ByteBuffer.wrap(elsewhere.content(first)), 0);
        }
        LogVerifier.Report report = LogVerifier.verify(system, DIRECTORY, 2, 0);
        assertEquals(1, report.problems().size(), report.toString());
        assertTrue(report.toString().contains("successor of generation"), report.toString());
    }

    @Test
    void theInspectorTellsWhatIsThere() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Path last = system.list(DIRECTORY).get(1);
        LogInspector.print(system, last, true, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        String text = bytes.toString(StandardCharsets.UTF_8).replaceAll("[0-9a-f]{16,32}", "#");
        assertEquals("""
                header   shard 2, first group 4, generation # after #, durable to group 2, created 2026-01-02T03:04:05Z
                group    4 at byte 64: 1 batches, 200 bytes, durable to group 3
                  batch  partition 2, offset 2, 2 records, id #, up to 1970-01-01T00:16:40.002Z, 200 bytes at byte 64
                group    5 at byte 392: 2 batches, 400 bytes, durable to group 4
                  batch  partition 0, offset 4, 2 records, id #, up to 1970-01-01T00:16:40.004Z, 200 bytes at byte 392
                  batch  partition 1, offset 4, 2 records, id #, up to 1970-01-01T00:16:40.004Z, 200 bytes at byte 592
                group    6 at byte 976: 2 batches, 400 bytes, durable to group 5
                  batch  partition 2, offset 4, 2 records, id #, up to 1970-01-01T00:16:40.004Z, 200 bytes at byte 976
                  batch  partition 0, offset 6, 2 records, id #, up to 1970-01-01T00:16:40.006Z, 200 bytes at byte 1176
                footer   at byte 1560: 3 groups, 5 batches, 10 records in 3 partitions, 1000 bytes, up to 1970-01-01T00:16:40.006Z, sealed 2026-01-02T03:04:05Z
                """, text);
    }
}
