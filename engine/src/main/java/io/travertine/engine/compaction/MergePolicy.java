package io.travertine.engine.compaction;

import io.travertine.columnar.segment.SegmentInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which neighbouring segments of a partition become one: at least {@link #FAN_IN} that are not full, and none of
 * which is larger than all others together, so that a row's segment at least doubles each time that the row is written again. Of
 * several such runs the smallest. Where none is left, sizes fall geometrically between segments that are full: there are few.
 */
final class MergePolicy {
    static final int FAN_IN = 8;
    private static final int MAX_RUN = 64;

    private MergePolicy() {}

    /** Segments from one place to before another. */
    record Run(int from, int to, long bytes) {}

    /** The run to merge next, or null when there is nothing to merge. */
    static @Nullable Run choose(List<SegmentInfo> segments) {
        Run best = null;
        for (int from = 0; from < segments.size(); from++) {
            Run run = shortestFrom(segments, from);
            if (run != null && (best == null || run.bytes < best.bytes)) {
                best = run;
            }
        }
        return best;
    }

    private static @Nullable Run shortestFrom(List<SegmentInfo> segments, int from) {
        long bytes = 0;
        long largest = 0;
        int end = Math.min(segments.size(), from + MAX_RUN);
        for (int i = from; i < end && isSmall(segments.get(i)); i++) {
            SegmentInfo segment = segments.get(i);
            if (i > from && segments.get(i - 1).endOffset() != segment.firstOffset()) {
                return null;
            }
            bytes += segment.bytes();
            largest = Math.max(largest, segment.bytes());
            if (i + 1 - from >= FAN_IN && largest <= bytes / 2) {
                return new Run(from, i + 1, bytes);
            }
        }
        return null;
    }

    private static boolean isSmall(SegmentInfo segment) {
        return !segment.full() && segment.rawBatches() == 0;
    }
}
