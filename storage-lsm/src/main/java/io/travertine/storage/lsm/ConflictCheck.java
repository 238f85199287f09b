package io.travertine.storage.lsm;

import io.travertine.storage.lsm.entry.EntryCursor;
import io.travertine.storage.lsm.entry.EntrySource;
import io.travertine.storage.lsm.entry.FoundEntry;
import io.travertine.storage.lsm.entry.RangeDeletion;
import io.travertine.storage.lsm.entry.RangeDeletions;
import io.travertine.storage.lsm.entry.Stamp;
import java.io.IOException;
import java.util.Arrays;

/**
 * Looks for changes after a sequence, visible or on their way, in what came after it: memtables as a rule, and the tables that they became
 * meanwhile. With the store's lock, so that nothing is added.
 */
final class ConflictCheck {
    private final ReadView view;
    private final long sequence;
    private final FoundEntry found = new FoundEntry();

    ConflictCheck(ReadView view, long sequence) {
        this.view = view;
        this.sequence = sequence;
    }

    @FunctionalInterface
    private interface SourceTest {
        boolean test(EntrySource source, RangeDeletions deletions) throws IOException;
    }

    /** Whether a key was changed. */
    boolean isChanged(byte[] key) throws IOException {
        return any((source, deletions) -> deletions.newest(key, key.length, Stamp.MAX_SEQUENCE) > sequence
                || (source.find(key, Stamp.NEWEST, found) && Stamp.sequence(found.stamp()) > sequence));
    }

    /** Whether a key in a range was changed. */
    boolean isChanged(KeyRange range) throws IOException {
        return any((source, deletions) -> isDeleted(range, deletions) || hasNewer(range, source.cursor()));
    }

    private boolean any(SourceTest test) throws IOException {
        for (FreshEntries fresh : view.fresh()) {
            if (!fresh.isEmpty() && fresh.mayHaveAfter(sequence) && test.test(fresh.memtable(), fresh.deletions())) {
                return true;
            }
        }
        for (Table table : view.levels().all()) {
            if (table.info().largestSequence() > sequence && test.test(table.reader(), table.deletions())) {
                return true;
            }
        }
        return false;
    }

    private boolean isDeleted(KeyRange range, RangeDeletions deletions) {
        byte[] to = range.to();
        for (RangeDeletion each : deletions.all()) {
            if (each.sequence() > sequence
                    && Arrays.compareUnsigned(range.from(), each.to()) < 0
                    && (to == null || Arrays.compareUnsigned(each.from(), to) < 0)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasNewer(KeyRange range, EntryCursor entries) throws IOException {
        for (entries.seek(range.from(), range.from().length, Stamp.NEWEST); entries.isValid(); entries.next()) {
            if (!range.contains(Arrays.copyOf(entries.key(), entries.keyLength()))) {
                return false;
            }
            if (Stamp.sequence(entries.stamp()) > sequence) {
                return true;
            }
        }
        return false;
    }
}
