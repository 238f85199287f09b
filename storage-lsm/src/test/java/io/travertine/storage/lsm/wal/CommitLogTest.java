package io.travertine.storage.lsm.wal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.storage.CorruptFileException;
import io.travertine.storage.UnsupportedFormatException;
import io.travertine.storage.file.Fault;
import io.travertine.storage.file.StrictFileSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommitLogTest {
    private static final Path DIRECTORY = Path.of("/log");
    private static final LogOptions SMALL_FILES = new LogOptions(SyncPolicy.ALWAYS, 300);

    private final StrictFileSystem files = new StrictFileSystem();
    private final ReentrantLock lock = new ReentrantLock();
    private int epoch;

    @BeforeEach
    void makeDirectory() throws IOException {
        files.createDirectories(DIRECTORY);
    }

    private CommitLog open(StrictFileSystem in, List<String> read) throws IOException {
        LogRecovery.Result found = read(in, read);
        return new CommitLog(in, DIRECTORY, SMALL_FILES, ++epoch, found, found.lastSequence(), lock);
    }

    private static LogRecovery.Result read(StrictFileSystem in, List<String> commits) throws IOException {
        return LogRecovery.read(
                in,
                DIRECTORY,
                0,
                (first, operations, payload, length) -> commits.add(
                        first + ":" + operations + ":" + new String(payload, 0, length, StandardCharsets.UTF_8)));
    }

    private void append(CommitLog log, long first, int operations, String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        lock.lock();
        log.append(first, operations, payload, payload.length);
        lock.unlock();
    }

    private List<String> written() throws IOException {
        List<String> commits = new ArrayList<>();
        for (int life = 0; life < 3; life++) {
            try (CommitLog log = open(files, new ArrayList<>())) {
                for (int i = 0; i < 12; i++) {
                    int operations = 1 + i % 3;
                    long first = log.writtenSequence() + 1;
                    String text = "commit " + life + " " + i + "x".repeat(5 * i);
                    append(log, first, operations, text);
                    log.commit(first + operations - 1);
                    commits.add(first + ":" + operations + ":" + text);
                }
                assertEquals(log.writtenSequence(), log.durableSequence());
            }
        }
        return commits;
    }

    private static List<String> withoutEmpty(List<String> commits) {
        return commits.stream().filter(commit -> !commit.contains(":0:")).toList();
    }

    @Test
    void aChangedByteIsFound() throws IOException {
        List<String> commits = written();
        for (Path path : files.list(DIRECTORY)) {
            for (int at = 0; at < files.content(path).length; at++) {
                StrictFileSystem damaged = files.copy();
                damaged.corrupt(path, at, 1 << at % 8);
                check(damaged, commits, path + " at " + at);
            }
        }
    }

    @Test
    void aMissingEndIsFound() throws IOException {
        List<String> commits = written();
        // What the last file should have had, the manifest knows.
        List<Path> logs = files.list(DIRECTORY);
        for (Path path : logs.subList(0, logs.size() - 1)) {
            for (int size = 0; size < files.content(path).length; size++) {
                StrictFileSystem damaged = files.copy();
                damaged.resize(path, size);
                check(damaged, commits, path + " cut at " + size);
            }
        }
    }

    @Test
    void aMissingFileIsFound() throws IOException {
        written();
        List<Path> logs = files.list(DIRECTORY);
        assertTrue(logs.size() > 5, logs::toString);
        for (Path path : logs.subList(0, logs.size() - 1)) {
            StrictFileSystem damaged = files.copy();
            damaged.delete(path);
            assertThrows(CorruptFileException.class, () -> read(damaged, new ArrayList<>()), path::toString);
        }
    }

    /** Nothing is lost, or it is said that something is. */
    private static void check(StrictFileSystem damaged, List<String> commits, String what) throws IOException {
        List<String> found = new ArrayList<>();
        try {
            read(damaged, found);
        } catch (CorruptFileException | UnsupportedFormatException said) {
            return;
        }
        assertTrue(commits.equals(withoutEmpty(found)), what);
    }

    @Test
    void oneWriteTakesAllThatHasGathered() throws IOException {
        try (CommitLog log = open(files, new ArrayList<>())) {
            for (int i = 1; i <= 10; i++) {
                append(log, i, 1, "commit");
            }
            assertEquals(0, log.writtenSequence());
            log.commit(3);
            assertEquals(10, log.writtenSequence());
            assertEquals(10, log.durableSequence());
            assertEquals(1, log.statistics().writes());
            assertEquals(1, log.statistics().syncs());
        }
    }

    @Test
    void aFailedSyncIsTheEnd() throws IOException {
        CommitLog log = open(files, new ArrayList<>());
        append(log, 1, 1, "kept");
        log.commit(1);
        append(log, 2, 1, "lost");
        files.failAt(files.operations() + 2, Fault.IO_ERROR);
        assertThrows(IOException.class, () -> log.commit(2));
        assertEquals(1, log.writtenSequence());
        log.commit(1);
        assertThrows(IOException.class, () -> append(log, 3, 1, "after"));
        assertThrows(IOException.class, () -> log.commit(2));
        lock.unlock();
        log.close();
    }

    @Test
    void filesBelowWhatIsInTablesGo() throws IOException {
        written();
        List<String> read = new ArrayList<>();
        CommitLog log = open(files, read);
        int before = files.list(DIRECTORY).size();
        log.truncateBelow(40);
        assertTrue(files.list(DIRECTORY).size() < before);
        log.close();
        List<String> rest = new ArrayList<>();
        LogRecovery.read(files, DIRECTORY, 40, (first, operations, payload, length) -> {
            for (int i = 0; i < operations; i++) {
                rest.add(Long.toString(first + i));
            }
        });
        assertEquals("72", rest.getLast());
        assertTrue(Long.parseLong(rest.getFirst()) <= 41);
        assertThrows(CorruptFileException.class, () -> LogRecovery.read(files, DIRECTORY, 3, (a, b, c, d) -> {}));
    }
}
