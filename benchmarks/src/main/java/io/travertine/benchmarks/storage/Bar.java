package io.travertine.benchmarks.storage;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A goal for one workload: Travertine is so many times as fast as a peer, by the wall clock, or a figure of its own is at most so much.
 *
 * @param peer null when the figure is compared with the limit itself
 */
record Bar(String workload, String text, @Nullable String peer, ToDoubleFunction<Round> figure, double factor) {

    static final List<Bar> ALL = List.of(
            faster("fillseq", "RocksDB", 2.6),
            faster("fillseq", "LMDB", 1),
            atMost("fillseq", "1.2 bytes written a user byte", Round::writtenPerUserByte, 1.2),
            faster("fillseq-single", "RocksDB", 5),
            faster("readrandom", "RocksDB", 3.5),
            faster("readmissing", "RocksDB", 2),
            faster("scan", "RocksDB", 5),
            faster("fillrandom", "RocksDB", 1),
            atMost("gaps", "worst gap 20 ms at 50 %", round -> round.extra(Gaps.gap(50)), 20));

    private static Bar faster(String workload, String peer, double factor) {
        return new Bar(workload, "%sx %s".formatted(factor, peer).replace(".0x", "x"), peer, Round::nanosEach, factor);
    }

    private static Bar atMost(String workload, String text, ToDoubleFunction<Round> figure, double limit) {
        return new Bar(workload, text, null, figure, limit);
    }

    /** Whether the goal is reached; also not when a figure is missing. */
    boolean isMet(Medians medians) {
        double ours = medians.of(workload, EngineKind.TRAVERTINE.title, figure);
        return peer == null ? ours <= factor : medians.of(workload, peer, figure) / ours >= factor;
    }
}
