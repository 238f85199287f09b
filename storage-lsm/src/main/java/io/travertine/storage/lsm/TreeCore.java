package io.travertine.storage.lsm;

import io.travertine.storage.lsm.entry.EntryCursor;
import io.travertine.storage.lsm.entry.RangeDeletion;
import io.travertine.storage.lsm.table.FilterStats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A tree from within: its view, and how that changes. Entries are added and memtables switched with the store's lock; flushes and compactions
 * run one after another, in the background.
 */
final class TreeCore {
    private final int id;
    private final String name;
    private volatile TreeOptions options;
    private volatile boolean hasOptions;
    private final TableSet tables;
    private FreshEntries active;
    private volatile ReadView view;
    private volatile boolean dropped;

    /** @param given null when nobody has said yet: the default ones hold, and nothing is compacted by them */
    TreeCore(int id, String name, @Nullable TreeOptions given, TableSet tables, Levels levels) {
        this.id = id;
        this.name = name;
        this.options = given == null ? TreeOptions.DEFAULTS : given;
        this.hasOptions = given != null;
        this.tables = tables;
        active = new FreshEntries(options.memtable());
        view = new ReadView(List.of(active), levels);
    }

    int id() {
        return id;
    }

    String name() {
        return name;
    }

    TreeOptions options() {
        return options;
    }

    /** Whether somebody has said how the tree is to be kept. */
    boolean hasOptions() {
        return hasOptions;
    }

    /** From now on; for the memtable, from the next one on. */
    void setOptions(TreeOptions given) {
        options = given;
        hasOptions = true;
    }

    boolean isDropped() {
        return dropped;
    }

    /** With the store's lock. */
    void add(long sequence, BatchReader change) {
        active.add(sequence, change);
    }

    /** With the store's lock. */
    boolean isFull() {
        return active.bytes() >= options.memtableBytes() && !active.isEmpty();
    }

    /**
     * Lets a new memtable take what comes next, if this one has something. With the store's lock.
     *
     * @param lastSequence all up to it has been added
     */
    void rotate(long lastSequence) {
        if (active.isEmpty()) {
            return;
        }
        active.seal(lastSequence);
        FreshEntries next = new FreshEntries(options.memtable());
        active = next;
        replaceView(before -> {
            List<FreshEntries> fresh = new ArrayList<>();
            fresh.add(next);
            fresh.addAll(before.fresh());
            return new ReadView(fresh, before.levels());
        });
    }

    private synchronized void replaceView(UnaryOperator<ReadView> change) {
        ReadView before = view;
        view = change.apply(before);
        before.release();
    }

    /** The view of now, to be released. */
    ReadView retainView() {
        while (true) {
            ReadView now = view;
            if (now.tryRetain()) {
                return now;
            }
            if (dropped) {
                throw new IllegalStateException("tree '" + name + "' was dropped, or its store closed");
            }
            Thread.onSpinWait();
        }
    }

    /** How many memtables wait to become tables. */
    int waitingMemtables() {
        return view.fresh().size() - 1;
    }

    /** The sequence of the oldest change that is not in a table; {@link Long#MAX_VALUE} when all are. */
    long oldestFresh() {
        for (FreshEntries fresh : view.fresh().reversed()) {
            if (!fresh.isEmpty()) {
                return fresh.firstSequence();
            }
        }
        return Long.MAX_VALUE;
    }

    /** The oldest memtable that waits, or null. */
    @Nullable FreshEntries waiting() {
        List<FreshEntries> fresh = view.fresh();
        return fresh.size() < 2 ? null : fresh.getLast();
    }

    /** The same, as seen when that one were in a table. */
    long oldestFreshWithout(FreshEntries flushed) {
        for (FreshEntries fresh : view.fresh().reversed()) {
            if (fresh != flushed && !fresh.isEmpty()) {
                return fresh.firstSequence();
            }
        }
        return Long.MAX_VALUE;
    }

    /** Writes a memtable to a table of level 0, which is not part of the tree yet. */
    List<Long> write(FreshEntries fresh, long[] snapshots) throws IOException {
        TableMerge merge = new TableMerge(
                tables, options, 0, key -> false, snapshots, fresh.deletions().all(), deletion -> false);
        return merge.run(fresh.memtable().cursor());
    }

    /** Tables take the place of a memtable. */
    void flushed(FreshEntries fresh, Collection<Table> made) {
        replaceView(before -> {
            List<FreshEntries> rest = new ArrayList<>(before.fresh());
            rest.remove(fresh);
            return new ReadView(rest, before.levels().with(List.of(), 0, made));
        });
    }

    Levels levels() {
        return view.levels();
    }

    /** Merges tables into new ones, which are not part of the tree yet. */
    List<Long> merge(Compaction compaction, long[] snapshots) throws IOException {
        Levels levels = view.levels();
        List<EntryCursor> sources = new ArrayList<>();
        List<RangeDeletion> deletions = new ArrayList<>();
        for (int level = 0; level < levels.count(); level++) {
            List<Table> inputs = new ArrayList<>(levels.level(level));
            inputs.retainAll(compaction.inputs());
            if (level == 0) {
                inputs.forEach(table -> sources.add(table.reader().cursor(false)));
            } else if (!inputs.isEmpty()) {
                sources.add(new LevelCursor(inputs, false));
            }
        }
        compaction.inputs().forEach(table -> deletions.addAll(table.deletions().all()));
        TableMerge merge = new TableMerge(
                tables,
                options,
                compaction.level(),
                key -> levels.isOldest(compaction, key, key),
                snapshots,
                deletions,
                deletion -> levels.isOldest(compaction, deletion.from(), deletion.to()));
        return merge.run(new MergingCursor(sources));
    }

    /** Tables take the place of others. */
    void compacted(Compaction compaction, Collection<Table> made) {
        if (compaction.kind() != Compaction.Kind.MOVE) {
            compaction.inputs().forEach(Table::makeObsolete);
        }
        replaceView(before ->
                new ReadView(before.fresh(), before.levels().with(compaction.inputs(), compaction.level(), made)));
    }

    /** What it has; the view is retained meanwhile. */
    StoreStatistics.TreeStatistics statistics() {
        ReadView now = retainView();
        try {
            long bytes = 0;
            long entries = 0;
            for (FreshEntries fresh : now.fresh()) {
                bytes += fresh.bytes();
                entries += fresh.memtable().size();
            }
            List<StoreStatistics.Level> counted = new ArrayList<>();
            for (int level = 0; level < now.levels().count(); level++) {
                counted.add(count(now.levels().level(level)));
            }
            return new StoreStatistics.TreeStatistics(
                    name, options.memtable(), now.fresh().size(), bytes, entries, counted);
        } finally {
            now.release();
        }
    }

    private static StoreStatistics.Level count(List<Table> tables) {
        long bytes = 0;
        long entries = 0;
        long probes = 0;
        long negatives = 0;
        long falsePositives = 0;
        for (Table table : tables) {
            bytes += table.bytes();
            entries += table.info().entries();
            FilterStats filter = table.reader().filterStats();
            probes += filter.probes();
            negatives += filter.negatives();
            falsePositives += filter.falsePositives();
        }
        return new StoreStatistics.Level(tables.size(), bytes, entries, probes, negatives, falsePositives);
    }

    /** Lets go of everything; files of a tree that was dropped are deleted when the last reader is done. */
    void close(boolean drop) {
        dropped = true;
        if (drop) {
            view.levels().all().forEach(Table::makeObsolete);
        }
        view.release();
    }
}
