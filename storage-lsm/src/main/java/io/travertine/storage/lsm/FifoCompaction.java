package io.travertine.storage.lsm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Nothing is merged; the oldest tables are dropped, without being read, when there are too many bytes or they are too old. For caches, and for
 * what is written once.
 *
 * @param maxBytes of all tables
 * @param maxAge since a table was made; null for any
 */
public record FifoCompaction(long maxBytes, @Nullable Duration maxAge) implements CompactionStrategy {
    public FifoCompaction {
        Limits.atLeast("maxBytes", maxBytes, 1);
        if (maxAge != null) {
            Limits.atLeast("maxAge in milliseconds", maxAge.toMillis(), 1);
        }
    }

    @Override
    public int calmTables() {
        return Integer.MAX_VALUE / 4;
    }

    @Override
    public @Nullable Compaction pick(Levels levels, long nowMillis) {
        List<Table> oldestFirst = levels.oldestFirst();
        Compaction old = maxAge == null ? null : olderThan(oldestFirst, nowMillis - maxAge.toMillis());
        if (old != null) {
            return old;
        }
        long bytes = oldestFirst.stream().mapToLong(Table::bytes).sum();
        List<Table> dropped = new ArrayList<>();
        for (Table table : oldestFirst) {
            if (bytes <= maxBytes) {
                break;
            }
            dropped.add(table);
            bytes -= table.bytes();
        }
        return dropped.isEmpty()
                ? null
                : new Compaction(Compaction.Kind.DROP, dropped, 0, "more than " + maxBytes + " bytes");
    }

    /** Drops the oldest tables, up to the first that is younger; a younger one never goes before an older one. */
    static @Nullable Compaction olderThan(List<Table> oldestFirst, long millis) {
        List<Table> dropped = new ArrayList<>();
        for (Table table : oldestFirst) {
            if (table.createdAtMillis() >= millis) {
                break;
            }
            dropped.add(table);
        }
        return dropped.isEmpty() ? null : new Compaction(Compaction.Kind.DROP, dropped, 0, "older than they may be");
    }
}
