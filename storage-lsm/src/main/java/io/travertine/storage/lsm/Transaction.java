package io.travertine.storage.lsm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads one snapshot of the store, with its own writes on top; nobody sees those before {@link #commit}, which makes all of them or none.
 * To be closed: what was not committed then is forgotten. One thread at a time.
 *
 * <pre>{@code
 * try (Transaction transaction = transactions.begin(Isolation.SERIALISABLE)) {
 *     byte[] balance = transaction.get(accounts, key);
 *     transaction.put(accounts, key, plus(balance, 10));
 *     transaction.commit();
 * }
 * }</pre>
 *
 * Every method throws {@link TransactionTimedOutException} when it was open for longer than its manager allows.
 */
public final class Transaction implements AutoCloseable {
    private final TransactionManager manager;
    private final Store store;
    private final Isolation isolation;
    private final long begunAt;
    private final Snapshot snapshot;
    private final WriteBatch batch = new WriteBatch();
    private Map<Tree, PendingWrites> writes = new HashMap<>();
    private final Map<Tree, TreeSet<byte[]>> keysRead = new HashMap<>();
    private final Map<Tree, List<KeyRange>> rangesRead = new HashMap<>();
    private final List<Savepoint> savepoints = new ArrayList<>();
    private volatile State state = State.OPEN;

    private enum State {
        OPEN,
        COMMITTING,
        ENDED,
        TIMED_OUT
    }

    /** A place in a transaction to go back to. */
    public static final class Savepoint {
        private final int count;
        private final int bytes;
        private final int userBytes;
        private final Map<Tree, PendingWrites> writes;

        private Savepoint(Transaction owner) {
            this.count = owner.batch.count();
            this.bytes = owner.batch.sizeInBytes();
            this.userBytes = owner.batch.userBytes();
            this.writes = copy(owner.writes);
        }
    }

    Transaction(TransactionManager manager, Store store, Isolation isolation, long begunAt) {
        this.manager = manager;
        this.store = store;
        this.isolation = isolation;
        this.begunAt = begunAt;
        this.snapshot = store.snapshot();
    }

    private static Map<Tree, PendingWrites> copy(Map<Tree, PendingWrites> writes) {
        Map<Tree, PendingWrites> copy = new HashMap<>();
        writes.forEach((tree, pending) -> copy.put(tree, pending.copy()));
        return copy;
    }

    /** The value of a key, or null. */
    public byte @Nullable [] get(Tree tree, byte[] key) throws IOException {
        checkOpen();
        PendingWrites pending = writes.get(tree);
        PendingWrites.Value written = pending == null ? null : pending.get(key);
        if (written != null) {
            byte[] value = written.bytes();
            return value == null ? null : value.clone();
        }
        if (isolation == Isolation.SERIALISABLE) {
            keysRead.computeIfAbsent(tree, each -> new TreeSet<>(Arrays::compareUnsigned))
                    .add(key.clone());
        }
        return tree.get(key, snapshot);
    }

    /**
     * Goes through a range as it is now, for this transaction. What it writes later does not change what the cursor finds. Under {@link
     * Isolation#SERIALISABLE} the whole range counts as read.
     */
    public TransactionCursor cursor(Tree tree, KeyRange range) throws IOException {
        checkOpen();
        if (isolation == Isolation.SERIALISABLE) {
            rangesRead.computeIfAbsent(tree, each -> new ArrayList<>()).add(range);
        }
        PendingWrites pending = writes.get(tree);
        return new TransactionCursor(
                tree.cursor(range, snapshot), range, pending == null ? new PendingWrites() : pending.copy());
    }

    public void put(Tree tree, byte[] key, byte[] value) {
        checkOpen();
        batch.put(tree, key, value);
        pending(tree).put(key, value);
    }

    public void delete(Tree tree, byte[] key) {
        checkOpen();
        batch.delete(tree, key);
        pending(tree).put(key, null);
    }

    /** Deletes the keys from one on, up to one that is not among them. When others write one of them before it commits, it is refused. */
    public void deleteRange(Tree tree, byte[] from, byte[] to) {
        checkOpen();
        if (Arrays.compareUnsigned(from, to) < 0) {
            batch.deleteRange(tree, from, to);
            pending(tree).deleteRange(from, to);
        }
    }

    /** Gives an operand to the tree's merge operator; the value before is read. */
    public void merge(Tree tree, byte[] key, byte[] operand) throws IOException {
        tree.checkMerges();
        byte[] before = get(tree, key);
        byte[] after = Merges.apply(tree.options().mergeOperator(), key, before, List.of(operand));
        batch.merge(tree, key, operand);
        pending(tree).put(key, after);
    }

    private PendingWrites pending(Tree tree) {
        return writes.computeIfAbsent(tree, each -> new PendingWrites());
    }

    public Savepoint savepoint() {
        checkOpen();
        Savepoint savepoint = new Savepoint(this);
        savepoints.add(savepoint);
        return savepoint;
    }

    /** Forgets what was written since; what was read since still counts as read. The savepoint may be gone back to again. */
    public void rollbackTo(Savepoint savepoint) {
        checkOpen();
        int place = savepoints.indexOf(savepoint);
        if (place < 0) {
            throw new IllegalArgumentException("the savepoint is of another transaction, or of what was rolled back");
        }
        batch.truncate(savepoint.count, savepoint.bytes, savepoint.userBytes);
        writes = copy(savepoint.writes);
        savepoints.subList(place + 1, savepoints.size()).clear();
    }

    /**
     * Makes what was written durable, as the store's sync policy says, and visible. The transaction has ended then, also when it is refused.
     *
     * @throws ConflictException when others came first; nothing was written
     */
    public void commit() throws IOException, ConflictException {
        checkOpen();
        beginCommit();
        try {
            store.write(batch, this::check);
        } finally {
            end(State.ENDED);
        }
    }

    /** From here on it does not time out: what it saw is needed to check it. */
    private synchronized void beginCommit() {
        if (state == State.OPEN) {
            state = State.COMMITTING;
        }
        checkOpen();
    }

    private void check() throws IOException, ConflictException {
        for (Map.Entry<Tree, PendingWrites> each : writes.entrySet()) {
            checkKeys(each.getKey(), each.getValue().values().keySet(), "writes");
            checkRanges(each.getKey(), each.getValue().deletedRanges(), "deletes");
        }
        for (Map.Entry<Tree, TreeSet<byte[]>> each : keysRead.entrySet()) {
            checkKeys(each.getKey(), each.getValue(), "read");
        }
        for (Map.Entry<Tree, List<KeyRange>> each : rangesRead.entrySet()) {
            checkRanges(each.getKey(), each.getValue(), "read");
        }
    }

    private void checkKeys(Tree tree, Iterable<byte[]> keys, String how) throws IOException, ConflictException {
        ReadView view = tree.core().retainView();
        try {
            ConflictCheck changes = new ConflictCheck(view, snapshot.sequence());
            for (byte[] key : keys) {
                if (changes.isChanged(key)) {
                    throw new ConflictException("a key of tree '" + tree.name() + "' that the transaction " + how
                            + " was written meanwhile: " + KeyRange.text(key) + "; run it again");
                }
            }
        } finally {
            view.release();
        }
    }

    private void checkRanges(Tree tree, List<KeyRange> ranges, String how) throws IOException, ConflictException {
        ReadView view = tree.core().retainView();
        try {
            ConflictCheck changes = new ConflictCheck(view, snapshot.sequence());
            for (KeyRange range : ranges) {
                if (changes.isChanged(range)) {
                    throw new ConflictException("a key in a range of tree '" + tree.name()
                            + "' that the transaction " + how + " was written meanwhile, from "
                            + KeyRange.text(range.from()) + "; run it again");
                }
            }
        } finally {
            view.release();
        }
    }

    long begunAt() {
        return begunAt;
    }

    private void checkOpen() {
        if (state == State.OPEN && manager.isOverdue(this)) {
            timeOut();
        }
        if (state == State.TIMED_OUT) {
            throw new TransactionTimedOutException(
                    "the transaction was open for more than " + manager.timeout() + "; run it again");
        }
        if (state == State.ENDED) {
            throw new IllegalStateException("the transaction has ended");
        }
    }

    synchronized void timeOut() {
        if (state == State.OPEN) {
            end(State.TIMED_OUT);
        }
    }

    private synchronized void end(State how) {
        if (state == State.OPEN || state == State.COMMITTING) {
            state = how;
            snapshot.close();
            manager.ended(this);
        }
    }

    @Override
    public void close() {
        end(State.ENDED);
    }
}
