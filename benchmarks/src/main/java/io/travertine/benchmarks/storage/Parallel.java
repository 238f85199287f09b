package io.travertine.benchmarks.storage;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Runs the same in several threads. */
final class Parallel {
    /** What one thread does. */
    interface Task {
        void run(int thread) throws IOException;
    }

    private Parallel() {}

    static void run(int threads, Task task) throws IOException {
        FutureTask<?>[] others = new FutureTask<?>[threads - 1];
        for (int i = 0; i < others.length; i++) {
            others[i] = start(i + 1, task);
        }
        task.run(0);
        for (FutureTask<?> other : others) {
            await(other);
        }
    }

    static FutureTask<?> start(int thread, Task task) {
        FutureTask<?> started = new FutureTask<>(() -> {
            task.run(thread);
            return null;
        });
        Thread.ofPlatform().daemon().name("workload " + thread).start(started);
        return started;
    }

    static void await(FutureTask<?> task) throws IOException {
        try {
            task.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
