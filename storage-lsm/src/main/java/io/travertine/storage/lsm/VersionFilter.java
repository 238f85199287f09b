package io.travertine.storage.lsm;

import io.travertine.storage.lsm.entry.EntryCursor;
import io.travertine.storage.lsm.entry.EntryKind;
import io.travertine.storage.lsm.entry.Keys;
import io.travertine.storage.lsm.entry.RangeDeletions;
import io.travertine.storage.lsm.entry.Stamp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out entries that nobody can see any more. Snapshots cut the sequences into stripes; of the entries of one key in one stripe, all look
 * at the newest, and the others go. A deletion goes, too, when there is nothing older that it hides; operands of a merge become a value when what
 * they are to be merged with is there.
 */
final class VersionFilter {
    private final EntryCursor entries;
    private final RangeDeletions deletions;
    private final long[] snapshots;
    private final BottomTest bottom;
    private final @Nullable MergeOperator operator;
    private final Output output;
    private byte[] key = {};
    private final List<Operand> operands = new ArrayList<>();

    private record Operand(long stamp, byte[] value) {}

    /** Says whether nothing older than the entries has a key. */
    @FunctionalInterface
    interface BottomTest {
        boolean isBottom(byte[] key);
    }

    /** Takes entries in order. */
    interface Output {
        /** Called before the first entry of each key. */
        void beginKey(byte[] key) throws IOException;

        void add(byte[] key, long stamp, byte[] value) throws IOException;
    }

    /** @param snapshots the sequences that are still looked at, ascending; the newest state always is */
    VersionFilter(
            EntryCursor entries,
            RangeDeletions deletions,
            long[] snapshots,
            BottomTest bottom,
            @Nullable MergeOperator operator,
            Output output) {
        this.entries = entries;
        this.deletions = deletions;
        this.snapshots = snapshots;
        this.bottom = bottom;
        this.operator = operator;
        this.output = output;
    }

    void run() throws IOException {
        entries.first();
        while (entries.isValid()) {
            key = Arrays.copyOf(entries.key(), entries.keyLength());
            output.beginKey(key);
            filterKey();
        }
    }

    private boolean isAtKey() {
        return entries.isValid() && Keys.compare(entries.key(), entries.keyLength(), key, key.length) == 0;
    }

    private void filterKey() throws IOException {
        int hidden = -1;
        while (isAtKey()) {
            long stamp = entries.stamp();
            int stripe = stripe(Stamp.sequence(stamp));
            if (stripe == hidden || isDeleted(Stamp.sequence(stamp), stripe)) {
                entries.next();
                continue;
            }
            EntryKind kind = Stamp.kind(stamp);
            if (kind == EntryKind.MERGE) {
                filterMerges(stripe);
            } else {
                if (kind == EntryKind.PUT || stripe > 0 || !bottom.isBottom(key)) {
                    output.add(key, stamp, entries.value());
                }
                entries.next();
            }
            hidden = stripe;
        }
    }

    /** Operands of one stripe, and what comes below them there. */
    private void filterMerges(int stripe) throws IOException {
        operands.clear();
        while (isAtKey() && stripe(Stamp.sequence(entries.stamp())) == stripe) {
            long stamp = entries.stamp();
            if (isDeleted(Stamp.sequence(stamp), stripe)) {
                addMerged(null, true);
                return;
            }
            byte[] value = entries.value();
            entries.next();
            switch (Stamp.kind(stamp)) {
                case MERGE -> operands.add(new Operand(stamp, value));
                case PUT -> {
                    addMerged(value, true);
                    return;
                }
                case DELETE -> {
                    addMerged(null, true);
                    return;
                }
            }
        }
        addMerged(null, stripe == 0 && !isAtKey() && bottom.isBottom(key));
    }

    /** @param complete nothing else is to be merged with the operands */
    private void addMerged(byte @Nullable [] base, boolean complete) throws IOException {
        if (complete && operator != null) {
            List<byte[]> oldestFirst =
                    operands.reversed().stream().map(Operand::value).toList();
            long stamp = Stamp.of(Stamp.sequence(operands.getFirst().stamp()), EntryKind.PUT);
            output.add(key, stamp, operator.merge(key, base, oldestFirst));
        } else {
            for (Operand operand : operands) {
                output.add(key, operand.stamp(), operand.value());
            }
        }
    }

    /** How many snapshots do not see the sequence. */
    private int stripe(long sequence) {
        int place = Arrays.binarySearch(snapshots, sequence);
        return place >= 0 ? place : -place - 1;
    }

    /** Whether a range deletion hides it from everybody. */
    private boolean isDeleted(long sequence, int stripe) {
        if (deletions.isEmpty()) {
            return false;
        }
        long deletion = deletions.nextAbove(key, key.length, sequence);
        return deletion != Long.MAX_VALUE && (stripe == snapshots.length || snapshots[stripe] >= deletion);
    }
}
