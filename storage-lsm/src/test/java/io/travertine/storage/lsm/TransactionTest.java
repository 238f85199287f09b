package io.travertine.storage.lsm;

import static io.travertine.storage.lsm.StoreModel.bytes;
import static io.travertine.storage.lsm.StoreModel.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.travertine.storage.file.StrictFileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The anomalies of H. Berenson et al. (1995) and A. Fekete et al. (2004), each as a schedule of two or three transactions. */
class TransactionTest {
    private final AtomicLong clock = new AtomicLong();
    private Store store;
    private Tree tree;
    private Tree other;
    private TransactionManager transactions;

    @BeforeEach
    void open() throws IOException {
        StoreOptions options =
                StoreOptions.DEFAULTS.withFiles(new StrictFileSystem()).withBackground(task -> {});
        store = Store.open(Path.of("/store"), options);
        TreeOptions merging = TreeOptions.DEFAULTS.withMergeOperator(StoreModel.JOIN);
        tree = store.tree("tree", merging);
        other = store.tree("other", merging);
        transactions = new TransactionManager(store, Duration.ofSeconds(10), clock::get);
        tree.put(bytes("x"), bytes("50"));
        tree.put(bytes("y"), bytes("50"));
    }

    @AfterEach
    void close() throws IOException {
        assertEquals(0, transactions.openCount());
        store.close();
    }

    private @Nullable String get(Transaction transaction, String key) throws IOException {
        byte[] value = transaction.get(tree, bytes(key));
        return value == null ? null : text(value);
    }

    private void put(Transaction transaction, String key, String value) {
        transaction.put(tree, bytes(key), bytes(value));
    }

    private @Nullable String stored(String key) throws IOException {
        byte[] value = tree.get(bytes(key));
        return value == null ? null : text(value);
    }

    private List<String> keys(Transaction transaction, KeyRange range) throws IOException {
        List<String> keys = new ArrayList<>();
        try (TransactionCursor cursor = transaction.cursor(tree, range)) {
            for (cursor.first(); cursor.isValid(); cursor.next()) {
                keys.add(text(cursor.key()) + "=" + text(cursor.value()));
            }
        }
        return keys;
    }

    @ParameterizedTest
    @EnumSource
    void noDirtyReadAndNoFuzzyRead(Isolation isolation) throws Exception {
        try (Transaction writer = transactions.begin(isolation);
                Transaction reader = transactions.begin(isolation)) {
            put(writer, "x", "1");
            assertEquals("50", get(reader, "x"));
            writer.commit();
            assertEquals("50", get(reader, "x"));
            reader.commit();
        }
        assertEquals("1", stored("x"));
    }

    @ParameterizedTest
    @EnumSource
    void noDirtyWrite(Isolation isolation) throws Exception {
        try (Transaction first = transactions.begin(isolation);
                Transaction second = transactions.begin(isolation)) {
            put(first, "x", "1");
            put(second, "x", "2");
            put(second, "y", "2");
            put(first, "y", "1");
            first.commit();
            assertThrows(ConflictException.class, second::commit);
        }
        assertEquals("1", stored("x"));
        assertEquals("1", stored("y"));
    }

    @ParameterizedTest
    @EnumSource
    void noLostUpdate(Isolation isolation) throws Exception {
        try (Transaction first = transactions.begin(isolation);
                Transaction second = transactions.begin(isolation)) {
            put(first, "x", get(first, "x") + "+1");
            put(second, "x", get(second, "x") + "+2");
            second.commit();
            assertThrows(ConflictException.class, first::commit);
        }
        assertEquals("50+2", stored("x"));
    }

    @Test
    void writesOutsideOfTransactionsCount() throws Exception {
        try (Transaction transaction = transactions.begin(Isolation.SNAPSHOT)) {
            put(transaction, "x", "1");
            tree.deleteRange(bytes("a"), bytes("z"));
            ConflictException refused = assertThrows(ConflictException.class, transaction::commit);
            assertEquals(
                    "a key of tree 'tree' that the transaction writes was written meanwhile: 'x'; run it again",
                    refused.getMessage());
        }
        assertNull(stored("x"));
    }

    @Test
    void writeSkewPassesUnderSnapshotIsolation() throws Exception {
        try (Transaction first = transactions.begin(Isolation.SNAPSHOT);
                Transaction second = transactions.begin(Isolation.SNAPSHOT)) {
            skew(first, second);
            second.commit();
        }
        assertEquals("-40", stored("x"));
        assertEquals("-40", stored("y"));
    }

    @Test
    void noWriteSkewUnderSerialisable() throws Exception {
        try (Transaction first = transactions.begin(Isolation.SERIALISABLE);
                Transaction second = transactions.begin(Isolation.SERIALISABLE)) {
            skew(first, second);
            assertThrows(ConflictException.class, second::commit);
        }
        assertEquals("-40", stored("x"));
        assertEquals("50", stored("y"));
    }

    private void skew(Transaction first, Transaction second) throws Exception {
        assertEquals("50 50", get(first, "x") + " " + get(first, "y"));
        assertEquals("50 50", get(second, "x") + " " + get(second, "y"));
        put(first, "x", "-40");
        put(second, "y", "-40");
        first.commit();
    }

    /** A reader sees the deposit and no withdrawal, so the withdrawal, which saw no deposit, cannot come before it. */
    @Test
    void noReadOnlyAnomalyUnderSerialisable() throws Exception {
        try (Transaction withdrawal = transactions.begin(Isolation.SERIALISABLE)) {
            assertEquals("50 50", get(withdrawal, "x") + " " + get(withdrawal, "y"));
            try (Transaction deposit = transactions.begin(Isolation.SERIALISABLE)) {
                put(deposit, "y", get(deposit, "y") + "+20");
                deposit.commit();
            }
            try (Transaction reader = transactions.begin(Isolation.SERIALISABLE)) {
                assertEquals("50 50+20", get(reader, "x") + " " + get(reader, "y"));
                reader.commit();
            }
            put(withdrawal, "x", "-11");
            assertThrows(ConflictException.class, withdrawal::commit);
        }
    }

    @Test
    void noPhantomUnderSerialisable() throws Exception {
        KeyRange range = new KeyRange(bytes("p"), bytes("q"));
        for (String added : List.of("p1", "p9")) {
            try (Transaction counting = transactions.begin(Isolation.SERIALISABLE)) {
                int count = keys(counting, range).size();
                tree.put(bytes(added), bytes("new"));
                assertEquals(count, keys(counting, range).size());
                put(counting, "count", Integer.toString(count));
                assertThrows(ConflictException.class, counting::commit);
            }
        }
        try (Transaction counting = transactions.begin(Isolation.SERIALISABLE)) {
            put(counting, "count", Integer.toString(keys(counting, range).size()));
            tree.put(bytes("q"), bytes("behind the range"));
            counting.commit();
        }
        assertEquals("2", stored("count"));
    }

    @Test
    void readsItsOwnWrites() throws Exception {
        try (Transaction transaction = transactions.begin(Isolation.SNAPSHOT)) {
            put(transaction, "w", "1");
            transaction.delete(tree, bytes("x"));
            transaction.merge(tree, bytes("y"), bytes("60"));
            transaction.merge(tree, bytes("z"), bytes("first"));
            assertEquals(List.of("w=1", "y=50+60", "z=first"), keys(transaction, KeyRange.ALL));
            assertEquals("50+60", get(transaction, "y"));
            assertNull(get(transaction, "x"));
            transaction.deleteRange(tree, bytes("w"), bytes("z"));
            put(transaction, "x", "again");
            assertEquals(List.of("x=again", "z=first"), keys(transaction, KeyRange.ALL));
            transaction.put(other, bytes("k"), bytes("v"));
            transaction.commit();
        }
        assertEquals("again", stored("x"));
        assertNull(stored("y"));
        assertEquals("first", stored("z"));
        assertEquals("v", text(other.get(bytes("k"))));
    }

    @Test
    void goesBackToASavepoint() throws Exception {
        try (Transaction transaction = transactions.begin(Isolation.SNAPSHOT)) {
            put(transaction, "x", "1");
            Transaction.Savepoint savepoint = transaction.savepoint();
            put(transaction, "x", "2");
            transaction.deleteRange(tree, bytes("a"), bytes("z"));
            transaction.rollbackTo(savepoint);
            assertEquals("1", get(transaction, "x"));
            put(transaction, "w", "3");
            transaction.rollbackTo(savepoint);
            assertNull(get(transaction, "w"));
            transaction.commit();
        }
        assertEquals("1", stored("x"));
        assertEquals("50", stored("y"));
        assertNull(stored("w"));
    }

    @Test
    void whatIsNotCommittedIsForgotten() throws Exception {
        try (Transaction transaction = transactions.begin(Isolation.SNAPSHOT)) {
            put(transaction, "x", "1");
        }
        assertEquals("50", stored("x"));
    }

    @Test
    void timesOut() throws Exception {
        Transaction slow = transactions.begin(Isolation.SNAPSHOT);
        put(slow, "x", "1");
        clock.addAndGet(Duration.ofSeconds(10).toNanos());
        put(slow, "y", "1");
        clock.addAndGet(1);
        assertThrows(TransactionTimedOutException.class, slow::commit);
        Transaction forgotten = transactions.begin(Isolation.SNAPSHOT);
        clock.addAndGet(Duration.ofSeconds(11).toNanos());
        transactions.begin(Isolation.SNAPSHOT).close();
        assertThrows(TransactionTimedOutException.class, () -> get(forgotten, "x"));
        assertEquals("50", stored("x"));
    }
}
