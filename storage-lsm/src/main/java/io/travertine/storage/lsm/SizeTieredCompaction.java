package io.travertine.storage.lsm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Little writing, for more to look through and more space: tables of about one size that follow one another in age become one.
 *
 * @param fanIn so many become one
 * @param ratio tables are of one size when the largest has at most so many times the bytes of the smallest
 */
public record SizeTieredCompaction(int fanIn, double ratio) implements CompactionStrategy {
    public static final SizeTieredCompaction DEFAULTS = new SizeTieredCompaction(4, 2);

    public SizeTieredCompaction {
        Limits.atLeast("fanIn", fanIn, 2);
        if (!(ratio >= 1)) {
            throw new IllegalArgumentException("ratio is " + ratio + ", at least 1 is needed");
        }
    }

    @Override
    public int calmTables() {
        // A tier for each power of the fan-in.
        return 8 * fanIn;
    }

    @Override
    public @Nullable Compaction pick(Levels levels, long nowMillis) {
        return pick(levels.level(0));
    }

    /** @param tables the newest first */
    @Nullable Compaction pick(List<Table> tables) {
        for (int from = 0; from + fanIn <= tables.size(); from++) {
            List<Table> tier = tables.subList(from, end(tables, from));
            if (tier.size() >= fanIn) {
                return new Compaction(
                        Compaction.Kind.MERGE,
                        tier,
                        0,
                        tier.size() + " tables of about " + tier.getLast().bytes() + " bytes");
            }
        }
        return tables.size() > calmTables() ? smallest(tables) : null;
    }

    /** Of too many tables of different sizes, those that follow one another with the least bytes. */
    private Compaction smallest(List<Table> tables) {
        List<Table> best = tables.subList(0, fanIn);
        long least = Long.MAX_VALUE;
        for (int from = 0; from + fanIn <= tables.size(); from++) {
            List<Table> each = tables.subList(from, from + fanIn);
            long bytes = each.stream().mapToLong(Table::bytes).sum();
            if (bytes < least) {
                least = bytes;
                best = each;
            }
        }
        return new Compaction(Compaction.Kind.MERGE, best, 0, tables.size() + " tables in level 0");
    }

    private int end(List<Table> tables, int from) {
        long smallest = Long.MAX_VALUE;
        long largest = 0;
        int end = from;
        while (end < tables.size()) {
            smallest = Math.min(smallest, tables.get(end).bytes());
            largest = Math.max(largest, tables.get(end).bytes());
            if (largest > ratio * smallest) {
                break;
            }
            end++;
        }
        return end;
    }
}
