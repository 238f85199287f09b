package io.travertine.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One record as it was stored. */
public record RecordView(
        String topic,
        int partition,
        long offset,
        long idHigh,
        long idLow,
        long timestampMs,
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<Header> headers) {
    /** A record header; names may repeat. */
    public record Header(String key, byte @Nullable [] value) {}
}
