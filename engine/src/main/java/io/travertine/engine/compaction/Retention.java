package io.travertine.engine.compaction;

import io.travertine.columnar.segment.SegmentInfo;
import io.travertine.engine.TopicConfig;
import java.util.List;

/** Which segments a topic's {@code retention.ms} and {@code retention.bytes} exclude: a run of the oldest, never the newest. */
final class Retention {
    private Retention() {}

    static List<SegmentInfo> expired(List<SegmentInfo> segments, TopicConfig config, long nowMs) {
        long retentionMs = Long.parseLong(config.get("retention.ms"));
        long retentionBytes = Long.parseLong(config.get("retention.bytes"));
        long bytes = segments.stream().mapToLong(SegmentInfo::bytes).sum();
        int expired = 0;
        while (expired + 1 < segments.size()) {
            SegmentInfo oldest = segments.get(expired);
            boolean tooOld = retentionMs >= 0 && oldest.maxTimestampMs() < nowMs - retentionMs;
            boolean tooMuch = retentionBytes >= 0 && bytes - oldest.bytes() >= retentionBytes;
            if (!tooOld && !tooMuch) {
                break;
            }
            bytes -= oldest.bytes();
            expired++;
        }
        return segments.subList(0, expired);
    }
}
