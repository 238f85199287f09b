package io.travertine.query.operator;

import io.travertine.query.expression.EvaluationException;
import java.util.concurrent.atomic.AtomicLong;

/** What all running queries of an engine may hold together. Any thread. */
public final class SharedMemory {
    private final long totalBytes;
    private final AtomicLong usedBytes = new AtomicLong();

    public SharedMemory(long totalBytes) {
        this.totalBytes = totalBytes;
    }

    /** Counts a change; negative to give back. What was refused is counted nevertheless, until it is given back. */
    void add(long bytes) {
        if (usedBytes.addAndGet(bytes) > totalBytes && bytes > 0) {
            throw EvaluationException.memory("the queries that run need more than the " + totalBytes
                    + " bytes of memory they may use together: run fewer at a time, or raise the limit");
        }
    }

    long usedBytes() {
        return usedBytes.get();
    }
}
