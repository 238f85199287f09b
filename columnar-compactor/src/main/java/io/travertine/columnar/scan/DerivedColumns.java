package io.travertine.columnar.scan;

import io.travertine.columnar.LongColumn;
import io.travertine.columnar.vector.Memory;
import io.travertine.schema.ColumnType;
import java.lang.foreign.MemorySegment;

/**
 * The columns that follow from a row's place and are held nowhere: offset and partition. The memory is used again when other rows
 * are asked for.
 */
public final class DerivedColumns {
    private final int partition;
    private byte[] offsets = Memory.EMPTY;
    private byte[] partitions = Memory.EMPTY;
    private long filledFrom = -1;
    private int filledOffsets;
    private int filledPartitions;

    public DerivedColumns(int partition) {
        this.partition = partition;
    }

    public LongColumn offsets(long firstOffset, int rowCount) {
        if (firstOffset != filledFrom || rowCount > filledOffsets) {
            offsets = Memory.reuse(offsets, Long.BYTES * rowCount);
            for (int row = 0; row < rowCount; row++) {
                Memory.putLong(offsets, Long.BYTES * row, firstOffset + row);
            }
            filledFrom = firstOffset;
            filledOffsets = rowCount;
        }
        return column(rowCount, offsets);
    }

    public LongColumn partitions(int rowCount) {
        if (rowCount > filledPartitions) {
            partitions = Memory.reuse(partitions, Long.BYTES * rowCount);
            for (int row = 0; row < rowCount; row++) {
                Memory.putLong(partitions, Long.BYTES * row, partition);
            }
            filledPartitions = rowCount;
        }
        return column(rowCount, partitions);
    }

    private static LongColumn column(int rowCount, byte[] values) {
        return new LongColumn(ColumnType.INT64, rowCount, null, MemorySegment.ofArray(values));
    }
}
