package io.travertine.query.operator;

import io.travertine.query.expression.EvaluationException;

/** What the operators of one running query share: its memory budget, its deadline, whether it was cancelled. */
public final class ExecutionContext {
    private final SharedMemory shared;
    private final long memoryBytes;
    private final long deadlineNanos;
    private long reservedBytes;
    private long sharedBytes;
    private volatile boolean cancelled;

    /** @param deadlineNanos by {@link System#nanoTime} */
    public ExecutionContext(SharedMemory shared, long memoryBytes, long deadlineNanos) {
        this.shared = shared;
        this.memoryBytes = memoryBytes;
        this.deadlineNanos = deadlineNanos;
    }

    /** Any thread; the query ends at its next batch. */
    public void cancel() {
        cancelled = true;
    }

    /** Called once a batch and in long loops. */
    void check() {
        if (cancelled) {
            throw new EvaluationException("57014", "the query was cancelled");
        }
        if (System.nanoTime() - deadlineNanos > 0) {
            throw new EvaluationException("57014", "the query ran into its time limit");
        }
    }

    /** Accounts for a change of an operator's state; negative to give back. */
    void reserve(long bytes) {
        reservedBytes += bytes;
        if (bytes > 0 && reservedBytes > memoryBytes) {
            throw EvaluationException.memory("the query needs more than the " + memoryBytes
                    + " bytes of memory it may use: group, sort or join fewer rows, or raise the limit");
        }
        sharedBytes += bytes;
        shared.add(bytes);
    }

    /** The query is over: gives back to others all that its operators still hold. */
    public void release() {
        shared.add(-sharedBytes);
        sharedBytes = 0;
    }
}
