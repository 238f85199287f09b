package io.travertine.columnar.segment;

import io.travertine.columnar.SystemColumns;
import io.travertine.columnar.scan.ZoneMap;
import io.travertine.schema.ColumnSchema;
import io.travertine.schema.ColumnType;
import io.travertine.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where everything in a segment's Arrow file lies, and the zone maps.
 *
 * @param hasHidden whether there are rows that hold no record, marked in a column of their own behind the others
 * @param arrowBytes size of the Arrow file
 * @param arrowChecksum CRC32C of all of it
 * @param dictionaries for each stored column its dictionary, or null
 */
record SegmentLayout(
        TableSchema schema,
        int partition,
        long firstOffset,
        boolean hasHidden,
        long arrowBytes,
        int arrowChecksum,
        List<@Nullable Dictionary> dictionaries,
        List<Block> blocks) {
    /** The entries of a dictionary, sorted. */
    record Dictionary(int size, StoredBuffer offsets, StoredBuffer data) {}

    /** A block of rows; its columns are the stored ones, in order. */
    record Block(int firstRow, int rowCount, List<BlockColumn> columns) {}

    /**
     * A column of a block.
     *
     * @param values the values; offsets where the column has varying length, codes where it has a dictionary
     * @param data the bytes of a column of varying length
     */
    record BlockColumn(ZoneMap zone, StoredBuffer validity, StoredBuffer values, StoredBuffer data) {}

    int rowCount() {
        if (blocks.isEmpty()) {
            return 0;
        }
        Block last = blocks.getLast();
        return last.firstRow() + last.rowCount();
    }

    /** The columns that the Arrow file has, in order: not those that follow from a row's place. */
    List<ColumnSchema> storedColumns() {
        return storedColumns(schema, hasHidden);
    }

    static List<ColumnSchema> storedColumns(TableSchema schema, boolean hasHidden) {
        List<ColumnSchema> stored = new ArrayList<>();
        for (ColumnSchema column : schema.columns()) {
            if (!column.name().equals(SystemColumns.OFFSET) && !column.name().equals(SystemColumns.PARTITION)) {
                stored.add(column);
            }
        }
        if (hasHidden) {
            stored.add(new ColumnSchema(SystemColumns.HIDDEN, ColumnType.BOOLEAN));
        }
        return stored;
    }
}
