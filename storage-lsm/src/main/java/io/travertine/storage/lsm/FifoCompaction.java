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
        List<Table> tables = levels.level(0);
        Compaction old = maxAge == null ? null : olderThan(tables, nowMillis - maxAge.toMillis());
        if (old != null) {
            return old;
        }
        long bytes = levels.bytes(0);
        List<Table> dropped = new ArrayList<>();
        for (Table table : tables.reversed()) {
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
    static @Nullable Compaction olderThan(List<Table> newestFirst, long millis) {
        List<Table> dropped = new ArrayList<>();
        for (Table table : newestFirst.reversed()) {
            if (table.createdAtMillis() >= millis) {
                break;
            }
            dropped.add(table);
        }
        return dropped.isEmpty() ? null : new Compaction(Compaction.Kind.DROP, dropped, 0, "older than they may be");
    }
}
