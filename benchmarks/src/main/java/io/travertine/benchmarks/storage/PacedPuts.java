package io.travertine.benchmarks.storage;

import java.util.Arrays;

/** The times of puts, each of which is due so long after the one before was due. */
final class PacedPuts {
    private final double nanosEach;
    private final long start = System.nanoTime();
    private final long[] durations;
    private int count;
    private long began;
    private long lastEnd;
    private long worstGap;

    PacedPuts(int most, double nanosEach) {
        this.nanosEach = nanosEach;
        durations = new long[most];
    }

    /** Waits until the next is due; false when there is none. */
    boolean awaitNext() {
        Pauses.until(start + (long) (count * nanosEach));
        return count < durations.length;
    }

    void begin() {
        began = System.nanoTime();
    }

    void end() {
        long now = System.nanoTime();
        durations[count] = now - began;
        if (count > 0) {
            worstGap = Math.max(worstGap, now - lastEnd);
        }
        count++;
        lastEnd = now;
    }

    /** The longest time from the end of one put to the end of the next. */
    long worstGapNanos() {
        return worstGap;
    }

    long[] sortedNanos() {
        long[] sorted = Arrays.copyOf(durations, Math.max(1, count));
        Arrays.sort(sorted);
        return sorted;
    }
}
