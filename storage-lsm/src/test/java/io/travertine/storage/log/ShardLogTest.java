package io.travertine.storage.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.storage.CorruptFileException;
import io.travertine.storage.file.StrictFileSystem;
import io.travertine.storage.memory.MemoryBudget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShardLogTest {
    private static final Path DIRECTORY = Path.of("/data/log");

    private final StrictFileSystem system = new StrictFileSystem();
    private final MemoryBudget memory = new MemoryBudget(1 << 30);
    private LogOptions options =
            new LogOptions(3, memory).withGatherBytes(2_048).withFileBytes(10_000);
    private final LogTester tester = new LogTester();

    private void open() throws IOException {
        tester.open(system, DIRECTORY, options);
    }

    @Test
    void whatIsDurableIsInTheViewAndNothingElse() throws IOException {
        open();
        tester.append(7, 2, 100);
        assertTrue(tester.log.hasUnwritten());
        tester.log.flush();
        assertFalse(tester.log.hasUnwritten());
        tester.assertView(0);
        tester.append(7, 1, 100);
        tester.log.flush();
        assertTrue(tester.log.hasUnwritten(), "the next group gathers while the sync is under way");
        tester.threads.sync();
        assertEquals(1, tester.durable);
        tester.assertView(1);
        tester.log.flush();
        tester.threads.sync();
        tester.assertView(2);
    }

    @Test
    void aViewStaysAsItWas() throws IOException {
        open();
        tester.append(1, 1, 100);
        tester.settle();
        try (LogView view = tester.log.view()) {
            for (int i = 0; i < 300; i++) {
                tester.append(i % 3, 1, 100);
                tester.settle();
            }
            assertEquals(1, view.files().size());
            LogIndex index = view.files().getFirst().index();
            assertEquals(1, index.entryCount());
            assertEquals(1, index.partitionEntries(1).count());
            assertEquals(0, index.partitionEntries(0).count());
            assertEquals(
                    List.of(1),
                    java.util.Arrays.stream(index.partitions()).boxed().toList());
        }
        tester.assertView(301);
    }

    @Test
    void batchesLargerThanTheBufferPassThrough() throws IOException {
        open();
        tester.append(1, 1, 100);
        tester.append(1, 3, 2_048);
        tester.append(2, 3, 2_049);
        tester.append(1, 3, 9_001);
        tester.append(1, 30, 50_000);
        tester.append(2, 3, 61);
        tester.settle();
        tester.assertView(6);
        tester.reopen(options);
        tester.assertView(6);
        assertNull(tester.log.recovery().tornTail());
    }

    @Test
    void fullFilesAreSealedAndRead() throws IOException {
        open();
        for (int i = 0; i < 200; i++) {
            tester.append(i % 7, 1 + i % 4, 61 + i * 3);
            tester.settle();
        }
        assertTrue(tester.sealed.size() > 5, tester.sealed.toString());
        tester.assertView(200);
        try (LogView view = tester.log.view()) {
            assertFalse(view.files().getLast().sealed());
            assertTrue(view.files().getFirst().sealed());
            LogFile first = view.files().getFirst();
            assertEquals(first.lastSequence() + 1, view.files().get(1).firstSequence());
        }
        tester.reopen(options);
        tester.assertView(200);
    }

    @Test
    void gatheredBatchesOfAPartitionAreAdjacent() throws IOException {
        open();
        for (int i = 0; i < 5; i++) {
            tester.append(1, 1, 100 + i);
        }
        tester.settle();
        try (LogView view = tester.log.view()) {
            LogIndex index = view.files().getFirst().index();
            for (int i = 1; i < 5; i++) {
                assertEquals(index.position(i - 1) + index.length(i - 1), index.position(i));
            }
        }
    }

    @Test
    void aRollWithNothingToAcknowledgeDoesNotHoldBackTheNextFlush() throws IOException {
        open();
        tester.append(1, 1, 100);
        tester.settle();
        tester.log.roll();
        tester.append(1, 1, 100);
        tester.log.flush();
        assertFalse(tester.log.hasUnwritten());
        tester.threads.runAll();
        tester.assertView(2);
    }

    @Test
    void retiredFilesAreDeletedWhenNoViewHasThem() throws IOException {
        open();
        for (int i = 0; i < 200; i++) {
            tester.append(i % 3, 1, 300);
            tester.settle();
        }
        LogView view = tester.log.view();
        long firstKept = view.files().get(3).firstSequence();
        Path retired = view.files().getFirst().path();
        tester.log.retireBelow(firstKept);
        tester.threads.runAll();
        assertTrue(system.exists(retired));
        tester.verify(view.files().getFirst(), 0);
        try (LogView later = tester.log.view()) {
            assertEquals(firstKept, later.files().getFirst().firstSequence());
        }
        view.close();
        view.close();
        tester.threads.runAll();
        assertFalse(system.exists(retired));
        tester.firstLive = firstKept;
        tester.reopen(options);
        try (LogView later = tester.log.view()) {
            assertEquals(firstKept, later.files().getFirst().firstSequence());
        }
    }

    @Test
    void everythingMayBeRetiredButTheOpenFile() throws IOException {
        open();
        tester.append(1, 1, 100);
        tester.settle();
        tester.log.roll();
        tester.threads.runAll();
        tester.log.retireBelow(Long.MAX_VALUE);
        tester.threads.runAll();
        tester.firstLive = 2;
        assertEquals(1, system.list(DIRECTORY).size());
        tester.reopen(options);
        assertEquals(0, tester.log.recovery().files());
        tester.append(1, 1, 100);
        tester.settle();
        try (LogView view = tester.log.view()) {
            assertEquals(2, view.files().getFirst().firstSequence());
        }
    }

    @Test
    void idsAndOffsetsAreFound() throws IOException {
        open();
        for (int i = 0; i < 100; i++) {
            tester.append(i % 3, 1 + i % 5, 200);
            tester.settle();
        }
        tester.assertFindable();
        tester.reopen(options);
        tester.assertFindable();
    }

    @Test
    void memoryIsAccountedAndGivenBack() throws IOException {
        open();
        MemoryBudget.Account account = memory.account("log of shard 3");
        long before = account.usedBytes();
        options = options.withFileBytes(LogOptions.DEFAULT_FILE_BYTES);
        tester.reopen(options);
        for (int i = 0; i < EntryTable.CHUNK_ENTRIES * 10; i++) {
            tester.append(i % 10, 1, 61);
        }
        tester.settle();
        double bytesPerEntry = (account.usedBytes() - before) / (EntryTable.CHUNK_ENTRIES * 10.0);
        assertTrue(bytesPerEntry >= 60 && bytesPerEntry < 62, "bytes per entry " + bytesPerEntry);
        tester.log.roll();
        tester.threads.runAll();
        assertEquals(before, account.usedBytes());
        tester.log.close();
        assertEquals(0, memory.usedBytes());
    }

    @Test
    void callersMistakesAreRefused() throws IOException {
        open();
        ByteBuffer batch = TestBatches.batch(1, 0, 1, 100);
        assertThrows(IllegalArgumentException.class, () -> tester.log.append(1, 5, 0, 0, 1, 0, batch));
        assertThrows(IllegalArgumentException.class, () -> tester.log.append(1, 0, 0, 0, 0, 0, batch));
        assertThrows(
                IllegalArgumentException.class,
                () -> tester.log.append(1, 0, 0, 0, 1, 0, batch.duplicate().limit(99)));
        assertThrows(
                IllegalArgumentException.class,
                () -> tester.log.append(1, 0, 0, 0, 1, 0, batch.duplicate().limit(40)));
        tester.log.close();
        assertThrows(IllegalStateException.class, () -> tester.log.view());
    }

    @Test
    void withFsyncOsAnAppendIsReportedOnceWritten() throws IOException {
        options = options.withFsync(Fsync.OS);
        open();
        for (int i = 0; i < 100; i++) {
            tester.append(1, 1, 300);
            tester.log.flush();
            assertEquals(i + 1, tester.durable);
        }
        tester.threads.runAll();
        assertTrue(tester.sealed.size() > 2);
        tester.assertView(100);
        tester.reopen(options);
        tester.assertView(100);
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        open();
        for (int i = 0; i < 100; i++) {
            tester.append(1, 1, 900);
            tester.settle();
        }
        tester.log.close();
        List<Path> files = system.list(DIRECTORY);
        for (Path missing : files.subList(0, files.size() - 1)) {
            StrictFileSystem damaged = system.copy();
            damaged.delete(missing);
            CorruptFileException failure = assertThrows(
                    CorruptFileException.class,
                    () -> ShardLog.open(damaged, DIRECTORY, options, 1, tester, new ManualThreads()));
            assertEquals(missing, failure.file());
        }
        StrictFileSystem empty = new StrictFileSystem();
        assertThrows(
                CorruptFileException.class,
                () -> ShardLog.open(empty, DIRECTORY, options, 1, tester, new ManualThreads()));
    }

    @Test
    void anotherShardsFilesAreRefused() throws IOException {
        open();
        tester.append(1, 1, 900);
        tester.log.close();
        LogOptions other = new LogOptions(4, memory);
        assertThrows(
                CorruptFileException.class,
                () -> ShardLog.open(system, DIRECTORY, other, 0, tester, new ManualThreads()));
    }
}
