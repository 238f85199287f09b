package io.travertine.columnar.chunk;

import io.travertine.columnar.Column;
import io.travertine.columnar.IdColumn;
import io.travertine.columnar.ScanRequest.ColumnPredicate;
import io.travertine.columnar.SystemColumns;
import io.travertine.columnar.scan.BlockReader;
import io.travertine.columnar.scan.DerivedColumns;
import io.travertine.columnar.scan.ZoneMap;
import io.travertine.columnar.vector.Memory;
import io.travertine.schema.TableSchema;
import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A chunk as a range of one block. */
final class ChunkReader implements BlockReader {
    private final MemoryChunk chunk;
    private final DerivedColumns derived;

    ChunkReader(MemoryChunk chunk) {
        this.chunk = chunk;
        derived = new DerivedColumns(chunk.partition());
    }

    @Override
    public TableSchema schema() {
        return chunk.schema();
    }

    @Override
    public long firstOffset() {
        return chunk.firstOffset();
    }

    @Override
    public int rowCount() {
        return (int) chunk.rowCount();
    }

    @Override
    public int blockCount() {
        return rowCount() == 0 ? 0 : 1;
    }

    @Override
    public int firstRow(int block) {
        return 0;
    }

    @Override
    public int rowCount(int block) {
        return rowCount();
    }

    @Override
    public @Nullable ZoneMap rangeZone(String column) {
        int rows = rowCount();
        if (rows == 0) {
            return null;
        }
        return switch (column) {
            case SystemColumns.OFFSET -> ZoneMap.between(rows, firstOffset(), firstOffset() + rows - 1);
            case SystemColumns.PARTITION -> ZoneMap.between(rows, chunk.partition(), chunk.partition());
            case SystemColumns.ID -> new ZoneMap(rows, 0, id(0), id(rows - 1), rows);
            default -> null;
        };
    }

    @Override
    public @Nullable ZoneMap blockZone(int block, String column) {
        return null;
    }

    @Override
    public int @Nullable [] indexedRows(ColumnPredicate predicate, int maxRows) {
        return null;
    }

    @Override
    public void openBlock(int block) {}

    @Override
    public @Nullable Column column(String name) {
        return switch (name) {
            case SystemColumns.OFFSET -> derived.offsets(firstOffset(), rowCount());
            case SystemColumns.PARTITION -> derived.partitions(rowCount());
            default -> {
                OptionalInt position = chunk.schema().position(name);
                yield position.isEmpty() ? null : chunk.column(position.getAsInt());
            }
        };
    }

    @Override
    public byte @Nullable [] hiddenRows() {
        return chunk.hiddenRows();
    }

    @Override
    public long bytesRead() {
        return 0;
    }

    @Override
    public void close() {}

    private byte[] id(int row) {
        IdColumn ids = (IdColumn) Objects.requireNonNull(column(SystemColumns.ID));
        byte[] values = Memory.array(ids.values());
        return Arrays.copyOfRange(values, row * IdColumn.BYTES, (row + 1) * IdColumn.BYTES);
    }
}
