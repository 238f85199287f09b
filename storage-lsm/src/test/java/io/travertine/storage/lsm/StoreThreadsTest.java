package io.travertine.storage.lsm;

import static io.travertine.storage.lsm.StoreModel.bytes;
import static io.travertine.storage.lsm.StoreModel.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.storage.lsm.wal.SyncPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Threads on real files, with flushes and compactions in between. */
class StoreThreadsTest {
    private static final int THREADS = 4;
    private static final int ACCOUNTS = 20;

    @TempDir
    private Path directory;

    private final TreeOptions small = TreeOptions.DEFAULTS
            .withMemtableBytes(1 << 20)
            .withTableBytes(50_000)
            .withCompaction(new LevelledCompaction(2, 100_000, 3))
            .withMergeOperator(StoreModel.JOIN);

    @ParameterizedTest
    @EnumSource
    void everyThreadFindsWhatItWrote(SyncPolicy policy) throws Exception {
        StoreOptions options = StoreOptions.DEFAULTS.withSync(policy).withLogFileBytes(200_000);
        int writes = policy == SyncPolicy.ALWAYS ? 100 : 1_000;
        try (Store store = Store.open(directory, options)) {
            Tree tree = store.tree("t", small);
            AtomicBoolean done = new AtomicBoolean();
            List<Future<?>> running = new ArrayList<>();
            try (ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1)) {
                for (int i = 0; i < THREADS; i++) {
                    int thread = i;
                    running.add(threads.submit(() -> {
                        writeAndRead(store, tree, thread, writes);
                        return null;
                    }));
                }
                Future<?> pairs = threads.submit(() -> {
                    for (int i = 0; i < 20 && !done.get(); i++) {
                        comeInPairs(store, tree);
                        store.flush();
                    }
                    return null;
                });
                for (Future<?> each : running) {
                    each.get();
                }
                done.set(true);
                pairs.get();
            }
            check(tree, writes);
        }
        try (Store store = Store.open(directory, options, java.util.Map.of("t", small))) {
            check(store.tree("t", small), writes);
        }
    }

    private static void writeAndRead(Store store, Tree tree, int thread, int writes) throws IOException {
        Random random = new Random(thread);
        for (int i = 0; i < writes; i++) {
            String value = "v".repeat(1 + i % 300) + i;
            store.write(new WriteBatch()
                    .put(tree, bytes(thread + " left " + i), bytes(value))
                    .put(tree, bytes(thread + " right " + i), bytes(value)));
            int any = random.nextInt(i + 1);
            byte[] found = tree.get(bytes(thread + " left " + any));
            assertNotNull(found, thread + " left " + any);
            assertEquals("v".repeat(1 + any % 300) + any, text(found));
        }
    }

    /** Both keys of a batch are there, or none, whatever is flushed meanwhile. */
    private static void comeInPairs(Store store, Tree tree) throws IOException {
        try (Snapshot snapshot = store.snapshot()) {
            for (int thread = 0; thread < THREADS; thread++) {
                List<String> left = suffixes(tree, snapshot, thread + " left ");
                assertEquals(left, suffixes(tree, snapshot, thread + " right "));
            }
        }
    }

    private static List<String> suffixes(Tree tree, Snapshot snapshot, String prefix) throws IOException {
        List<String> suffixes = new ArrayList<>();
        try (Cursor cursor = tree.cursor(KeyRange.prefix(bytes(prefix)), snapshot)) {
            for (cursor.first(); cursor.isValid(); cursor.next()) {
                suffixes.add(text(cursor.key()).substring(prefix.length()));
            }
        }
        return suffixes;
    }

    private static void check(Tree tree, int writes) throws IOException {
        int count = 0;
        try (Cursor cursor = tree.cursor(KeyRange.ALL)) {
            for (cursor.first(); cursor.isValid(); cursor.next()) {
                count++;
            }
        }
        assertEquals(THREADS * writes * 2, count);
    }

    /** Money goes from account to account, and none is lost or made. */
    @Test
    void transactionsKeepTheSum() throws Exception {
        try (Store store = Store.open(directory, StoreOptions.DEFAULTS.withSync(SyncPolicy.OS))) {
            Tree tree = store.tree("t", small);
            for (int i = 0; i < ACCOUNTS; i++) {
                tree.put(bytes("account " + i), bytes("100"));
            }
            TransactionManager transactions = new TransactionManager(store, Duration.ofMinutes(5));
            List<Future<Integer>> moved = new ArrayList<>();
            try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
                for (int i = 0; i < THREADS; i++) {
                    Random random = new Random(i);
                    moved.add(threads.submit(() -> {
                        int count = 0;
                        for (int move = 0; move < 100; move++) {
                            count += move(transactions, tree, random);
                            if (move % 25 == 0) {
                                store.flush();
                            }
                        }
                        return count;
                    }));
                }
                for (Future<Integer> each : moved) {
                    assertTrue(each.get() > 0);
                }
            }
            int sum = 0;
            for (int i = 0; i < ACCOUNTS; i++) {
                sum += Integer.parseInt(text(tree.get(bytes("account " + i))));
            }
            assertEquals(100 * ACCOUNTS, sum);
        }
    }

    private static int move(TransactionManager transactions, Tree tree, Random random) throws IOException {
        byte[] from = bytes("account " + random.nextInt(ACCOUNTS));
        byte[] to = bytes("account " + random.nextInt(ACCOUNTS));
        try (Transaction transaction = transactions.begin(Isolation.SNAPSHOT)) {
            transaction.put(
                    tree, from, bytes(Integer.toString(Integer.parseInt(text(transaction.get(tree, from))) - 1)));
            transaction.put(tree, to, bytes(Integer.toString(Integer.parseInt(text(transaction.get(tree, to))) + 1)));
            transaction.commit();
            return 1;
        } catch (ConflictException refused) {
            return 0;
        }
    }
}
