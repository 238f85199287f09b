package io.travertine.storage.lsm;

import static io.travertine.storage.lsm.StoreModel.bytes;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.travertine.storage.CorruptFileException;
import io.travertine.storage.file.FileSystem;
import io.travertine.storage.file.StoreFile;
import io.travertine.storage.file.StrictFileSystem;
import io.travertine.storage.lsm.wal.SyncPolicy;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StoreRecoveryTest {
    private static final Path DIRECTORY = Path.of("/store");

    /** Without locks: a store that is left alone is one whose process was killed. What it wrote is there, but need not be durable. */
    private record Killable(FileSystem files) implements FileSystem {
        @Override
        public StoreFile create(Path path) throws IOException {
            return files.create(path);
        }

        @Override
        public StoreFile openRead(Path path) throws IOException {
            return files.openRead(path);
        }

        @Override
        public StoreFile openWrite(Path path) throws IOException {
            return files.openWrite(path);
        }

        @Override
        public List<Path> list(Path directory) throws IOException {
            return files.list(directory);
        }

        @Override
        public boolean exists(Path path) throws IOException {
            return files.exists(path);
        }

        @Override
        public void createDirectories(Path directory) throws IOException {
            files.createDirectories(directory);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            files.rename(from, to);
        }

        @Override
        public void link(Path existing, Path name) throws IOException {
            files.link(existing, name);
        }

        @Override
        public void delete(Path path) throws IOException {
            files.delete(path);
        }

        @Override
        public void syncDirectory(Path directory) throws IOException {
            files.syncDirectory(directory);
        }

        @Override
        public Closeable lock(Path path) {
            return () -> {};
        }
    }

    private static StoreOptions options(FileSystem files) {
        return StoreOptions.DEFAULTS.withFiles(files).withBackground(task -> {});
    }

    private static StrictFileSystem killed(int keys) throws IOException {
        StrictFileSystem disk = new StrictFileSystem();
        Store store = Store.open(DIRECTORY, options(new Killable(disk)).withSync(SyncPolicy.OS));
        Tree tree = store.tree("t", TreeOptions.DEFAULTS);
        for (int i = 0; i < keys; i++) {
            tree.put(bytes("before " + i), bytes("v".repeat(500)));
        }
        return disk;
    }

    /**
     * kill -9, open, an acknowledged write under ALWAYS, power cut: the store must open, and have the write. What is read from the log of
     * before is not synced, but the next file's name says that it had been durable.
     */
    @Test
    void powerCutAfterARestart() throws IOException {
        for (int seed = 0; seed < 20; seed++) {
            StrictFileSystem disk = killed(20);
            Store store = Store.open(DIRECTORY, options(new Killable(disk)));
            store.tree("t", TreeOptions.DEFAULTS).put(bytes("after"), bytes("1"));
            StrictFileSystem left = disk.crash(new Random(seed));
            try (Store again = Store.open(DIRECTORY, options(left))) {
                assertNotNull(again.tree("t", TreeOptions.DEFAULTS).get(bytes("after")));
            }
        }
    }

    /** Store.sync "makes durable what was written before the call", also what an earlier life of the store wrote. */
    @Test
    void syncAfterARestart() throws IOException {
        for (int seed = 0; seed < 20; seed++) {
            StrictFileSystem disk = killed(20);
            Store store = Store.open(DIRECTORY, options(new Killable(disk)));
            assertNotNull(store.tree("t", TreeOptions.DEFAULTS).get(bytes("before 19")));
            store.sync();
            StrictFileSystem left = disk.crash(new Random(seed));
            try (Store again = Store.open(DIRECTORY, options(left))) {
                assertNotNull(again.tree("t", TreeOptions.DEFAULTS).get(bytes("before 19")));
            }
        }
    }

    /** docs/formats/store-log.md: it is damage when "the manifest says that the log was closed with a later sequence". */
    @Test
    void logCutAfterACleanClose() throws IOException {
        StrictFileSystem disk = new StrictFileSystem();
        try (Store store = Store.open(DIRECTORY, options(disk))) {
            Tree tree = store.tree("t", TreeOptions.DEFAULTS);
            for (int i = 0; i < 20; i++) {
                tree.put(bytes("key " + i), bytes("v".repeat(500)));
            }
        }
        disk.resize(disk.list(DIRECTORY.resolve("log")).getLast(), 3_000);
        assertThrows(CorruptFileException.class, () -> Store.open(DIRECTORY, options(disk)));
    }

    /** The same for a file that is missing. */
    @Test
    void newestLogFileMissingAfterACleanClose() throws IOException {
        StrictFileSystem disk = new StrictFileSystem();
        try (Store store = Store.open(DIRECTORY, options(disk).withLogFileBytes(1_000))) {
            Tree tree = store.tree("t", TreeOptions.DEFAULTS);
            for (int i = 0; i < 20; i++) {
                tree.put(bytes("key " + i), bytes("v".repeat(500)));
            }
        }
        List<Path> logs = disk.list(DIRECTORY.resolve("log"));
        disk.delete(logs.getLast());
        disk.delete(logs.get(logs.size() - 2));
        assertThrows(CorruptFileException.class, () -> Store.open(DIRECTORY, options(disk)));
    }

    /** A lost manifest (a bad restore) is an error: no new store begins where another was, and nothing is deleted. */
    @Test
    void tablesAreNotDeletedWhenTheManifestIsMissing() throws IOException {
        StrictFileSystem disk = new StrictFileSystem();
        try (Store store = Store.open(DIRECTORY, options(disk))) {
            store.tree("t", TreeOptions.DEFAULTS).put(bytes("key"), bytes("value"));
            store.flush();
        }
        for (Path path : disk.list(DIRECTORY.resolve("metadata"))) {
            disk.delete(path);
        }
        assertThrows(CorruptFileException.class, () -> Store.open(DIRECTORY, options(disk)));
        assertNotNull(disk.list(DIRECTORY.resolve("tables")).getFirst());
    }
}
