package io.travertine.engine.table;

import io.travertine.storage.memory.MemoryBudget;

/**
 * What all decoded tails may take. Beyond half of the memory budget compaction is asked for, which brings them to disk; until it
 * has done so the budget slows producers. Beyond all of it nothing more is decoded. Thread-safe.
 */
public final class TailBudget {
    private final MemoryBudget.Account account;
    private final long limitBytes;
    private volatile Runnable onFull = () -> {};

    public TailBudget(MemoryBudget budget) {
        this.account = budget.account("tails");
        this.limitBytes = budget.totalBytes();
    }

    /** Has this run whenever a tail grew while there is more than half of the limit; must not block. */
    public void onFull(Runnable task) {
        onFull = task;
    }

    void changed(long bytes) {
        if (bytes < 0) {
            account.release(-bytes);
        } else if (bytes > 0) {
            account.reserve(bytes);
            if (account.usedBytes() > limitBytes / 2) {
                onFull.run();
            }
        }
    }

    boolean isSpent() {
        return account.usedBytes() > limitBytes;
    }
}
