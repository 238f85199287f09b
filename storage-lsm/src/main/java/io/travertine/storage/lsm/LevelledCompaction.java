package io.travertine.storage.lsm;

import io.travertine.storage.lsm.entry.Keys;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Few bytes to look through and little space, for more writing: level 0 has tables as memtables became them, which overlap; each level below has
 * tables that do not, and a number of times the bytes of the one above. From the level that is furthest beyond its size goes the table with the
 * least to be merged with below.
 *
 * <p>P. O'Neil et al., "The log-structured merge-tree", Acta Informatica 33, 1996; the shape is LevelDB's.
 *
 * @param compactAt so many tables of level 0 are compacted into level 1
 * @param baseBytes of level 1, before it is compacted into level 2
 * @param multiplier how many times the bytes of a level the next one has
 */
public record LevelledCompaction(int compactAt, long baseBytes, int multiplier) implements CompactionStrategy {
    public static final LevelledCompaction DEFAULTS = new LevelledCompaction(4, 256L << 20, 10);

    public LevelledCompaction {
        Limits.atLeast("compactAt", compactAt, 1);
        Limits.atLeast("baseBytes", baseBytes, 1);
        Limits.atLeast("multiplier", multiplier, 2);
    }

    @Override
    public int calmTables() {
        return 2 * compactAt;
    }

    @Override
    public @Nullable Compaction pick(Levels levels, long nowMillis) {
        if (levels.level(0).size() >= compactAt) {
            return into(levels, 0, levels.level(0), levels.level(0).size() + " tables in level 0");
        }
        int fullest = 0;
        double most = 1;
        for (int level = 1; level < Math.min(levels.count(), MAX_LEVELS - 1); level++) {
            double fullness = levels.bytes(level) / maxBytes(level);
            if (fullness > most) {
                most = fullness;
                fullest = level;
            }
        }
        return fullest == 0 ? null : cheapest(levels, fullest, most);
    }

    private double maxBytes(int level) {
        return baseBytes * Math.pow(multiplier, level - 1.0);
    }

    private static @Nullable Compaction cheapest(Levels levels, int level, double fullness) {
        Compaction best = null;
        double least = Double.MAX_VALUE;
        String reason = "level " + level + " is " + Math.round(100 * fullness) + " % full";
        for (Table table : levels.level(level)) {
            Compaction each = into(levels, level, List.of(table), reason);
            double cost = (double) each.inputBytes() / Math.max(1, table.bytes());
            if (cost < least) {
                least = cost;
                best = each;
            }
        }
        return best;
    }

    private static Compaction into(Levels levels, int level, List<Table> upper, String reason) {
        byte[] from = upper.getFirst().smallest();
        byte[] to = upper.getFirst().largest();
        for (Table table : upper) {
            if (Keys.compare(table.smallest(), table.smallest().length, from, from.length) < 0) {
                from = table.smallest();
            }
            if (Keys.compare(table.largest(), table.largest().length, to, to.length) > 0) {
                to = table.largest();
            }
        }
        List<Table> inputs = new ArrayList<>(upper);
        inputs.addAll(levels.overlapping(level + 1, from, to));
        boolean alone = inputs.size() == 1;
        return new Compaction(alone ? Compaction.Kind.MOVE : Compaction.Kind.MERGE, inputs, level + 1, reason);
    }
}
