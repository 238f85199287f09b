package io.travertine.engine;

import io.travertine.columnar.RecordReader;
import io.travertine.columnar.segment.Segment;
import io.travertine.columnar.segment.SegmentInfo;
import io.travertine.engine.RecordView.Header;
import io.travertine.engine.shard.EntryCursor;
import io.travertine.engine.shard.PartitionLog;
import io.travertine.engine.shard.PartitionSegments;
import io.travertine.engine.shard.ReadableRecords;
import io.travertine.engine.shard.SegmentLookup;
import io.travertine.engine.shard.Shard;
import io.travertine.storage.batch.RecordCursor;
import io.travertine.storage.log.LogFile;
import io.travertine.storage.log.LogIndex;
import io.travertine.storage.log.LogView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Single records: by id, and from an offset on. */
final class RecordLookup {
    private RecordLookup() {}

    /** Looks into the logs, where ids sort as entries do, and then into the segments whose ids span this one. */
    static Optional<RecordView> byId(Storage storage, Collection<LocalTopic> topics, long high, long low)
            throws IOException {
        for (Shard shard : storage.shards()) {
            try (LogView view = shard.view()) {
                for (LogFile file : view.files()) {
                    int ordinal = file.index().findById(high, low);
                    if (ordinal >= 0) {
                        return inLog(shard, topics, file, ordinal, low);
                    }
                }
            }
        }
        for (LocalTopic topic : topics) {
            for (PartitionLog partition : topic.logs()) {
                Optional<RecordView> found = inSegments(partition, high, low);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<RecordView> inLog(
            Shard shard, Collection<LocalTopic> topics, LogFile file, int ordinal, long low) throws IOException {
        LogIndex index = file.index();
        PartitionLog partition = partition(shard, topics, index.partition(ordinal));
        long offset = index.baseOffset(ordinal) + (low - index.idLow(ordinal));
        if (partition == null || offset < partition.logStartOffset()) {
            return Optional.empty();
        }
        ReadableRecords records = new ReadableRecords(file.readBatch(ordinal));
        while (records.next()) {
            if (records.cursor().offset() == offset) {
                return Optional.of(view(partition, records.cursor(), index.idHigh(ordinal), low));
            }
        }
        return Optional.empty();
    }

    private static @Nullable PartitionLog partition(Shard shard, Collection<LocalTopic> topics, int number) {
        for (LocalTopic topic : topics) {
            for (PartitionLog partition : topic.logs()) {
                if (partition.shard() == shard && partition.number() == number) {
                    return partition;
                }
            }
        }
        return null;
    }

    private static Optional<RecordView> inSegments(PartitionLog partition, long high, long low) throws IOException {
        PartitionSegments segments = partition.retainSegments();
        try {
            for (Segment segment : segments.list()) {
                if (spans(segment.info(), high, low)) {
                    Optional<RecordView> found = inSegment(partition, segment, high, low);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
            return Optional.empty();
        } finally {
            segments.release();
        }
    }

    private static boolean spans(SegmentInfo info, long high, long low) {
        return compare(info.firstIdHigh(), info.firstIdLow(), high, low) <= 0
                && compare(high, low, info.lastIdHigh(), info.lastIdLow()) <= 0;
    }

    private static int compare(long high, long low, long otherHigh, long otherLow) {
        int upper = Long.compareUnsigned(high, otherHigh);
        return upper != 0 ? upper : Long.compareUnsigned(low, otherLow);
    }

    private static Optional<RecordView> inSegment(PartitionLog partition, Segment segment, long high, long low)
            throws IOException {
        Optional<Partition.OffsetAndTimestamp> found = SegmentLookup.byId(segment, high, low);
        if (found.isEmpty() || found.get().offset() < partition.logStartOffset()) {
            return Optional.empty();
        }
        try (RecordReader records = segment.records(found.get().offset())) {
            boolean there = records.next() && records.offset() == found.get().offset();
            return there ? Optional.of(view(partition, records)) : Optional.empty();
        }
    }

    /** At most so many records from an offset on. */
    static List<RecordView> fromOffset(PartitionLog partition, long offset, int limit)
            throws IOException, OffsetOutOfRangeException {
        long start = partition.logStartOffset();
        long end = partition.highWatermark();
        if (offset < start || offset > end) {
            throw new OffsetOutOfRangeException(partition.toString(), offset, start, end);
        }
        List<RecordView> found = new ArrayList<>();
        try (LogView view = partition.shard().view()) {
            EntryCursor entries = new EntryCursor(view, partition.number(), offset);
            if (entries.next() && entries.baseOffset() <= offset) {
                collect(partition, entries, offset, limit, found);
                return found;
            }
            PartitionSegments segments = partition.retainSegments();
            try {
                for (Segment segment : segments.list()) {
                    collect(partition, segment, offset, limit, found);
                }
                long rest = Math.max(offset, segments.endOffset());
                EntryCursor behind = new EntryCursor(view, partition.number(), rest);
                if (behind.next()) {
                    collect(partition, behind, rest, limit, found);
                }
            } finally {
                segments.release();
            }
        }
        return found;
    }

    private static void collect(PartitionLog partition, Segment segment, long from, int limit, List<RecordView> found)
            throws IOException {
        if (segment.info().endOffset() <= from || found.size() >= limit) {
            return;
        }
        try (RecordReader records = segment.records(Math.max(from, segment.firstOffset()))) {
            while (found.size() < limit && records.next()) {
                found.add(view(partition, records));
            }
        }
    }

    /** From the entry the cursor is on. */
    private static void collect(
            PartitionLog partition, EntryCursor entries, long from, int limit, List<RecordView> found)
            throws IOException {
        do {
            ReadableRecords records = new ReadableRecords(entries.read());
            while (found.size() < limit && records.next()) {
                long offset = records.cursor().offset();
                if (offset >= from) {
                    long low = entries.idLow() + (offset - entries.baseOffset());
                    found.add(view(partition, records.cursor(), entries.idHigh(), low));
                }
            }
        } while (found.size() < limit && entries.next());
    }

    private static RecordView view(PartitionLog partition, RecordCursor records, long high, long low) {
        List<Header> headers = new ArrayList<>();
        records.forEachHeader((bytes, keyPosition, keyLength, valuePosition, valueLength) -> headers.add(new Header(
                new String(bytes, keyPosition, keyLength, StandardCharsets.UTF_8),
                copy(bytes, valuePosition, valueLength))));
        return new RecordView(
                partition.topic().name(),
                partition.index(),
                records.offset(),
                high,
                low,
                records.timestampMs(),
                copy(records.bytes(), records.keyPosition(), records.keyLength()),
                copy(records.bytes(), records.valuePosition(), records.valueLength()),
                headers);
    }

    private static RecordView view(PartitionLog partition, RecordReader records) throws IOException {
        return new RecordView(
                partition.topic().name(),
                partition.index(),
                records.offset(),
                records.idHigh(),
                records.idLow(),
                records.timestampMs(),
                copy(records.keyBytes(), records.keyPosition(), records.keyLength()),
                copy(records.valueBytes(), records.valuePosition(), records.valueLength()),
                records.headers().stream()
                        .map(header -> new Header(header.key(), header.value()))
                        .toList());
    }

    private static byte @Nullable [] copy(byte[] bytes, int position, int length) {
        return length < 0 ? null : Arrays.copyOfRange(bytes, position, position + length);
    }
}
