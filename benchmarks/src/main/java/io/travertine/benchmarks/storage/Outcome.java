package io.travertine.benchmarks.storage;

import java.util.Map;

/**
 * What a workload did.
 *
 * @param operations entries written or deleted, keys or entries read, transactions
 * @param userBytes keys and values that were written
 * @param sum of all entries read ({@link Entries#sum}), the same for every engine that did as many operations
 * @param extras further figures by name
 */
record Outcome(long operations, long userBytes, long sum, Map<String, Double> extras) {
    static Outcome written(long entries) {
        return new Outcome(entries, entries * Entries.BYTES, 0, Map.of());
    }

    static Outcome read(long entries, long sum) {
        return new Outcome(entries, 0, sum, Map.of());
    }
}
