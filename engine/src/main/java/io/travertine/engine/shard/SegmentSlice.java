package io.travertine.engine.shard;

import io.travertine.columnar.RecordReader;
import io.travertine.columnar.segment.RawBatches;
import io.travertine.columnar.segment.Segment;
import io.travertine.engine.LogSlice;
import io.travertine.storage.batch.Compression;
import io.travertine.storage.batch.RecordBatchBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Batches that are made again from a segment, for records whose log file was retired. They hold the same records at the same
 * offsets; where one batch ends and the next begins, their compression and their producers are not those of the log. Batches that
 * could not be read are given as they came.
 */
final class SegmentSlice implements LogSlice {
    private static final int BATCH_BYTES = 64 << 10;
    private static final byte[] NOTHING = new byte[0];

    private final PartitionSegments segments;
    private final long offset;
    private final int maxBytes;

    SegmentSlice(PartitionSegments segments, long offset, int maxBytes) {
        this.segments = segments;
        this.offset = offset;
        this.maxBytes = maxBytes;
    }

    @Override
    public int estimatedBytes() {
        return maxBytes;
    }

    @Override
    public boolean ready() {
        return false;
    }

    @Override
    public ByteBuffer read() throws IOException {
        for (Segment segment : segments.list()) {
            if (offset < segment.info().endOffset()) {
                List<ByteBuffer> batches = batches(segment, Math.max(offset, segment.firstOffset()));
                if (!batches.isEmpty()) {
                    return joined(batches);
                }
            }
        }
        return ByteBuffer.allocate(0);
    }

    /** A batch that was kept as it came, or the records before the next one of these. */
    private List<ByteBuffer> batches(Segment segment, long from) throws IOException {
        RawBatches raw = segment.rawBatches();
        RawBatches.Entry next = raw == null ? null : raw.next(from);
        if (raw != null && next != null) {
            List<ByteBuffer> before = next.baseOffset() <= from ? List.of() : build(segment, from, next.baseOffset());
            return before.isEmpty() ? List.of(raw.read(next)) : before;
        }
        return build(segment, from, Long.MAX_VALUE);
    }

    private List<ByteBuffer> build(Segment segment, long from, long to) throws IOException {
        List<ByteBuffer> batches = new ArrayList<>();
        RecordBatchBuilder builder = new RecordBatchBuilder();
        long next = -1;
        int bytes = 0;
        try (RecordReader records = segment.records(from)) {
            while (bytes + (next < 0 ? 0 : builder.sizeInBytes()) < maxBytes
                    && records.next()
                    && records.offset() < to) {
                if (next >= 0 && (records.offset() != next || builder.sizeInBytes() >= BATCH_BYTES)) {
                    bytes += add(batches, builder);
                    next = -1;
                }
                if (next < 0) {
                    next = records.offset();
                    builder.reset(next, Compression.NONE);
                }
                append(builder, records);
                next++;
            }
        }
        if (next >= 0) {
            add(batches, builder);
        }
        return batches;
    }

    private static int add(List<ByteBuffer> batches, RecordBatchBuilder builder) {
        ByteBuffer built = builder.build();
        ByteBuffer copy = ByteBuffer.allocate(built.remaining()).put(built).flip();
        batches.add(copy);
        return copy.remaining();
    }

    private static void append(RecordBatchBuilder builder, RecordReader records) throws IOException {
        for (RecordReader.Header header : records.headers()) {
            byte[] key = header.key().getBytes(StandardCharsets.UTF_8);
            byte[] value = header.value();
            builder.addHeader(
                    key, 0, key.length, value == null ? NOTHING : value, 0, value == null ? -1 : value.length);
        }
        builder.append(
                records.timestampMs(),
                records.keyBytes(),
                records.keyPosition(),
                records.keyLength(),
                records.valueBytes(),
                records.valuePosition(),
                records.valueLength());
    }

    private static ByteBuffer joined(List<ByteBuffer> batches) {
        if (batches.size() == 1) {
            return batches.getFirst();
        }
        ByteBuffer joined = ByteBuffer.allocate(
                batches.stream().mapToInt(ByteBuffer::remaining).sum());
        batches.forEach(joined::put);
        return joined.flip();
    }

    @Override
    public void close() {
        segments.release();
    }
}
