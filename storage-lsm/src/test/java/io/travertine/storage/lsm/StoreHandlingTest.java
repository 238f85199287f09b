package io.travertine.storage.lsm;

import static io.travertine.storage.lsm.StoreModel.bytes;
import static io.travertine.storage.lsm.StoreModel.text;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.storage.file.Fault;
import io.travertine.storage.file.OsFileSystem;
import io.travertine.storage.file.StrictFileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreHandlingTest {
    private static final Path DIRECTORY = Path.of("/store");

    @TempDir
    private Path directory;

    /** OsFile says: "An embedding program may interrupt its readers, which must not stop the writer". Nor may an interrupted writer. */
    @Test
    void interruptedWriterAtTheEndOfALogFile() throws IOException {
        try (Store store = Store.open(directory, StoreOptions.DEFAULTS.withLogFileBytes(100))) {
            Tree tree = store.tree("t", TreeOptions.DEFAULTS);
            tree.put(bytes("first"), new byte[200]);
            Thread.currentThread().interrupt();
            try {
                assertDoesNotThrow(() -> tree.put(bytes("second"), new byte[200]));
            } finally {
                assertTrue(Thread.interrupted());
            }
            tree.put(bytes("third"), new byte[200]);
        }
    }

    @Test
    void interruptedThreadMakesATreeAndFlushes() throws IOException {
        try (Store store = Store.open(directory, StoreOptions.DEFAULTS)) {
            Thread.currentThread().interrupt();
            try {
                Tree tree = store.tree("t", TreeOptions.DEFAULTS);
                tree.put(bytes("first"), new byte[200]);
                assertDoesNotThrow(store::flush);
            } finally {
                assertTrue(Thread.interrupted());
            }
        }
    }

    /** When the log failed, whoever writes is told so; nobody waits for a flush that nobody asks for. */
    @Test
    void writersAreNotShutOutForEverAfterAFailure() throws IOException {
        StrictFileSystem disk = new StrictFileSystem();
        StoreOptions options = StoreOptions.DEFAULTS.withFiles(disk).withMaxMemtables(1);
        Store store = Store.open(DIRECTORY, options);
        Tree tree = store.tree("t", TreeOptions.DEFAULTS.withMemtableBytes(1));
        disk.failAt(disk.operations() + 1, Fault.NO_SPACE);
        assertThrows(IOException.class, () -> tree.put(bytes("key"), bytes("value")));
        CompletableFuture<Void> next = CompletableFuture.runAsync(
                () -> assertThrows(IOException.class, () -> tree.put(bytes("key"), bytes("value"))));
        try {
            assertDoesNotThrow(() -> next.get(5, TimeUnit.SECONDS));
        } finally {
            assertDoesNotThrow(store::close);
        }
    }

    /** "opened by one process at a time": a second open in this process, which is refused, must not let another process in. */
    @Test
    void refusedOpenKeepsTheLock() throws Exception {
        try (Store store = Store.open(directory, StoreOptions.DEFAULTS)) {
            assertNotEquals(0, openElsewhere());
            assertThrows(IOException.class, () -> Store.open(directory, StoreOptions.DEFAULTS));
            assertNotEquals(0, openElsewhere());
        }
    }

    private int openElsewhere() throws Exception {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Opener.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return process.exitValue();
    }

    static final class Opener {
        public static void main(String[] arguments) throws IOException {
            new OsFileSystem().lock(Path.of(arguments[0], "LOCK")).close();
        }
    }

    /** A tree of another store (or of an earlier life of this one) is refused, as WriteBatch does. */
    @Test
    void dropsNoTreeOfAnotherStore() throws IOException {
        StoreOptions options =
                StoreOptions.DEFAULTS.withFiles(new StrictFileSystem()).withBackground(task -> {});
        try (Store one = Store.open(Path.of("/one"), options);
                Store other = Store.open(Path.of("/other"), options)) {
            Tree mine = one.tree("mine", TreeOptions.DEFAULTS);
            Tree yours = other.tree("yours", TreeOptions.DEFAULTS);
            mine.put(bytes("key"), bytes("value"));
            yours.put(bytes("key"), bytes("value"));
            other.flush();
            assertThrows(IllegalArgumentException.class, () -> one.compact(yours));
            assertThrows(IllegalArgumentException.class, () -> one.dropTree(yours));
            assertEquals("value", text(mine.get(bytes("key"))));
            assertEquals("value", text(yours.get(bytes("key"))));
        }
    }

    /** A cursor that is closed after its store must not delete a file of the store that was opened next: numbers are used again. */
    @Test
    void cursorClosedLateDeletesNothing() throws IOException {
        StoreOptions options =
                StoreOptions.DEFAULTS.withFiles(new StrictFileSystem()).withBackground(task -> {});
        Cursor late;
        try (Store store = Store.open(DIRECTORY, options)) {
            Tree tree = store.tree("t", TreeOptions.DEFAULTS);
            tree.put(bytes("key"), bytes("value"));
            store.flush();
            late = tree.cursor(KeyRange.ALL);
            store.dropTree(tree);
        }
        try (Store store = Store.open(DIRECTORY, options)) {
            Tree tree = store.tree("t", TreeOptions.DEFAULTS);
            tree.put(bytes("key"), bytes("value"));
            store.flush();
            late.close();
        }
        try (Store store = Store.open(DIRECTORY, options)) {
            assertEquals("value", text(store.tree("t", TreeOptions.DEFAULTS).get(bytes("key"))));
        }
    }

    /** "Reads and writes go on": the log may get a new file meanwhile. */
    @Test
    void checkpointWhileTheLogGetsNewFiles() throws Exception {
        try (Store store = Store.open(directory.resolve("store"), StoreOptions.DEFAULTS.withLogFileBytes(100))) {
            Tree tree = store.tree("t", TreeOptions.DEFAULTS);
            AtomicBoolean done = new AtomicBoolean();
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> assertDoesNotThrow(() -> {
                for (int i = 0; !done.get(); i++) {
                    tree.put(bytes("key " + i), new byte[100]);
                }
            }));
            try {
                for (int i = 0; i < 30; i++) {
                    Path target = directory.resolve("copy " + i);
                    assertDoesNotThrow(() -> store.checkpoint(target));
                    store.flush();
                }
            } finally {
                done.set(true);
                writer.get(10, TimeUnit.SECONDS);
            }
        }
    }
}
