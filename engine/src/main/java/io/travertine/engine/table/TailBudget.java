package io.travertine.engine.table;

import io.travertine.storage.memory.MemoryBudget;

/**
 * What all decoded tails may take: half of the memory budget. Beyond it compaction is asked for, which brings them to disk; until
 * it has done so the budget slows producers. Thread-safe.
 */
public final class TailBudget {
    private final MemoryBudget.Account account;
    private final long limitBytes;
    private volatile Runnable onFull = () -> {};

    public TailBudget(MemoryBudget budget) {
        this.account = budget.account("tails");
        this.limitBytes = budget.totalBytes() / 2;
    }

    /** Has this run whenever a tail grew while there is more than the limit; must not block. */
    public void onFull(Runnable task) {
        onFull = task;
    }

    void changed(long bytes) {
        if (bytes < 0) {
            account.release(-bytes);
        } else if (bytes > 0) {
            account.reserve(bytes);
            if (account.usedBytes() > limitBytes) {
                onFull.run();
            }
        }
    }
}
