package io.travertine.engine.compaction;

import io.travertine.columnar.RecordReader;
import io.travertine.columnar.chunk.ChunkBuilder;
import io.travertine.columnar.segment.Segment;
import io.travertine.columnar.segment.SegmentInfo;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes neighbouring segments into one, or into a few full ones: reads their records and decodes them anew, with the columns as
 * they are declared now. Offsets without a row stay without. One thread.
 */
final class SegmentMerger {
    private final CompactionTarget target;
    private final SegmentSequence output;
    private @Nullable ChunkBuilder open;
    private long lastIdHigh;
    private long lastIdLow;

    SegmentMerger(CompactionTarget target, SegmentSequence output) {
        this.target = target;
        this.output = output;
    }

    /** @param segments each begins where the one before ends, and keeps no batches as they came */
    List<SegmentInfo> merge(List<Segment> segments) throws IOException {
        for (Segment segment : segments) {
            lastIdHigh = segment.info().firstIdHigh();
            lastIdLow = segment.info().firstIdLow() - 1;
            try (RecordReader records = segment.records(segment.firstOffset())) {
                while (records.next()) {
                    hide(segment.firstOffset(), records.offset());
                    append(records);
                }
            }
            hide(segment.firstOffset(), segment.info().endOffset());
        }
        if (open != null && open.rowCount() > 0) {
            output.full(open.snapshot());
        }
        return output.finish();
    }

    private void append(RecordReader record) throws IOException {
        while (!builder(record.offset()).append(record)) {
            handOver();
        }
        lastIdHigh = record.idHigh();
        lastIdLow = record.idLow();
    }

    /** Offsets of batches that could not be read had the ids behind the last record's, and more may follow. */
    private void hide(long start, long end) throws IOException {
        long from = open == null ? start : open.nextOffset();
        if (from < end) {
            long low = lastIdLow + 1;
            while (!builder(from).appendHidden(end, from, lastIdHigh, low)) {
                handOver();
            }
            lastIdLow += end - from;
        }
    }

    private ChunkBuilder builder(long offset) {
        ChunkBuilder builder = open;
        if (builder == null) {
            builder = new ChunkBuilder(target.format(), target.partition().index(), offset);
            open = builder;
        }
        return builder;
    }

    private void handOver() throws IOException {
        ChunkBuilder full = builder(0);
        output.full(full.snapshot());
        open = new ChunkBuilder(target.format(), target.partition().index(), full.nextOffset());
    }
}
