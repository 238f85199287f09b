package io.travertine.storage.lsm;

import io.travertine.storage.lsm.memtable.MemtableVariant;
import io.travertine.storage.lsm.table.TableOptions;
import org.jspecify.annotations.Nullable;

/**
 * How a tree is kept. Immutable; may differ each time that a store is opened.
 *
 * @param memtable which structure keeps what is fresh
 * @param memtableBytes a memtable that takes so many bytes is written to a table
 * @param table how tables are written
 * @param tableBytes about how large tables become below level 0
 * @param compaction which tables are compacted, and when
 * @param mergeOperator what makes values of merge operands; null when there are none
 */
public record TreeOptions(
        MemtableVariant memtable,
        long memtableBytes,
        TableOptions table,
        long tableBytes,
        CompactionStrategy compaction,
        @Nullable MergeOperator mergeOperator) {
    public static final TreeOptions DEFAULTS = new TreeOptions(
            MemtableVariant.B_TREE, 64L << 20, TableOptions.DEFAULTS, 64L << 20, LevelledCompaction.DEFAULTS, null);

    public TreeOptions {
        Limits.atLeast("memtableBytes", memtableBytes, 1);
        Limits.atLeast("tableBytes", tableBytes, 1);
    }

    public TreeOptions withMemtable(MemtableVariant variant) {
        return new TreeOptions(variant, memtableBytes, table, tableBytes, compaction, mergeOperator);
    }

    public TreeOptions withMemtableBytes(long bytes) {
        return new TreeOptions(memtable, bytes, table, tableBytes, compaction, mergeOperator);
    }

    public TreeOptions withTable(TableOptions options) {
        return new TreeOptions(memtable, memtableBytes, options, tableBytes, compaction, mergeOperator);
    }

    public TreeOptions withTableBytes(long bytes) {
        return new TreeOptions(memtable, memtableBytes, table, bytes, compaction, mergeOperator);
    }

    public TreeOptions withCompaction(CompactionStrategy strategy) {
        return new TreeOptions(memtable, memtableBytes, table, tableBytes, strategy, mergeOperator);
    }

    public TreeOptions withMergeOperator(MergeOperator operator) {
        return new TreeOptions(memtable, memtableBytes, table, tableBytes, compaction, operator);
    }
}
