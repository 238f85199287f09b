package io.travertine.engine.shard;

import io.travertine.columnar.BatchSource;
import io.travertine.columnar.ColumnBatch;
import io.travertine.columnar.LongColumn;
import io.travertine.columnar.Predicate.Comparison;
import io.travertine.columnar.Predicate.Operator;
import io.travertine.columnar.RecordReader;
import io.travertine.columnar.ScanRequest;
import io.travertine.columnar.ScanRequest.ColumnPredicate;
import io.travertine.columnar.SystemColumns;
import io.travertine.columnar.segment.Segment;
import io.travertine.engine.Partition.OffsetAndTimestamp;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds single records in a segment. */
public final class SegmentLookup {
    private static final ColumnSchema ID = new ColumnSchema(SystemColumns.ID, ColumnType.RECORD_ID);
    private static final ColumnSchema OFFSET = new ColumnSchema(SystemColumns.OFFSET, ColumnType.INT64);
    private static final ColumnSchema TIMESTAMP = new ColumnSchema(SystemColumns.TIMESTAMP, ColumnType.TIMESTAMP);
    private static final long MICROS_PER_MILLI = 1_000;

    private SegmentLookup() {}

    /** Where the record with this id is. */
    public static Optional<OffsetAndTimestamp> byId(Segment segment, long high, long low) throws IOException {
        byte[] id = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
        return first(segment, List.of(predicate(ID, Operator.EQUAL, id)));
    }

    /** The first record from an offset on whose timestamp is at least so much. */
    static Optional<OffsetAndTimestamp> byTimestamp(Segment segment, long fromOffset, long timestampMs)
            throws IOException {
        long micros = Math.clamp(timestampMs, Long.MIN_VALUE / MICROS_PER_MILLI, Long.MAX_VALUE / MICROS_PER_MILLI)
                * MICROS_PER_MILLI;
        return first(
                segment,
                List.of(
                        predicate(OFFSET, Operator.GREATER_OR_EQUAL, fromOffset),
                        predicate(TIMESTAMP, Operator.GREATER_OR_EQUAL, micros)));
    }

    /** The first record with the greatest timestamp of those from an offset on; null when there is none. */
    static @Nullable OffsetAndTimestamp maxTimestamp(Segment segment, long fromOffset) throws IOException {
        Optional<OffsetAndTimestamp> greatest =
                byTimestamp(segment, fromOffset, segment.info().maxTimestampMs());
        if (greatest.isPresent()) {
            return greatest.get();
        }
        OffsetAndTimestamp best = null;
        try (RecordReader records = segment.records(Math.max(fromOffset, segment.firstOffset()))) {
            while (records.next()) {
                if (best == null || records.timestampMs() > best.timestampMs()) {
                    best = new OffsetAndTimestamp(records.offset(), records.timestampMs());
                }
            }
        }
        return best;
    }

    private static Optional<OffsetAndTimestamp> first(Segment segment, List<ColumnPredicate> predicates)
            throws IOException {
        try (BatchSource source = segment.scan(new ScanRequest(List.of(OFFSET, TIMESTAMP), predicates, 1))) {
            ColumnBatch batch = source.next();
            if (batch != null
                    && batch.column(0) instanceof LongColumn offsets
                    && batch.column(1) instanceof LongColumn timestamps) {
                int[] selection = batch.selection();
                int row = selection == null ? 0 : selection[0];
                long timestampMs = Math.floorDiv(timestamps.get(row), MICROS_PER_MILLI);
                return Optional.of(new OffsetAndTimestamp(offsets.get(row), timestampMs));
            }
            return Optional.empty();
        }
    }

    private static ColumnPredicate predicate(ColumnSchema column, Operator operator, Object constant) {
        return new ColumnPredicate(column, new Comparison(column.name(), operator, constant));
    }
}
