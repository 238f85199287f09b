package io.travertine.benchmarks.storage;

/** The numbers below a bound, each once, in an order without a pattern that a store could use. */
record Permutation(long bound, long step) {
    static Permutation below(long bound) {
        long step = Math.max(1, (long) (bound * 0.618));
        while (greatestDivisor(bound, step) != 1) {
            step++;
        }
        return new Permutation(bound, step);
    }

    long at(long place) {
        return place * step % bound;
    }

    private static long greatestDivisor(long a, long b) {
        return b == 0 ? a : greatestDivisor(b, a % b);
    }
}
