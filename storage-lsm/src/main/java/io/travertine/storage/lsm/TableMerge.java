package io.travertine.storage.lsm;

import io.travertine.storage.lsm.entry.EntryCursor;
import io.travertine.storage.lsm.entry.RangeDeletion;
import io.travertine.storage.lsm.entry.RangeDeletions;
import io.travertine.storage.lsm.table.TableWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Merges entries into new tables of one level, without what nobody can see any more. All entries of a key go into one table; a range deletion is
 * cut where tables are.
 */
final class TableMerge implements VersionFilter.Output {
    private static final byte[] FIRST_KEY = {};

    private final TableSet tables;
    private final TreeOptions options;
    private final VersionFilter.BottomTest bottom;
    private final int level;
    private final long[] snapshots;
    private final List<RangeDeletion> deletions;
    private final RangeDeletions deletionsByKey;
    private final List<Long> finished = new ArrayList<>();
    private @Nullable TableWriter writer;
    private long number;
    private byte[] tableStart = FIRST_KEY;
    private boolean hasEntries;

    /**
     * Prepares a merge.
     *
     * @param level that the new tables are for
     * @param bottom whether nothing older has a key
     * @param spent whether nothing older has a key that a deletion hides
     */
    TableMerge(
            TableSet tables,
            TreeOptions options,
            int level,
            VersionFilter.BottomTest bottom,
            long[] snapshots,
            List<RangeDeletion> deletions,
            Predicate<RangeDeletion> spent) {
        this.tables = tables;
        this.options = options;
        this.level = level;
        this.bottom = bottom;
        this.snapshots = snapshots;
        this.deletionsByKey = RangeDeletions.of(deletions);
        this.deletions = deletions.stream()
                .filter(each -> (snapshots.length > 0 && snapshots[0] < each.sequence()) || !spent.test(each))
                .toList();
    }

    /**
     * Merges.
     *
     * @return the numbers of the new tables, which are durable
     */
    List<Long> run(EntryCursor entries) throws IOException {
        try {
            new VersionFilter(entries, deletionsByKey, snapshots, bottom, options.mergeOperator(), this).run();
            finishTable(null);
            tables.sync();
            return finished;
        } catch (IOException | RuntimeException | Error failure) {
            discard(failure);
            throw failure;
        }
    }

    private void discard(Throwable failure) {
        try (TableWriter unfinished = writer) {
            for (long each : finished) {
                tables.delete(each);
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public void beginKey(byte[] key) throws IOException {
        TableWriter open = writer;
        if (open != null && level > 0 && open.estimatedBytes() >= options.tableBytes()) {
            finishTable(key);
            tableStart = key;
        }
    }

    @Override
    public void add(byte[] key, long stamp, byte[] value) throws IOException {
        writer().add(key, key.length, stamp, value, value.length);
        hasEntries = true;
    }

    private TableWriter writer() throws IOException {
        TableWriter open = writer;
        if (open == null) {
            number = tables.newNumber();
            open = tables.create(number, options.table());
            writer = open;
        }
        return open;
    }

    /** @param next where the next table begins; null when there is none */
    private void finishTable(byte @Nullable [] next) throws IOException {
        for (RangeDeletion each : deletions) {
            byte[] from = Arrays.compareUnsigned(each.from(), tableStart) < 0 ? tableStart : each.from();
            byte[] to = next != null && Arrays.compareUnsigned(next, each.to()) < 0 ? next : each.to();
            if (Arrays.compareUnsigned(from, to) < 0) {
                writer().addRangeDeletion(from, to, each.sequence());
                hasEntries = true;
            }
        }
        TableWriter open = writer;
        if (open != null && hasEntries) {
            open.finish();
            open.close();
            finished.add(number);
            writer = null;
            hasEntries = false;
        }
    }
}
