package io.travertine.ids;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A clock that another thread reads, every so often: showing the time costs about 1 ns. Any thread.
 *
 * <p><b>Guarantee.</b> It is never ahead of an exact clock that does not step back, and late by one tick and what the scheduler adds
 * (on a busy machine tens of milliseconds). Ids of one generator are in order like any others. Ids of two generators that use one ticked
 * clock are in order when a tick that moved the time lies between them; with different clocks, when they were made further apart than
 * the lateness of either and a millisecond.
 */
public final class TickedClock implements InstantSource, AutoCloseable {
    private final InstantSource exact;
    private volatile long timeMs;
    private volatile @Nullable Thread ticker;

    /** A clock that goes on when its owner calls {@link #tick}. */
    public TickedClock(InstantSource exact) {
        this.exact = exact;
        timeMs = exact.millis();
    }

    /**
     * A clock that a daemon thread reads after each period, until it is closed. A reading that fails leaves the time as it is; the next
     * tick reads again.
     */
    public static TickedClock start(InstantSource exact, Duration period) {
        long periodNanos = period.toNanos();
        if (periodNanos < 1) {
            throw new IllegalArgumentException("a tick every " + period + ", at least a nanosecond is needed");
        }
        TickedClock clock = new TickedClock(exact);
        Thread ticker = new Thread(() -> clock.run(periodNanos), "ids-clock");
        ticker.setDaemon(true);
        clock.ticker = ticker;
        ticker.start();
        return clock;
    }

    private void run(long periodNanos) {
        while (ticker != null) {
            tickIfReadable();
            LockSupport.parkNanos(this, periodNanos);
        }
    }

    private void tickIfReadable() {
        try {
            tick();
        } catch (RuntimeException unreadable) {
            // the time stands still until the next tick
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

    /** Ends the thread; the clock stands still after a reading that is under way. */
    @Override
    public void close() {
        Thread ending = ticker;
        ticker = null;
        LockSupport.unpark(ending);
    }
}
