package io.travertine.benchmarks.kafka;

/** How long a comparison takes, and how far its figures can be trusted. */
enum Effort {
    QUICK(2, 2, 3, 12, 1),
    DEFAULT(3, 4, 6, 25, 3),
    FULL(5, 8, 20, 60, 5);

    final int rounds;
    final int secondsPerRound;
    final int maxWarmUpSeconds;

    /** The same for a broker that has done nothing yet. */
    final int maxColdWarmUpSeconds;

    final int starts;

    Effort(int rounds, int secondsPerRound, int maxWarmUpSeconds, int maxColdWarmUpSeconds, int starts) {
        this.rounds = rounds;
        this.secondsPerRound = secondsPerRound;
        this.maxWarmUpSeconds = maxWarmUpSeconds;
        this.maxColdWarmUpSeconds = maxColdWarmUpSeconds;
        this.starts = starts;
    }
}
