package io.travertine.broker.kafka;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Threads for what may block. A connection has one such request under way at a time, so that the queues are as bounded as the
 * number of connections.
 */
final class Workers {
    private final ExecutorService readers;
    private final ExecutorService administrator;

    Workers(int readerThreads) {
        readers = Executors.newFixedThreadPool(
                readerThreads,
                Thread.ofPlatform().daemon().name("kafka-reader-", 0).factory());
        administrator = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("kafka-administrator").factory());
    }

    /** Reads from disk. */
    Executor readers() {
        return readers;
    }

    /** Makes, changes and deletes topics, one after another. */
    Executor administrator() {
        return administrator;
    }

    /** Waits for what is under way. */
    void close() {
        administrator.close();
        readers.close();
    }
}
