package io.travertine.benchmarks.kafka;

import java.util.Arrays;

/** The rounds of one figure: the middle one, and how far the others lie from it. NaN of no rounds. */
record Statistics(double median, double min, double max) {
    static Statistics of(double... rounds) {
        if (rounds.length == 0) {
            return new Statistics(Double.NaN, Double.NaN, Double.NaN);
        }
        double[] sorted = rounds.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Statistics(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** As {@code median (min–max)}, each in this format; empty of no rounds. */
    String format(String format) {
        if (Double.isNaN(median)) {
            return "";
        }
        return (format + " (" + format + "–" + format + ")").formatted(median, min, max);
    }
}
