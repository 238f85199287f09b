package io.travertine.storage.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.storage.CorruptFileException;
import io.travertine.storage.UnsupportedFormatException;
import io.travertine.storage.file.StrictFileSystem;
import io.travertine.storage.memory.MemoryBudget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Damages every byte of every file, and cuts every file at every length: the log never gives wrong data, nor less in silence. */
class LogCorruptionTest {
    private static final Path DIRECTORY = LogWorkload.DIRECTORY;

    private final LogOptions options =
            new LogOptions(1, new MemoryBudget(1 << 30)).withGatherBytes(512).withFileBytes(1_200);
    private final LogTester tester = new LogTester();
    private final StrictFileSystem system = new StrictFileSystem();

    /** Two sealed files and one with two groups, all of it durable. */
    private void write() throws IOException {
        tester.open(system, DIRECTORY, options);
        for (int i = 0; i < 8; i++) {
            tester.append(i % 3, 1 + i % 2, 200 + i);
            tester.settle();
        }
        assertEquals(3, system.list(DIRECTORY).size());
        assertEquals(8, tester.durable);
    }

    @Test
    void everyFlippedByteOfAClosedLogIsReportedOrHarmless() throws IOException {
        write();
        tester.log.close();
        for (Path file : system.list(DIRECTORY)) {
            for (int position = 0; position < system.content(file).length; position++) {
                StrictFileSystem damaged = system.copy();
                damaged.corrupt(file, position, 1 << position % 8);
                Outcome outcome = Outcome.of(damaged, options, tester.appended);
                assertTrue(outcome.damaged == null || file.equals(outcome.damaged), () -> outcome + ", not " + file);
                assertTrue(outcome.damaged != null || outcome.found == 8, outcome + " at " + position + " of " + file);
            }
        }
    }

    @Test
    void everyFlippedByteAfterACrashIsReportedOrHarmlessOrInTheTail() throws IOException {
        write();
        StrictFileSystem crashed = system.copy();
        for (Path file : crashed.list(DIRECTORY)) {
            for (int position = 0; position < crashed.content(file).length; position++) {
                StrictFileSystem damaged = crashed.copy();
                damaged.corrupt(file, position, 1 << position % 8);
                Outcome outcome = Outcome.of(damaged, options, tester.appended);
                assertTrue(outcome.damaged == null || file.equals(outcome.damaged), () -> outcome + ", not " + file);
                assertTrue(
                        outcome.damaged != null || outcome.found == 8 || outcome.report.tornTail() != null,
                        outcome + " at " + position + " of " + file);
            }
        }
    }

    @Test
    void aClosedLogCutAnywhereIsReportedOrWhole() throws IOException {
        write();
        tester.log.close();
        List<Path> files = system.list(DIRECTORY);
        for (Path file : files) {
            for (int length = 0; length < system.content(file).length; length++) {
                StrictFileSystem damaged = system.copy();
                damaged.resize(file, length);
                Outcome outcome = Outcome.of(damaged, options, tester.appended);
                assertTrue(outcome.damaged != null || outcome.found == 8, outcome + ", " + file + " cut at " + length);
            }
        }
    }

    @Test
    void aLogCutAnywhereAfterACrashServesEverythingBefore() throws IOException {
        write();
        Path last = system.list(DIRECTORY).getLast();
        int entriesBefore = 0;
        try (LogView view = tester.log.view()) {
            for (LogFile file : view.files().subList(0, view.files().size() - 1)) {
                entriesBefore += file.entryCount();
            }
        }
        for (int length = 0; length < system.content(last).length; length++) {
            StrictFileSystem damaged = system.copy();
            damaged.resize(last, length);
            Outcome outcome = Outcome.of(damaged, options, tester.appended);
            assertEquals(null, outcome.damaged, outcome.toString());
            assertTrue(outcome.found >= entriesBefore, outcome.toString());
            boolean atAGroup = length == LogFileHeader.BYTES || endsAGroup(length);
            assertEquals(length == 0 || atAGroup, outcome.report.tornTail() == null, outcome + " at " + length);
        }
    }

    private boolean endsAGroup(int length) throws IOException {
        byte[] content = system.content(system.list(DIRECTORY).getLast());
        int magic = length - GroupLayout.TRAILER_BYTES;
        return magic >= 0
                && Bytes.LONG.order() == java.nio.ByteOrder.LITTLE_ENDIAN
                && ByteBuffer.wrap(content)
                                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                                .getLong(magic)
                        == GroupLayout.TRAILER_MAGIC;
    }

    @Test
    void aDamagedGroupBeforeTheTailIsNotTakenForIt() throws IOException {
        tester.open(system, DIRECTORY, options.withFileBytes(100_000));
        for (int i = 0; i < 5; i++) {
            tester.append(1, 1, 200);
            tester.settle();
        }
        Path file = system.list(DIRECTORY).getFirst();
        int groupBytes = (system.content(file).length - LogFileHeader.BYTES) / 5;
        for (int group = 0; group < 5; group++) {
            StrictFileSystem damaged = system.copy();
            damaged.corrupt(file, LogFileHeader.BYTES + group * groupBytes + 100, 0xff);
            Outcome outcome = Outcome.of(damaged, options, tester.appended);
            if (group < 4) {
                assertEquals(file, outcome.damaged, "group " + group + ": " + outcome);
            } else {
                assertEquals(4, outcome.found);
                assertNotNull(outcome.report.tornTail());
            }
        }
    }

    @Test
    void aLostFooterIsMadeAnew() throws IOException {
        write();
        tester.log.close();
        for (Path file : system.list(DIRECTORY).subList(0, 3)) {
            int size = system.content(file).length;
            system.resize(file, size - 50);
        }
        Outcome outcome = Outcome.of(system, options, tester.appended);
        assertEquals(8, outcome.found);
        assertEquals(3, outcome.report.scannedFiles());
        assertEquals(0, Outcome.of(system, options, tester.appended).report.scannedFiles());
    }

    /** What came of opening a damaged log: the file that was said to be damaged, or how many appends were found right. */
    private record Outcome(Path damaged, int found, RecoveryReport report, String message) {
        static Outcome of(StrictFileSystem system, LogOptions options, List<LogTester.Appended> appended)
                throws IOException {
            LogTester tester = new LogTester();
            tester.appended.addAll(appended);
            Outcome outcome;
            try {
                tester.open(system, DIRECTORY, options);
            } catch (CorruptFileException corrupt) {
                return new Outcome(corrupt.file(), 0, null, corrupt.getMessage());
            } catch (UnsupportedFormatException unsupported) {
                String name = unsupported.getMessage().split(" ")[0];
                return new Outcome(Path.of(name), 0, null, unsupported.getMessage());
            }
            try {
                int found = tester.verifiedCount();
                outcome = new Outcome(
                        null,
                        found,
                        tester.log.recovery(),
                        tester.log.recovery().toString());
            } catch (CorruptFileException corrupt) {
                assertOthersRead(tester, corrupt.file());
                outcome = new Outcome(corrupt.file(), 0, tester.log.recovery(), corrupt.getMessage());
            }
            tester.log.close();
            return outcome;
        }

        /** All other files read right, and so does every other entry of this one unless its index is damaged. */
        private static void assertOthersRead(LogTester tester, Path damaged) throws IOException {
            List<Integer> unreadable = new ArrayList<>();
            try (LogView view = tester.log.view()) {
                int next = 0;
                for (LogFile file : view.files()) {
                    for (int ordinal = 0; ordinal < file.entryCount(); ordinal++) {
                        try {
                            assertEquals(tester.appended.get(next).batch(), file.readBatch(ordinal));
                        } catch (CorruptFileException corrupt) {
                            assertEquals(damaged, corrupt.file());
                            unreadable.add(next);
                        }
                        next++;
                    }
                }
                assertEquals(8, next);
            }
            assertTrue(unreadable.size() <= 3, "unreadable: " + unreadable);
        }
    }
}
