package io.travertine.broker;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what was opened, the last first. One that fails is logged and does not keep the others open. */
final class Closing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);
    private static final long TIMEOUT_SECONDS = 30;

    private final Deque<Part> parts = new ArrayDeque<>();

    private record Part(String name, AutoCloseable part) {}

    void add(String name, AutoCloseable part) {
        parts.push(new Part(name, part));
    }

    void addFuture(String name, Supplier<Future<Void>> close) {
        parts.push(new Part(
                name,
                () -> close.get().toCompletionStage().toCompletableFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS)));
    }

    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            Part part = parts.pop();
            try {
                part.part().close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                LOG.warn("interrupted while closing {}", part.name());
            } catch (Exception e) {
                LOG.error("closing {} failed", part.name(), e);
            }
        }
    }
}
