package io.travertine.storage.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.storage.file.FileSystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A log whose threads stand still until told to, and a model of what was appended to it. */
final class LogTester implements LogListener {
    /** What was appended, in order. */
    record Appended(int partition, long baseOffset, long idHigh, long idLow, int recordCount, int bytes) {
        ByteBuffer batch() {
            return TestBatches.batch(partition, baseOffset, recordCount, bytes);
        }
    }

    final List<Appended> appended = new ArrayList<>();
    final List<Path> sealed = new ArrayList<>();
    final Map<Integer, Long> nextOffsets = new HashMap<>();
    FileSystem system;
    Path directory;
    ShardLog log;
    ManualThreads threads;
    IOException failure;
    long firstLive;
    /** How many of {@link #appended} are in files that were retired. */
    int retired;
    /** How many of {@link #appended} were there when the log was opened last. */
    int before;
    /** How many of {@link #appended} have been reported durable. */
    int durable;

    private long nextId = 1_000;

    void open(FileSystem where, Path path, LogOptions options) throws IOException {
        system = where;
        directory = path;
        threads = new ManualThreads();
        failure = null;
        log = ShardLog.open(where, path, options, firstLive, this, threads);
        before = appended.size();
    }

    /** Forgets the appends that did not survive: all from this one on, none of which may have been reported durable. */
    void forgetFrom(int count) {
        assertTrue(count >= durable, "only " + count + " of " + durable + " durable appends are there");
        appended.subList(count, appended.size()).clear();
        before = count;
        durable = count;
        nextOffsets.clear();
        for (Appended each : appended) {
            nextOffsets.put(each.partition, each.baseOffset + each.recordCount);
        }
    }

    /** Retires the first so many files of the view, as far as they are sealed. */
    void retire(int files) {
        try (LogView view = log.view()) {
            int kept = 0;
            while (kept < files && view.files().get(kept).sealed()) {
                retired += view.files().get(kept++).entryCount();
            }
            firstLive = Math.max(firstLive, view.files().get(kept).firstSequence());
        }
        log.retireBelow(firstLive);
    }

    void reopen(LogOptions options) throws IOException {
        log.close();
        open(system, directory, options);
    }

    void append(int partition, int recordCount, int bytes) throws IOException {
        long offset = nextOffsets.getOrDefault(partition, 0L);
        Appended next = new Appended(partition, offset, nextId >>> 6, nextId << 50, recordCount, bytes);
        appended.add(next);
        nextOffsets.put(partition, offset + recordCount);
        nextId += 1 + bytes % 3;
        log.append(
                partition, offset, next.idHigh, next.idLow, recordCount, TestBatches.timestamp(offset), next.batch());
    }

    /** Flushes and lets the threads run until nothing is left to do. */
    void settle() throws IOException {
        do {
            log.flush();
            threads.runAll();
        } while (log.hasUnwritten());
    }

    @Override
    public void durable(long appendedCount) {
        assertTrue(failure == null, "acknowledged after a failure");
        assertTrue(before + appendedCount > durable, "acknowledged twice");
        durable = before + (int) appendedCount;
    }

    @Override
    public void failed(IOException cause) {
        assertTrue(failure == null, "failed twice");
        failure = cause;
    }

    @Override
    public void sealed(LogFile file) {
        assertTrue(file.sealed());
        sealed.add(file.path());
    }

    /** The view has exactly the first so many appends; all files are live. */
    void assertView(int count) throws IOException {
        assertEquals(count, verifiedCount());
    }

    /** Verifies that the view has the first appends but for the retired ones, all that is known of them; returns the end. */
    int verifiedCount() throws IOException {
        int count = retired;
        try (LogView view = log.view()) {
            long nextSequence = view.files().getFirst().firstSequence();
            for (LogFile file : view.files()) {
                assertEquals(nextSequence, file.firstSequence());
                nextSequence = file.lastSequence() + 1;
                count = verify(file, count);
            }
        }
        return count;
    }

    /** Verifies the entries of a file, the first of which is the append with this number; returns that after the last. */
    int verify(LogFile file, int firstAppend) throws IOException {
        LogIndex index = file.index();
        assertEquals(file.entryCount(), index.entryCount());
        Map<Integer, Integer> seen = new HashMap<>();
        for (int ordinal = 0; ordinal < index.entryCount(); ordinal++) {
            Appended expected = appended.get(firstAppend + ordinal);
            verify(index, ordinal, expected);
            assertEquals(expected.batch(), file.readBatch(ordinal));
            int i = seen.merge(expected.partition, 1, Integer::sum) - 1;
            assertEquals(ordinal, index.partitionEntries(expected.partition).ordinal(i));
        }
        assertEquals(seen.keySet().stream().sorted().toList(), boxed(index.partitions()));
        for (int partition : index.partitions()) {
            verify(index, index.partitionEntries(partition), seen.get(partition));
        }
        return firstAppend + index.entryCount();
    }

    private static void verify(LogIndex index, int ordinal, Appended expected) {
        Appended found = new Appended(
                index.partition(ordinal),
                index.baseOffset(ordinal),
                index.idHigh(ordinal),
                index.idLow(ordinal),
                index.recordCount(ordinal),
                index.length(ordinal));
        assertEquals(expected, found);
        assertEquals(TestBatches.timestamp(expected.baseOffset), index.maxTimestampMs(ordinal));
    }

    private static void verify(LogIndex index, PartitionEntries entries, int count) {
        assertEquals(count, entries.count());
        assertEquals(index.baseOffset(entries.ordinal(0)), entries.firstOffset());
        int last = entries.ordinal(count - 1);
        assertEquals(index.endOffset(last), entries.endOffset());
        assertEquals(index.maxTimestampMs(last), entries.maxTimestampMs());
    }

    private static List<Integer> boxed(int[] values) {
        return java.util.Arrays.stream(values).boxed().toList();
    }

    /** Every record is found by its offset and by its id, and no other is. */
    void assertFindable() throws IOException {
        int ordinal = 0;
        try (LogView view = log.view()) {
            for (LogFile file : view.files()) {
                LogIndex index = file.index();
                for (int i = 0; i < index.entryCount(); i++) {
                    assertFindable(index, i, appended.get(ordinal++));
                }
            }
        }
        assertEquals(appended.size(), ordinal);
    }

    private static void assertFindable(LogIndex index, int ordinal, Appended expected) {
        PartitionEntries entries = index.partitionEntries(expected.partition);
        for (int record = 0; record < expected.recordCount; record++) {
            assertEquals(ordinal, entries.ordinal(entries.find(expected.baseOffset + record)));
            assertEquals(ordinal, index.findById(expected.idHigh, expected.idLow + record));
        }
        assertEquals(0, entries.find(-1));
        assertEquals(entries.count(), entries.find(entries.endOffset()));
        assertEquals(-1, index.findById(expected.idHigh, expected.idLow + expected.recordCount));
        assertEquals(-1, index.findById(expected.idHigh, expected.idLow - 1));
        assertEquals(-1, index.findById(0, 5));
    }
}
