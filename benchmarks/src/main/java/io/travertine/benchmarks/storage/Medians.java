package io.travertine.benchmarks.storage;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Medians over rounds. */
record Medians(List<Round> rounds) {
    /** NaN when there was no round. */
    double of(String workload, String engine, ToDoubleFunction<Round> figure) {
        double[] sorted = rounds.stream()
                .filter(round ->
                        round.workload().equals(workload) && round.engine().equals(engine))
                .mapToDouble(figure)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    boolean has(String workload) {
        return rounds.stream().anyMatch(round -> round.workload().equals(workload));
    }

    boolean anyStopped(String workload, String engine) {
        return rounds.stream()
                .anyMatch(round ->
                        round.workload().equals(workload) && round.engine().equals(engine) && round.stopped());
    }
}
