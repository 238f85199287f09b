package io.travertine.storage.log;

import java.io.IOException;

/**
 * Told what became of the appends of a {@link ShardLog}. The calls come one after another, {@link #durable} and {@link #sealed}
 * never after {@link #failed}; they must not block and must not call the log.
 */
public interface LogListener {
    /**
     * Every append up to this one, counted from 1 since the log was opened, is durable and in every view taken from now on.
     * On the sync thread; with {@link Fsync#OS} on the writer's. While a sync runs {@link ShardLog#flush} gathers on, so the
     * writer must flush again after this call if {@link ShardLog#hasUnwritten}.
     */
    void durable(long appendedCount);

    /**
     * The log takes no more appends and acknowledges nothing more; what was not reported durable is there after the next open
     * in part, in order, or not at all. On any thread, at most once.
     */
    void failed(IOException cause);

    /** A file has become an SSTable. On a background thread; the file may be used during the call, later through a view. */
    default void sealed(LogFile file) {}
}
