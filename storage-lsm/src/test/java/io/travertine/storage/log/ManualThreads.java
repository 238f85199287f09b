package io.travertine.storage.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** Runs what the log gives to its threads when the test says so, on the test's thread. */
final class ManualThreads implements LogThreads {
    private final Deque<Runnable> syncs = new ArrayDeque<>();
    private final Deque<Runnable> chores = new ArrayDeque<>();
    private boolean closed;

    @Override
    public Executor syncing() {
        return task -> give(syncs, task);
    }

    @Override
    public Executor background() {
        return task -> give(chores, task);
    }

    private void give(Deque<Runnable> tasks, Runnable task) {
        if (closed) {
            task.run();
        } else {
            tasks.add(task);
        }
    }

    boolean sync() {
        return runOne(syncs);
    }

    boolean chore() {
        return runOne(chores);
    }

    void runAll() {
        while (sync() || chore()) {}
    }

    private static boolean runOne(Deque<Runnable> tasks) {
        Runnable task = tasks.poll();
        if (task != null) {
            task.run();
        }
        return task != null;
    }

    @Override
    public void close() {
        runAll();
        closed = true;
    }
}
