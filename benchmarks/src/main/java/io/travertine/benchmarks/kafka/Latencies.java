package io.travertine.benchmarks.kafka;

import java.util.Arrays;

/** Durations in nanoseconds, all of them kept, so that percentiles are exact. One thread adds. */
final class Latencies {
    /** 99.9 is no binary fraction: the 999th of 1000 must not become the 1000th for it. */
    private static final double ROUNDING = 1e-6;

    private long[] nanos = new long[1 << 14];
    private int count;

    void add(long duration) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = duration;
    }

    void addAll(Latencies other) {
        for (int i = 0; i < other.count; i++) {
            add(other.nanos[i]);
        }
    }

    int count() {
        return count;
    }

    /** The smallest duration that at least so many percent of all do not exceed (nearest rank), in milliseconds; 0 of none. */
    double percentileMs(double percent) {
        if (count == 0) {
            return 0;
        }
        Arrays.sort(nanos, 0, count);
        int rank = (int) Math.ceil(percent * count / 100 - ROUNDING);
        return nanos[Math.max(rank, 1) - 1] / 1e6;
    }
}
