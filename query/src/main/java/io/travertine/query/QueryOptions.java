package io.travertine.query;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Bounds for every query of an engine.
 *
 * @param memoryBytes what the state of one query (groups, sorted rows, the smaller side of a join) may take
 * @param totalMemoryBytes what the state of all queries that run at a time may take
 * @param timeLimit how long one query may run, from the call until its last row is taken
 * @param cachedPlans how many plans are kept
 * @param clock what {@code current_timestamp} reads
 */
public record QueryOptions(
        long memoryBytes, long totalMemoryBytes, Duration timeLimit, int cachedPlans, InstantSource clock) {
    public static final QueryOptions DEFAULTS =
            new QueryOptions(256L << 20, 1L << 30, Duration.ofMinutes(5), 256, InstantSource.system());

    public QueryOptions {
        if (memoryBytes <= 0
                || totalMemoryBytes <= 0
                || timeLimit.isNegative()
                || timeLimit.isZero()
                || cachedPlans < 0) {
            throw new IllegalArgumentException("memoryBytes " + memoryBytes + ", totalMemoryBytes " + totalMemoryBytes
                    + ", timeLimit " + timeLimit + ", cachedPlans " + cachedPlans
                    + ": the first three must be positive, the last not negative");
        }
    }

    public QueryOptions withMemoryBytes(long bytes) {
        return new QueryOptions(bytes, totalMemoryBytes, timeLimit, cachedPlans, clock);
    }

    public QueryOptions withTotalMemoryBytes(long bytes) {
        return new QueryOptions(memoryBytes, bytes, timeLimit, cachedPlans, clock);
    }

    public QueryOptions withTimeLimit(Duration limit) {
        return new QueryOptions(memoryBytes, totalMemoryBytes, limit, cachedPlans, clock);
    }
}
