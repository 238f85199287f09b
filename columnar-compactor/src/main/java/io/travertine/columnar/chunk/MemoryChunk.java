package io.travertine.columnar.chunk;

import io.travertine.columnar.BatchSource;
import io.travertine.columnar.Column;
import io.travertine.columnar.ColumnRange;
import io.travertine.columnar.RecordReader;
import io.travertine.columnar.ScanRequest;
import io.travertine.columnar.scan.BlockReader;
import io.travertine.columnar.scan.BlockRecordReader;
import io.travertine.columnar.scan.RangeScan;
import io.travertine.schema.TableSchema;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decoded rows in memory, at most one block of them. Immutable; shares its memory with the builder it comes from. */
public final class MemoryChunk implements ColumnRange {
    private final TableSchema schema;
    private final int partition;
    private final long firstOffset;
    private final int rowCount;
    private final List<@Nullable Column> columns;
    private final byte @Nullable [] hidden;
    private final long estimatedBytes;

    MemoryChunk(
            TableSchema schema,
            int partition,
            long firstOffset,
            int rowCount,
            List<@Nullable Column> columns,
            byte @Nullable [] hidden,
            long estimatedBytes) {
        this.schema = schema;
        this.partition = partition;
        this.firstOffset = firstOffset;
        this.rowCount = rowCount;
        this.columns = Collections.unmodifiableList(columns);
        this.hidden = hidden;
        this.estimatedBytes = estimatedBytes;
    }

    @Override
    public long firstOffset() {
        return firstOffset;
    }

    @Override
    public long rowCount() {
        return rowCount;
    }

    @Override
    public TableSchema schema() {
        return schema;
    }

    public int partition() {
        return partition;
    }

    /** Bytes of memory held, shared with the builder and with other snapshots of it. */
    public long estimatedBytes() {
        return estimatedBytes;
    }

    /** The column at a place of the schema; null for the offset and the partition, which follow from the row's place. */
    public @Nullable Column column(int position) {
        return columns.get(position);
    }

    @Override
    public boolean hasHiddenRows() {
        return hidden != null;
    }

    /** One bit a row, set where a row holds no record; null when there is none such. */
    public byte @Nullable [] hiddenRows() {
        return hidden;
    }

    @Override
    public BatchSource scan(ScanRequest request) {
        return new RangeScan(reader(), request);
    }

    @Override
    public RecordReader records(long fromOffset) {
        return new BlockRecordReader(reader(), fromOffset);
    }

    /** A way to its rows for one scan. */
    public BlockReader reader() {
        return new ChunkReader(this);
    }
}
