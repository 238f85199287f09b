package io.travertine.engine;

import java.util.concurrent.Executor;

/**
 * The event loop that owns a shard: the one thread on which everything about the shard's writes happens. The broker lends a
 * Vert.x loop, an embedding program may take {@link SingleThreadLoop}.
 */
public interface ShardLoop extends Executor {
    /** Runs the task on the loop after what the loop is doing now, in the order of the calls. Any thread. */
    @Override
    void execute(Runnable task);

    /** Whether the caller is the loop's thread. */
    boolean inLoop();
}
