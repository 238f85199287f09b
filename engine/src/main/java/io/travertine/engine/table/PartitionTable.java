package io.travertine.engine.table;

import io.travertine.columnar.ColumnRange;
import io.travertine.columnar.chunk.MemoryChunk;
import io.travertine.columnar.chunk.TableFormat;
import io.travertine.columnar.segment.Segment;
import io.travertine.engine.shard.PartitionLog;
import io.travertine.engine.shard.PartitionSegments;
import io.travertine.storage.log.LogView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A partition as part of a table: its segments, and the decoded tail behind them. The lock orders decoding and the
 * publication of segments, so that every record is in exactly one of the two; the write path never takes it.
 */
public final class PartitionTable {
    private final PartitionLog partition;
    private final TailBudget budget;
    private TableFormat format;
    private TailColumns tail;
    private boolean closed;

    /** @param budget is charged with the decoded tail */
    public PartitionTable(PartitionLog partition, TableFormat format, TailBudget budget) {
        this.partition = partition;
        this.budget = budget;
        this.format = format;
        this.tail = new TailColumns(partition, format, budget);
    }

    /** Rows of the partition, each once. What holds them is retained by the one who asked, until {@link #release}. */
    record Rows(PartitionLog partition, List<ColumnRange> ranges, PartitionSegments segments, List<TailChunk> tail) {
        void release() {
            segments.release();
            tail.forEach(TailChunk::release);
        }
    }

    PartitionLog partition() {
        return partition;
    }

    /**
     * Every row up to the end of the view. Decodes what no query saw before; blocks.
     *
     * @return null when that takes more memory than tails may have: what this partition had of it is forgotten, and has to be
     *     compacted first
     */
    synchronized @Nullable Rows rows(LogView view) throws IOException {
        if (closed) {
            return new Rows(partition, List.of(), partition.retainSegments(), List.of());
        }
        if (!tail.bringUpTo(view)) {
            begin();
            return null;
        }
        PartitionSegments segments = partition.retainSegments();
        long start = partition.logStartOffset();
        List<ColumnRange> ranges = new ArrayList<>();
        for (Segment segment : segments.list()) {
            add(ranges, segment, start);
        }
        long tailStart = Math.max(start, segments.endOffset());
        List<TailChunk> held = new ArrayList<>();
        for (TailChunk chunk : tail.chunks()) {
            MemoryChunk rows = chunk.rows();
            if (rows != null) {
                held.add(chunk.retain());
                add(ranges, rows, tailStart);
            }
        }
        return new Rows(partition, ranges, segments, held);
    }

    private static void add(List<ColumnRange> ranges, ColumnRange range, long from) {
        ColumnRange bounded = RangeFrom.of(range, from);
        if (bounded.rowCount() > 0) {
            ranges.add(bounded);
        }
    }

    /** Replaces the segments, and forgets the part of the tail that they hold. */
    public synchronized void publish(PartitionSegments segments) {
        if (closed) {
            segments.release();
            return;
        }
        partition.publishSegments(segments);
        tail.dropBelow(segments.endOffset());
    }

    /** The topic's columns were declared anew: the tail is decoded again when a query asks. */
    public synchronized void reformat(TableFormat changed) {
        if (!closed) {
            format = changed;
            begin();
        }
    }

    /** Gives segments and memory back: the topic was deleted, or the engine is being closed. Readers keep what they have. */
    public synchronized void close() {
        if (!closed) {
            closed = true;
            partition.publishSegments(PartitionSegments.of(List.of()));
            tail.release();
        }
    }

    private void begin() {
        tail.release();
        tail = new TailColumns(partition, format, budget);
    }
}
