package io.travertine.engine.compaction;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.columnar.segment.SegmentInfo;
import io.travertine.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergePolicyTest {
    private static final long FULL_ROWS = 1 << 20;

    /** Whatever comes, few segments are left, and a row is written again a few times only. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void fewSegmentsAreLeftAndLittleIsWritten(long seed) {
        Random random = new Random(seed);
        List<SegmentInfo> segments = new ArrayList<>();
        long end = 0;
        long written = 0;
        for (int i = 0; i < 3_000; i++) {
            long rows = 1 + (long) Math.pow(10, 5.5 * random.nextDouble());
            segments.add(segment(end, rows));
            end += rows;
            for (MergePolicy.Run chosen; (chosen = MergePolicy.choose(segments)) != null; ) {
                List<SegmentInfo> run = segments.subList(chosen.from(), chosen.to());
                long merged = run.stream().mapToLong(SegmentInfo::rowCount).sum();
                long start = run.getFirst().firstOffset();
                run.clear();
                List<SegmentInfo> full = new ArrayList<>();
                for (long left = merged; left > 0; left -= FULL_ROWS) {
                    full.add(segment(start + merged - left, Math.min(left, FULL_ROWS)));
                }
                segments.addAll(chosen.from(), full);
                written += merged;
            }
        }
        long full = segments.stream().filter(SegmentInfo::full).count();
        assertTrue(segments.size() <= 8 * full + 60, segments.size() + " segments, " + full + " of them full");
        assertTrue(written < 8 * end, (double) written / end + " times written");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7})
    void fewSmallOnesAreLeftAlone(int count) {
        List<SegmentInfo> segments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            segments.add(segment(10L * i, 10));
        }
        assertNull(MergePolicy.choose(segments));
    }

    private static SegmentInfo segment(long firstOffset, long rows) {
        return new SegmentInfo(
                0,
                firstOffset,
                rows,
                0,
                0,
                0,
                0,
                0,
                0,
                100 * rows,
                rows >= FULL_ROWS,
                0,
                List.of(),
                new TableSchema(List.of()));
    }
}
