package io.travertine.storage.lsm;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** One daemon thread that runs what it is given, in order. */
final class BackgroundThread implements Executor, AutoCloseable {
    private final ExecutorService executor;

    BackgroundThread(String name) {
        executor = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    /** Returns when what was begun has ended. */
    @Override
    public void close() {
        executor.shutdown();
        boolean interrupted = false;
        while (!executor.isTerminated()) {
            try {
                executor.awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
