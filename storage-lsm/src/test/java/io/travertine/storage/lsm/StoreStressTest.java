package io.travertine.storage.lsm;

import static io.travertine.storage.lsm.StoreModel.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.travertine.storage.file.FileSystem;
import io.travertine.storage.file.OsFileSystem;
import io.travertine.storage.file.StoreFile;
import io.travertine.storage.lsm.wal.SyncPolicy;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that can be done with a store, at once, and what seldom happens. */
class StoreStressTest {
    @TempDir
    private Path directory;

    @FunctionalInterface
    private interface Action {
        void run(Random random) throws Exception;
    }

    /** Whoever comes too late (closed, dropped) is told so by an IllegalStateException; nothing else happens, and nothing hangs. */
    @Test
    void everythingAtOnce() throws Exception {
        int rounds = Integer.getInteger("travertine.rounds", 3);
        for (int round = 0; round < rounds; round++) {
            round(directory.resolve("round " + round), round);
        }
    }

    private static void round(Path directory, int seed) throws Exception {
        TreeOptions small = TreeOptions.DEFAULTS
                .withMemtableBytes(30_000)
                .withTableBytes(10_000)
                .withCompaction(seed % 2 == 0 ? new LevelledCompaction(2, 50_000, 3) : new SizeTieredCompaction(2, 3));
        StoreOptions options = StoreOptions.DEFAULTS
                .withSync(SyncPolicy.values()[seed % 3])
                .withLogFileBytes(20_000)
                .withMaxLogFiles(3)
                .withMaxMemtables(2);
        Store store = Store.open(directory.resolve("store"), options);
        Tree kept = store.tree("kept", small);
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger copies = new AtomicInteger();
        ConcurrentLinkedQueue<Throwable> problems = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        List<Action> actions = List.of(
                random -> kept.put(bytes("k" + random.nextInt(3_000)), new byte[random.nextInt(300)]),
                random -> store.write(new WriteBatch()
                        .put(kept, bytes("p" + random.nextInt(300)), new byte[50])
                        .put(store.tree("other", small), bytes("p" + random.nextInt(300)), new byte[50])),
                random -> kept.deleteRange(bytes("k" + random.nextInt(10)), bytes("k" + random.nextInt(3_000))),
                random -> {
                    try (Snapshot snapshot = store.snapshot();
                            Cursor cursor = kept.cursor(KeyRange.ALL, snapshot)) {
                        for (cursor.first(); cursor.isValid(); cursor.next()) {
                            cursor.value();
                        }
                        for (cursor.last(); cursor.isValid(); cursor.previous()) {
                            cursor.value();
                        }
                    }
                },
                random -> {
                    store.dropTree(store.tree("other", small));
                },
                random -> {
                    Tree other = store.tree("other", small);
                    try (Cursor cursor = other.cursor(KeyRange.ALL)) {
                        for (cursor.first(); cursor.isValid(); cursor.next()) {
                            cursor.value();
                        }
                    }
                },
                random -> {
                    store.flush();
                },
                random -> {
                    store.compact(kept);
                    store.compact(store.tree("other", small));
                },
                random -> {
                    store.checkpoint(directory.resolve("copy" + random.nextLong()));
                    copies.incrementAndGet();
                });
        for (Action action : actions) {
            Random random = new Random(seed * 31L + threads.size());
            threads.add(Thread.ofPlatform().start(() -> {
                while (!done.get()) {
                    try {
                        action.run(random);
                    } catch (IllegalStateException late) {
                        // Closed, or dropped.
                    } catch (Throwable e) {
                        problems.add(e);
                        return;
                    }
                }
            }));
        }
        while (copies.get() < 5 && problems.isEmpty()) {
            Thread.onSpinWait();
        }
        store.close();
        done.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        if (!problems.isEmpty()) {
            AssertionError error = new AssertionError(problems.size() + " problems in round " + seed);
            problems.forEach(error::addSuppressed);
            throw error;
        }
        Store.open(directory.resolve("store"), options).close();
    }

    /** An error while the log is written (of memory, say) must not leave a gap behind which commits are acknowledged. */
    @Test
    void errorWhileTheLogIsWritten() throws Exception {
        AtomicBoolean fail = new AtomicBoolean();
        FileSystem files = proxy(FileSystem.class, new OsFileSystem(), fail);
        boolean acknowledged;
        try (Store store = Store.open(directory, StoreOptions.DEFAULTS.withFiles(files))) {
            Tree tree = store.tree("t", TreeOptions.DEFAULTS);
            tree.put(bytes("before"), bytes("1"));
            fail.set(true);
            assertThrows(Throwable.class, () -> tree.put(bytes("failed"), bytes("1")));
            acknowledged = tryPut(tree);
        }
        try (Store store = Store.open(directory, StoreOptions.DEFAULTS)) {
            Tree tree = store.tree("t", TreeOptions.DEFAULTS);
            assertNotNull(tree.get(bytes("before")));
            assertEquals(acknowledged, tree.get(bytes("after")) != null);
        }
    }

    private static <T> T proxy(Class<T> type, Object target, AtomicBoolean fail) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("write") && fail.getAndSet(false)) {
                        throw new OutOfMemoryError("injected");
                    }
                    try {
                        Object result = method.invoke(target, arguments);
                        return method.getName().equals("openWrite") ? proxy(StoreFile.class, result, fail) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private static boolean tryPut(Tree tree) {
        try {
            tree.put(bytes("after"), bytes("1"));
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** An empty key is a key as any other, through flushes, compactions, range deletions and cursors. */
    @Test
    void emptyKey() throws IOException {
        try (Store store = Store.open(directory, StoreOptions.DEFAULTS)) {
            Tree tree = store.tree("t", TreeOptions.DEFAULTS);
            tree.put(new byte[0], new byte[0]);
            tree.put(bytes("a"), bytes("1"));
            for (int i = 0; i < 3; i++) {
                assertEquals(0, tree.get(new byte[0]).length);
                try (Cursor cursor = tree.cursor(KeyRange.ALL)) {
                    cursor.last();
                    cursor.previous();
                    assertEquals(0, cursor.key().length);
                    cursor.next();
                    assertEquals("a", StoreModel.text(cursor.key()));
                }
                if (i == 0) {
                    store.flush();
                } else {
                    store.compact(tree);
                }
            }
            tree.deleteRange(new byte[0], new byte[1]);
            store.compact(tree);
            assertNull(tree.get(new byte[0]));
            assertNotNull(tree.get(bytes("a")));
        }
    }
}
