package io.travertine.ids;

import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that is read once a batch: it shows the time of the last {@link #read}. Ids made with it are in order like any others, and
 * their time is that of the batch's begin: never ahead of an exact clock that does not step back, late by at most the batch's duration. Not thread-safe.
 */
public final class BatchClock implements InstantSource {
    private final InstantSource exact;
    private long timeMs;

    /** Reads the exact clock a first time. */
    public BatchClock(InstantSource exact) {
        this.exact = exact;
        read();
    }

    /** Begins a batch. */
    public void read() {
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
}
