package io.travertine.engine.compaction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.travertine.columnar.segment.SegmentInfo;
import io.travertine.engine.TopicConfig;
import io.travertine.schema.TableSchema;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionTest {
    /** Four segments of 100 bytes, with records of the times 0-10, 10-20, 20-30, 30-40, at the time 100. */
    @ParameterizedTest
    @CsvSource({"-1,-1,0", "1000,-1,0", "75,-1,2", "0,-1,3", "-1,400,0", "-1,399,0", "-1,300,1", "-1,0,3", "85,100,3"})
    void dropsTheOldestButNeverTheNewest(String retentionMs, String retentionBytes, int expired) {
        List<SegmentInfo> segments = List.of(segment(0), segment(1), segment(2), segment(3));
        TopicConfig config = TopicConfig.of(Map.of("retention.ms", retentionMs, "retention.bytes", retentionBytes));
        assertEquals(segments.subList(0, expired), Retention.expired(segments, config, 100));
    }

    private static SegmentInfo segment(int n) {
        return new SegmentInfo(
                n, 10L * n, 10, 0, 0, 0, 0, 10L * n, 10L * n + 10, 100, true, 0, List.of(), new TableSchema(List.of()));
    }
}
