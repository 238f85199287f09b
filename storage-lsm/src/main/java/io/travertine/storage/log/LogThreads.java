package io.travertine.storage.log;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * What runs beside the writer: one thread that syncs, and one that seals full files and lets go of retired ones, which lives
 * only while there is work. A test puts its own executors in their place and decides when what happens.
 */
interface LogThreads {
    Executor syncing();

    Executor background();

    /** Runs what was given to both, then ends the threads; later tasks run on the thread that gives them. Blocks. */
    void close();

    static LogThreads of(int shard) {
        ThreadPoolExecutor syncing = single("log-sync-" + shard, Long.MAX_VALUE);
        ThreadPoolExecutor background = single("log-seal-" + shard, 10_000);
        return new LogThreads() {
            @Override
            public Executor syncing() {
                return syncing;
            }

            @Override
            public Executor background() {
                return background;
            }

            @Override
            public void close() {
                syncing.close();
                background.close();
            }
        };
    }

    private static ThreadPoolExecutor single(String name, long keepAliveMs) {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1,
                1,
                keepAliveMs,
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(),
                task -> Thread.ofPlatform().name(name).daemon().unstarted(task),
                (task, closed) -> {
                    if (!closed.isShutdown()) {
                        throw new RejectedExecutionException(name + " refused " + task);
                    }
                    task.run();
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
