package io.travertine.storage.lsm;

import static io.travertine.storage.lsm.StoreModel.bytes;
import static io.travertine.storage.lsm.StoreModel.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.travertine.storage.file.StrictFileSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TransactionEndTest {
    private static final Path DIRECTORY = Path.of("/store");
    private final StoreOptions options =
            StoreOptions.DEFAULTS.withFiles(new StrictFileSystem()).withBackground(task -> {});

    /** A savepoint of what was rolled back is refused: the batch has other changes there, or ends within one. */
    @Test
    void savepointThatWasRolledBack() throws Exception {
        try (Store store = Store.open(DIRECTORY, options)) {
            Tree tree = store.tree("t", TreeOptions.DEFAULTS);
            try (Transaction transaction =
                    new TransactionManager(store, Duration.ofMinutes(1)).begin(Isolation.SNAPSHOT)) {
                Transaction.Savepoint first = transaction.savepoint();
                transaction.put(tree, bytes("key"), bytes("a"));
                Transaction.Savepoint second = transaction.savepoint();
                transaction.rollbackTo(first);
                transaction.put(tree, bytes("key"), bytes("b"));
                assertThrows(IllegalArgumentException.class, () -> transaction.rollbackTo(second));
                String seen = text(transaction.get(tree, bytes("key")));
                transaction.commit();
                assertEquals(seen, text(tree.get(bytes("key"))));
            }
        }
    }

    /** A commit that waits for room must not lose its snapshot to the time-out: it would not see what others did. */
    @Test
    void timesOutWhileCommitting() throws Exception {
        AtomicLong nanos = new AtomicLong();
        try (Store store = Store.open(DIRECTORY, options.withMaxMemtables(1))) {
            Tree tree = store.tree("t", TreeOptions.DEFAULTS.withMemtableBytes(1));
            tree.put(bytes("key"), bytes("1"));
            store.flush();
            TransactionManager transactions = new TransactionManager(store, Duration.ofSeconds(1), nanos::get);
            Transaction transaction = transactions.begin(Isolation.SERIALISABLE);
            String read = text(transaction.get(tree, bytes("key")));
            transaction.put(tree, bytes("key"), bytes(read + "1"));
            tree.delete(bytes("key")); // fills the only memtable
            CompletableFuture<Throwable> end = new CompletableFuture<>();
            Thread committing = Thread.ofPlatform().start(() -> {
                try {
                    transaction.commit();
                    end.complete(null);
                } catch (Throwable e) {
                    end.complete(e);
                }
            });
            while (!committing.getState().equals(Thread.State.WAITING)) {
                Thread.onSpinWait(); // until it waits for room
            }
            nanos.set(Duration.ofSeconds(2).toNanos());
            transactions.closeOverdue();
            store.compact(tree);
            Throwable refused = end.get(10, TimeUnit.SECONDS);
            assertInstanceOf(ConflictException.class, refused);
            assertNull(tree.get(bytes("key")));
        }
    }

    /** A duration that is longer than 292 years is for ever, not an ArithmeticException at the second begin. */
    @Test
    void noTimeout() throws Exception {
        try (Store store = Store.open(DIRECTORY, options)) {
            TransactionManager transactions = new TransactionManager(store, Duration.ofSeconds(Long.MAX_VALUE));
            transactions.begin(Isolation.SNAPSHOT).close();
            Transaction open = transactions.begin(Isolation.SNAPSHOT);
            transactions.begin(Isolation.SNAPSHOT).close();
            open.close();
        }
    }

    /** What is given is not kept: a caller that uses its array again does not change what is checked. */
    @Test
    void rangeThatIsChangedLater() throws Exception {
        try (Store store = Store.open(DIRECTORY, options)) {
            Tree tree = store.tree("t", TreeOptions.DEFAULTS);
            try (Transaction transaction =
                    new TransactionManager(store, Duration.ofMinutes(1)).begin(Isolation.SERIALISABLE)) {
                byte[] from = bytes("a");
                transaction.cursor(tree, KeyRange.prefix(from)).close();
                from[0] = 'z';
                tree.put(bytes("a1"), bytes("new"));
                transaction.put(tree, bytes("count"), bytes("0"));
                assertThrows(ConflictException.class, transaction::commit);
            }
        }
    }

    @Test
    void aClosedSnapshotIsRefused() throws Exception {
        try (Store store = Store.open(DIRECTORY, options)) {
            Tree tree = store.tree("t", TreeOptions.DEFAULTS);
            Snapshot snapshot = store.snapshot();
            snapshot.close();
            assertThrows(IllegalStateException.class, () -> tree.get(bytes("key"), snapshot));
            assertThrows(IllegalStateException.class, () -> tree.cursor(KeyRange.ALL, snapshot));
        }
    }

    /** A merge that fails leaves nothing in the transaction. */
    @Test
    void aMergeThatFailsIsNotWritten() throws Exception {
        MergeOperator failing = (key, base, operands) -> {
            throw new IllegalArgumentException("no number");
        };
        try (Store store = Store.open(DIRECTORY, options)) {
            Tree tree = store.tree("t", TreeOptions.DEFAULTS.withMergeOperator(failing));
            try (Transaction transaction =
                    new TransactionManager(store, Duration.ofMinutes(1)).begin(Isolation.SNAPSHOT)) {
                assertThrows(IllegalArgumentException.class, () -> transaction.merge(tree, bytes("key"), bytes("x")));
                transaction.commit();
            }
            assertNull(tree.get(bytes("key")));
        }
    }
}
