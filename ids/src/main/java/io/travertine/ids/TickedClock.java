package io.travertine.ids;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;

/**
 * A clock that another thread reads, every so often: showing the time costs about 1 ns. Any thread.
 *
 * <p><b>Guarantee.</b> It is never ahead of the exact clock, and late by one tick and what the scheduler adds (on a busy machine tens
 * of milliseconds). Ids of one generator are in order like any others. Ids of two generators that use one ticked clock are in order when
 * a tick lies between them; with different clocks, when they were made further apart than the lateness of either.
 */
public final class TickedClock implements InstantSource, AutoCloseable {
    private final InstantSource exact;
    private volatile long timeMs;
    private volatile boolean closed;

    /** A clock that goes on when its owner calls {@link #tick}. */
    public TickedClock(InstantSource exact) {
        this.exact = exact;
        timeMs = exact.millis();
    }

    /** A clock that a daemon thread reads after each period, until it is closed. */
    public static TickedClock start(InstantSource exact, Duration period) {
        TickedClock clock = new TickedClock(exact);
        Thread ticker = new Thread(() -> clock.run(period.toNanos()), "ids-clock");
        ticker.setDaemon(true);
        ticker.start();
        return clock;
    }

    private void run(long periodNanos) {
        while (!closed) {
            tick();
            LockSupport.parkNanos(this, periodNanos);
        }
    }

    /** Reads the exact clock. */
    public void tick() {
        timeMs = exact.millis();
    }

    @Override
    public long millis() {
        return timeMs;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(timeMs);
    }

    /** Ends the thread; the clock stands still. */
    @Override
    public void close() {
        closed = true;
    }
}
