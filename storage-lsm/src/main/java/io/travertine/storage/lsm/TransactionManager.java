package io.travertine.storage.lsm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Begins transactions over all trees of a store. They take no locks: each reads one snapshot, gathers what it writes, and is checked against
 * what others wrote meanwhile when it commits. Any thread.
 *
 * <p>H. T. Kung and J. T. Robinson, "On optimistic methods for concurrency control", ACM TODS 6(2), 1981; H. Berenson et al., "A critique of
 * ANSI SQL isolation levels", SIGMOD 1995.
 */
public final class TransactionManager {
    private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

    private final Store store;
    private final Duration timeout;
    private final long timeoutNanos;
    private final LongSupplier nanoClock;
    private final Set<Transaction> open = new LinkedHashSet<>();

    /**
     * Makes one.
     *
     * @param timeout how long a transaction may be open: what it sees is kept as long
     */
    public TransactionManager(Store store, Duration timeout) {
        this(store, timeout, System::nanoTime);
    }

    TransactionManager(Store store, Duration timeout, LongSupplier nanoClock) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout is " + timeout + ", it must be positive");
        }
        this.store = store;
        this.timeout = timeout;
        this.timeoutNanos = timeout.compareTo(FOREVER) < 0 ? timeout.toNanos() : Long.MAX_VALUE;
        this.nanoClock = nanoClock;
    }

    /** Begins a transaction, which sees what is committed now. */
    public Transaction begin(Isolation isolation) {
        closeOverdue();
        Transaction transaction = new Transaction(this, store, isolation, nanoClock.getAsLong());
        synchronized (open) {
            open.add(transaction);
        }
        return transaction;
    }

    /** How many are open. */
    public int openCount() {
        synchronized (open) {
            return open.size();
        }
    }

    /** Lets go of what transactions see that are open for too long; done by each {@link #begin}, too. */
    public void closeOverdue() {
        List<Transaction> overdue = new ArrayList<>();
        synchronized (open) {
            for (Transaction each : open) {
                if (isOverdue(each)) {
                    overdue.add(each);
                }
            }
        }
        overdue.forEach(Transaction::timeOut);
    }

    boolean isOverdue(Transaction transaction) {
        return nanoClock.getAsLong() - transaction.begunAt() > timeoutNanos;
    }

    Duration timeout() {
        return timeout;
    }

    void ended(Transaction transaction) {
        synchronized (open) {
            open.remove(transaction);
        }
    }
}
