package io.travertine.storage.lsm;

import io.travertine.storage.lsm.entry.Keys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tables of a tree. Level 0: the newest first, they may overlap. Below: by key, they do not. Immutable. */
final class Levels {
    static final Levels EMPTY = new Levels(List.of());

    private static final Comparator<Table> BY_KEY =
            (a, b) -> Keys.compare(a.smallest(), a.smallest().length, b.smallest(), b.smallest().length);
    private static final Comparator<Table> NEWEST_FIRST = Comparator.comparingLong(
                    (Table table) -> table.info().largestSequence())
            .thenComparingLong(Table::number)
            .reversed();

    private final List<List<Table>> levels;

    private Levels(List<List<Table>> levels) {
        this.levels = levels;
    }

    /** How many levels there are, the empty ones above the last included. */
    int count() {
        return levels.size();
    }

    List<Table> level(int level) {
        return level < levels.size() ? levels.get(level) : List.of();
    }

    List<Table> all() {
        return levels.stream().flatMap(List::stream).toList();
    }

    /** In an order in which tables may go without bringing back what a younger one deleted. */
    List<Table> oldestFirst() {
        return levels.reversed().stream()
                .flatMap(level -> level.reversed().stream())
                .toList();
    }

    long bytes(int level) {
        return level(level).stream().mapToLong(Table::bytes).sum();
    }

    /** Without some tables, with others in one level. */
    Levels with(Collection<Table> removed, int level, Collection<Table> added) {
        Set<Table> gone = new HashSet<>(removed);
        List<List<Table>> changed = new ArrayList<>();
        for (int i = 0; i < Math.max(levels.size(), level + 1); i++) {
            List<Table> tables = new ArrayList<>(level(i));
            tables.removeIf(gone::contains);
            if (i == level) {
                tables.addAll(added);
                tables.sort(i == 0 ? NEWEST_FIRST : BY_KEY);
            }
            changed.add(List.copyOf(tables));
        }
        while (!changed.isEmpty() && changed.getLast().isEmpty()) {
            changed.removeLast();
        }
        return new Levels(List.copyOf(changed));
    }

    /** Tables of a level that may have keys between two, both included. */
    List<Table> overlapping(int level, byte[] from, byte[] to) {
        return level(level).stream().filter(table -> table.overlaps(from, to)).toList();
    }

    /** The table of a level below 0 that may have a key. */
    @Nullable Table find(int level, byte[] key) {
        List<Table> tables = level(level);
        int low = 0;
        int high = tables.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            byte[] smallest = tables.get(middle).smallest();
            if (Keys.compare(smallest, smallest.length, key, key.length) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0 || !tables.get(low - 1).mayHave(key)) {
            return null;
        }
        return tables.get(low - 1);
    }

    /** Whether nothing that is older than what a compaction merges has keys between two, both included. */
    boolean isOldest(Compaction compaction, byte[] from, byte[] to) {
        if (compaction.level() == 0) {
            long newest = compaction.inputs().stream()
                    .mapToLong(table -> table.info().largestSequence())
                    .max()
                    .orElse(0);
            for (Table table : level(0)) {
                if (table.info().largestSequence() < newest
                        && !compaction.inputs().contains(table)
                        && table.overlaps(from, to)) {
                    return false;
                }
            }
        }
        for (int i = compaction.level() + 1; i < levels.size(); i++) {
            if (!overlapping(i, from, to).isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
