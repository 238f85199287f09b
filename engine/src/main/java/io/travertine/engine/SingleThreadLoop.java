package io.travertine.engine;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A {@link ShardLoop} with a thread of its own, for programs that embed the engine and have no event loop to lend. */
public final class SingleThreadLoop implements ShardLoop, AutoCloseable {
    private volatile @Nullable Thread thread;
    private final ExecutorService executor;

    public SingleThreadLoop(String name) {
        executor = Executors.newSingleThreadExecutor(task -> {
            Thread created = new Thread(task, name);
            created.setDaemon(true);
            thread = created;
            return created;
        });
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    @Override
    public boolean inLoop() {
        return Thread.currentThread() == thread;
    }

    /** Runs what was given, then ends the thread. */
    @Override
    public void close() {
        executor.close();
    }
}
