package io.travertine.storage.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.storage.file.OsFileSystem;
import io.travertine.storage.memory.MemoryBudget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One writer, its sync and seal threads, and readers, on a real disk. */
@Timeout(60)
class ShardLogThreadsTest {
    private static final int APPENDS = Integer.getInteger("log.appends", 20_000);
    private static final int READERS = 2;
    private static final int RECORDS = 3;

    @TempDir
    private Path directory;

    private final MemoryBudget memory = new MemoryBudget(1 << 30);
    private final AtomicLong durable = new AtomicLong();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicBoolean done = new AtomicBoolean();
    private final Semaphore acknowledged = new Semaphore(0);

    @Test
    void readersSeeEveryAcknowledgedAppendWhileFilesAreSealedAndRetired() throws Exception {
        LogOptions options = new LogOptions(0, memory).withFileBytes(200_000).withGatherBytes(16_384);
        ShardLog log = ShardLog.open(new OsFileSystem(), directory, options, 0, listener());
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            readers.add(Thread.ofPlatform().start(() -> readUntilDone(log)));
        }
        for (int i = 0; i < APPENDS; i++) {
            long offset = (long) (i / 4) * RECORDS;
            log.append(
                    i % 4,
                    offset,
                    0,
                    1L + i * 10L,
                    RECORDS,
                    0,
                    TestBatches.batch(i % 4, offset, RECORDS, 61 + i % 200));
            if (i % 7 == 0) {
                log.flush();
            }
            if (i % 5_000 == 4_999) {
                retireTheFirst(log);
            }
        }
        while (durable.get() < APPENDS && failure.get() == null) {
            log.flush();
            acknowledged.acquire();
        }
        done.set(true);
        for (Thread reader : readers) {
            reader.join();
        }
        log.close();
        assertNull(failure.get());
        assertEquals(0, memory.usedBytes());
        assertTrue(LogVerifier.verify(new OsFileSystem(), directory, 0, LogVerifier.UNKNOWN)
                .whole());
    }

    private static void retireTheFirst(ShardLog log) {
        try (LogView view = log.view()) {
            if (view.files().size() > 2) {
                log.retireBelow(view.files().get(1).firstSequence());
            }
        }
    }

    private LogListener listener() {
        return new LogListener() {
            @Override
            public void durable(long appendedCount) {
                durable.set(appendedCount);
                acknowledged.release();
            }

            @Override
            public void failed(IOException cause) {
                failure.compareAndSet(null, cause);
                acknowledged.release();
            }
        };
    }

    private void readUntilDone(ShardLog log) {
        try {
            while (!done.get()) {
                long atLeast = durable.get();
                try (LogView view = log.view()) {
                    verify(view, atLeast);
                }
            }
        } catch (IOException | RuntimeException | AssertionError problem) {
            failure.compareAndSet(null, problem);
        }
    }

    private static void verify(LogView view, long atLeast) throws IOException {
        assertTrue(view.durableAppends() >= atLeast);
        long next = -1;
        for (LogFile file : view.files()) {
            LogIndex index = file.index();
            for (int ordinal = 0; ordinal < index.entryCount(); ordinal++) {
                long number = (index.idLow(ordinal) - 1) / 10;
                assertTrue(next < 0 || number == next, "append " + number + " behind " + (next - 1));
                next = number + 1;
            }
            for (int partition : index.partitions()) {
                verifyLast(file, index, index.partitionEntries(partition));
            }
        }
        assertEquals(view.durableAppends(), Math.max(0, next));
    }

    private static void verifyLast(LogFile file, LogIndex index, PartitionEntries entries) throws IOException {
        int ordinal = entries.ordinal(entries.count() - 1);
        ByteBuffer expected =
                TestBatches.batch(index.partition(ordinal), index.baseOffset(ordinal), RECORDS, index.length(ordinal));
        assertEquals(expected, file.readBatch(ordinal));
        assertEquals(entries.endOffset() - entries.firstOffset(), (long) entries.count() * RECORDS);
    }
}
