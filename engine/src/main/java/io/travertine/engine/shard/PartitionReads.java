package io.travertine.engine.shard;

import io.travertine.columnar.segment.Segment;
import io.travertine.engine.LogSlice;
import io.travertine.engine.OffsetOutOfRangeException;
import io.travertine.engine.Partition.OffsetAndTimestamp;
import io.travertine.storage.batch.RecordCursor;
import io.travertine.storage.log.LogFile;
import io.travertine.storage.log.LogView;
import java.io.IOException;
import java.util.Optional;

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
        boolean found = false;
        try {
            EntryCursor cursor = new EntryCursor(view, partition.number(), offset);
            found = cursor.next() && cursor.baseOffset() <= offset;
            if (found) {
                return LogFileSlice.collect(view, cursor, maxBytes, end);
            }
        } finally {
            if (!found) {
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

    static Optional<OffsetAndTimestamp> maxTimestamp(PartitionLog partition) throws IOException {
        long max = Long.MIN_VALUE;
        try (LogView view = partition.shard().view()) {
            for (LogFile file : view.files()) {
                max = Math.max(
                        max, file.index().partitionEntries(partition.number()).maxTimestampMs());
            }
        }
        PartitionSegments segments = partition.retainSegments();
        try {
            for (Segment segment : segments.list()) {
                max = Math.max(max, segment.info().maxTimestampMs());
            }
        } finally {
            segments.release();
        }
        return max == Long.MIN_VALUE ? Optional.empty() : offsetForTimestamp(partition, max);
    }
}
