package io.travertine.broker.http;

import io.vertx.core.http.HttpConnection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The open connections of the server: bounded in number, and closed when nothing is asked on them for too long, be it that a
 * request's head never ends. Only on the server's event loop.
 */
final class Connections {
    private final int maxOpen;
    private final long maxIdleNanos;
    private final Map<HttpConnection, Long> idleSinceNanos = new HashMap<>();
    private int open;

    Connections(int maxOpen, long maxIdleMs) {
        this.maxOpen = maxOpen;
        this.maxIdleNanos = TimeUnit.MILLISECONDS.toNanos(maxIdleMs);
    }

    void opened(HttpConnection connection) {
        open++;
        idle(connection);
        connection.closeHandler(closed -> {
            open--;
            idleSinceNanos.remove(connection);
        });
        if (open > maxOpen) {
            connection.close();
        }
    }

    /** A request begins. */
    void busy(HttpConnection connection) {
        idleSinceNanos.remove(connection);
    }

    /** A response has ended. */
    void idle(HttpConnection connection) {
        idleSinceNanos.put(connection, System.nanoTime());
    }

    void closeIdle() {
        long now = System.nanoTime();
        for (Iterator<Map.Entry<HttpConnection, Long>> all =
                        idleSinceNanos.entrySet().iterator();
                all.hasNext(); ) {
            Map.Entry<HttpConnection, Long> one = all.next();
            if (now - one.getValue() > maxIdleNanos) {
                all.remove();
                one.getKey().close();
            }
        }
    }
}
