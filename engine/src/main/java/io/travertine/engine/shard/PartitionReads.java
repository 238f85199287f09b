package io.travertine.engine.shard;

import io.travertine.columnar.segment.Segment;
import io.travertine.engine.LogSlice;
import io.travertine.engine.OffsetOutOfRangeException;
import io.travertine.engine.Partition.OffsetAndTimestamp;
import io.travertine.storage.batch.RecordCursor;
import io.travertine.storage.log.LogView;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Log reads: by offset and by timestamp, from the log files that are live, and behind them from segments. */
final class PartitionReads {
    private PartitionReads() {}

    static LogSlice slice(PartitionLog partition, long offset, int maxBytes)
            throws OffsetOutOfRangeException, IOException {
        long start = partition.logStartOffset();
        long end = partition.highWatermark();
        if (offset < start || offset > end) {
            throw new OffsetOutOfRangeException(partition.toString(), offset, start, end);
        }
        if (offset == end) {
            return EmptySlice.INSTANCE;
        }
        LogView view = partition.shard().view();
        LogSlice inLog = null;
        try {
            EntryCursor cursor = new EntryCursor(view, partition.number(), offset);
            if (cursor.next() && cursor.baseOffset() <= offset) {
                inLog = LogFileSlice.collect(view, cursor, maxBytes, end);
                return inLog;
            }
        } finally {
            if (inLog == null) {
                view.close();
            }
        }
        return new SegmentSlice(partition.retainSegments(), offset, maxBytes);
    }

    /** The first record, in offset order, whose timestamp is at least so much. */
    static Optional<OffsetAndTimestamp> offsetForTimestamp(PartitionLog partition, long timestampMs)
            throws IOException {
        try (LogView view = partition.shard().view()) {
            PartitionSegments segments = partition.retainSegments();
            try {
                for (Segment segment : segments.list()) {
                    if (segment.info().maxTimestampMs() >= timestampMs) {
                        Optional<OffsetAndTimestamp> found =
                                SegmentLookup.byTimestamp(segment, partition.logStartOffset(), timestampMs);
                        if (found.isPresent()) {
                            return found;
                        }
                    }
                }
                long from = Math.max(segments.endOffset(), partition.logStartOffset());
                return firstInLog(new EntryCursor(view, partition.number(), from), from, timestampMs);
            } finally {
                segments.release();
            }
        }
    }

    private static Optional<OffsetAndTimestamp> firstInLog(EntryCursor cursor, long from, long timestampMs)
            throws IOException {
        while (cursor.next()) {
            if (cursor.maxTimestampMs() >= timestampMs) {
                ReadableRecords records = new ReadableRecords(cursor.read());
                while (records.next()) {
                    RecordCursor record = records.cursor();
                    if (record.offset() >= from && record.timestampMs() >= timestampMs) {
                        return Optional.of(new OffsetAndTimestamp(record.offset(), record.timestampMs()));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The first record that has the greatest timestamp. What batches and segments say of theirs tells where to look. */
    static Optional<OffsetAndTimestamp> maxTimestamp(PartitionLog partition) throws IOException {
        OffsetAndTimestamp best = null;
        try (LogView view = partition.shard().view()) {
            PartitionSegments segments = partition.retainSegments();
            long start = partition.logStartOffset();
            try {
                for (Segment segment : segments.list()) {
                    if (best == null || segment.info().maxTimestampMs() > best.timestampMs()) {
                        best = later(best, SegmentLookup.maxTimestamp(segment, start));
                    }
                }
                return Optional.ofNullable(
                        maxTimestamp(view, partition.number(), Math.max(segments.endOffset(), start), best));
            } finally {
                segments.release();
            }
        }
    }

    /** Reads the batch that claims the most, and again as long as another claims more than was found. */
    private static @Nullable OffsetAndTimestamp maxTimestamp(
            LogView view, int partition, long from, @Nullable OffsetAndTimestamp found) throws IOException {
        OffsetAndTimestamp best = found;
        Set<Long> read = new HashSet<>();
        while (true) {
            long claimed = best == null ? Long.MIN_VALUE : best.timestampMs();
            long offset = -1;
            EntryCursor cursor = new EntryCursor(view, partition, from);
            while (cursor.next()) {
                if (cursor.maxTimestampMs() > claimed && !read.contains(cursor.baseOffset())) {
                    claimed = cursor.maxTimestampMs();
                    offset = cursor.baseOffset();
                }
            }
            if (offset < 0) {
                return best;
            }
            read.add(offset);
            EntryCursor claimant = new EntryCursor(view, partition, offset);
            if (claimant.next()) {
                best = later(best, maxTimestamp(claimant, from));
            }
        }
    }

    private static @Nullable OffsetAndTimestamp maxTimestamp(EntryCursor cursor, long from) throws IOException {
        OffsetAndTimestamp best = null;
        ReadableRecords records = new ReadableRecords(cursor.read());
        while (records.next()) {
            RecordCursor record = records.cursor();
            if (record.offset() >= from) {
                best = later(best, new OffsetAndTimestamp(record.offset(), record.timestampMs()));
            }
        }
        return best;
    }

    private static @Nullable OffsetAndTimestamp later(
            @Nullable OffsetAndTimestamp best, @Nullable OffsetAndTimestamp other) {
        return best == null || (other != null && other.timestampMs() > best.timestampMs()) ? other : best;
    }
}
