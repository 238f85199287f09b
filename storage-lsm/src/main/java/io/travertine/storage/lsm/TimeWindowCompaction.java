package io.travertine.storage.lsm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * For what is written in order of time and leaves in it: tables of one window of time become one when the window is over, and are dropped, without
 * being read, when they are older than they may be. In the window of now, as {@link SizeTieredCompaction}.
 *
 * @param window tables that were made within it belong together
 * @param maxAge of what is kept; null for all
 */
public record TimeWindowCompaction(
        Duration window, @Nullable Duration maxAge) implements CompactionStrategy {
    public TimeWindowCompaction {
        Limits.atLeast("window in milliseconds", window.toMillis(), 1);
        if (maxAge != null) {
            Limits.atLeast("maxAge in milliseconds", maxAge.toMillis(), 1);
        }
    }

    @Override
    public int calmTables() {
        // Nothing is won by slowing writers for windows that are over.
        return Integer.MAX_VALUE / 4;
    }

    @Override
    public @Nullable Compaction pick(Levels levels, long nowMillis) {
        List<Table> tables = levels.level(0);
        Compaction drop =
                maxAge == null ? null : FifoCompaction.olderThan(levels.oldestFirst(), nowMillis - maxAge.toMillis());
        if (drop != null) {
            return drop;
        }
        for (int from = 0; from < tables.size(); ) {
            List<Table> together = window(tables, from);
            boolean over = windowOf(together.getFirst()) < Math.floorDiv(nowMillis, window.toMillis());
            if (over && together.size() > 1) {
                return new Compaction(
                        Compaction.Kind.MERGE, together, 0, together.size() + " tables of a window that is over");
            }
            Compaction tier = over ? null : SizeTieredCompaction.DEFAULTS.pick(together);
            if (tier != null) {
                return tier;
            }
            from += together.size();
        }
        return null;
    }

    private List<Table> window(List<Table> tables, int from) {
        List<Table> together = new ArrayList<>();
        for (Table table : tables.subList(from, tables.size())) {
            if (windowOf(table) != windowOf(tables.get(from))) {
                break;
            }
            together.add(table);
        }
        return together;
    }

    private long windowOf(Table table) {
        return Math.floorDiv(table.createdAtMillis(), window.toMillis());
    }
}
