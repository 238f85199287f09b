package io.travertine.columnar.segment;

import io.travertine.columnar.BooleanColumn;
import io.travertine.columnar.Column;
import io.travertine.columnar.ScanRequest.ColumnPredicate;
import io.travertine.columnar.SystemColumns;
import io.travertine.columnar.scan.BlockReader;
import io.travertine.columnar.scan.DerivedColumns;
import io.travertine.columnar.scan.ZoneMap;
import io.travertine.columnar.segment.SegmentLayout.Block;
import io.travertine.columnar.vector.Memory;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.TableSchema;
import io.travertine.storage.file.StoreFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** One scan's way to the blocks of a segment. */
final class SegmentReader implements BlockReader {
    private final SegmentLayout layout;
    private final Map<String, SegmentIndex> indexes;
    private final BufferReader buffers;
    private final DerivedColumns derived;
    private final Map<String, StoredColumn> columns = new HashMap<>();
    private int openBlock;

    SegmentReader(SegmentLayout layout, StoreFile arrow, Map<String, SegmentIndex> indexes) {
        this.layout = layout;
        this.indexes = indexes;
        buffers = new BufferReader(arrow);
        derived = new DerivedColumns(layout.partition());
        List<ColumnSchema> stored = layout.storedColumns();
        for (int i = 0; i < stored.size(); i++) {
            columns.put(
                    stored.get(i).name(),
                    new StoredColumn(layout, i, stored.get(i).type(), buffers));
        }
    }

    @Override
    public TableSchema schema() {
        return layout.schema();
    }

    @Override
    public long firstOffset() {
        return layout.firstOffset();
    }

    @Override
    public int rowCount() {
        return layout.rowCount();
    }

    @Override
    public int blockCount() {
        return layout.blocks().size();
    }

    @Override
    public int firstRow(int block) {
        return layout.blocks().get(block).firstRow();
    }

    @Override
    public int rowCount(int block) {
        return layout.blocks().get(block).rowCount();
    }

    @Override
    public @Nullable ZoneMap rangeZone(String column) {
        int rows = rowCount();
        return switch (column) {
            case SystemColumns.OFFSET -> ZoneMap.between(rows, firstOffset(), firstOffset() + rows - 1);
            case SystemColumns.PARTITION -> ZoneMap.between(rows, layout.partition(), layout.partition());
            case SystemColumns.ID -> idZone();
            case SystemColumns.TIMESTAMP -> timestampZone();
            default -> null;
        };
    }

    /** Ids ascend: the first block has the least, the last the greatest. */
    private @Nullable ZoneMap idZone() {
        ZoneMap first = blockZone(0, SystemColumns.ID);
        ZoneMap last = blockZone(blockCount() - 1, SystemColumns.ID);
        return first == null || last == null ? null : new ZoneMap(rowCount(), 0, first.min(), last.max(), 0);
    }

    private @Nullable ZoneMap timestampZone() {
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        int nulls = 0;
        for (int block = 0; block < blockCount(); block++) {
            ZoneMap zone = blockZone(block, SystemColumns.TIMESTAMP);
            if (zone == null) {
                return null;
            }
            nulls += zone.nullCount();
            if (zone.min() instanceof Long least && zone.max() instanceof Long greatest) {
                min = Math.min(min, least);
                max = Math.max(max, greatest);
            }
        }
        return new ZoneMap(rowCount(), nulls, min, max, 0);
    }

    @Override
    public @Nullable ZoneMap blockZone(int block, String name) {
        StoredColumn column = columns.get(name);
        return column == null ? null : column.zone(block);
    }

    @Override
    public int @Nullable [] indexedRows(ColumnPredicate predicate, int maxRows) throws IOException {
        OptionalInt position = layout.schema().position(predicate.column().name());
        SegmentIndex index = indexes.get(predicate.column().name());
        if (index == null || position.isEmpty()) {
            return null;
        }
        boolean sameType = layout.schema().column(position.getAsInt()).type()
                == predicate.column().type();
        return sameType ? index.rows(predicate, maxRows) : null;
    }

    @Override
    public void openBlock(int block) {
        openBlock = block;
    }

    @Override
    public @Nullable Column column(String name) throws IOException {
        Block block = layout.blocks().get(openBlock);
        return switch (name) {
            case SystemColumns.OFFSET -> derived.offsets(firstOffset() + block.firstRow(), block.rowCount());
            case SystemColumns.PARTITION -> derived.partitions(block.rowCount());
            default -> {
                StoredColumn column = columns.get(name);
                yield column == null ? null : column.read(openBlock);
            }
        };
    }

    @Override
    public byte @Nullable [] hiddenRows() throws IOException {
        ZoneMap zone = blockZone(openBlock, SystemColumns.HIDDEN);
        boolean hasSome = zone != null && zone.max() instanceof Long greatest && greatest == 1;
        return hasSome && column(SystemColumns.HIDDEN) instanceof BooleanColumn hidden
                ? Memory.array(hidden.values())
                : null;
    }

    @Override
    public long bytesRead() {
        return buffers.bytesRead();
    }

    @Override
    public void close() {}
}
