package io.travertine.storage.lsm;

import io.travertine.storage.lsm.entry.EntrySource;
import io.travertine.storage.lsm.entry.FoundEntry;
import io.travertine.storage.lsm.entry.RangeDeletions;
import io.travertine.storage.lsm.entry.Stamp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the value of one key: asks the newest source first, until one says what the value is. */
final class PointRead {
    private final byte[] key;
    private final long sequence;
    private final @Nullable MergeOperator operator;
    private final FoundEntry found = new FoundEntry();
    /** Operands of merges, the newest first. */
    private @Nullable List<byte[]> operands;

    private byte @Nullable [] base;
    private long deletedAt;

    private PointRead(byte[] key, long sequence, @Nullable MergeOperator operator) {
        this.key = key;
        this.sequence = sequence;
        this.operator = operator;
    }

    /** The value that a key has at a sequence, or null. */
    static byte @Nullable [] get(ReadView view, byte[] key, long sequence, @Nullable MergeOperator operator)
            throws IOException {
        PointRead read = new PointRead(key, sequence, operator);
        read.search(view);
        return read.result();
    }

    private void search(ReadView view) throws IOException {
        for (FreshEntries fresh : view.fresh()) {
            if (isDecidedBy(fresh.memtable(), fresh.deletions())) {
                return;
            }
        }
        Levels levels = view.levels();
        for (Table table : levels.level(0)) {
            if (table.mayHave(key) && isDecidedBy(table.reader(), table.deletions())) {
                return;
            }
        }
        for (int level = 1; level < levels.count(); level++) {
            Table table = levels.find(level, key);
            if (table != null && isDecidedBy(table.reader(), table.deletions())) {
                return;
            }
        }
    }

    private boolean isDecidedBy(EntrySource source, RangeDeletions deletions) throws IOException {
        if (!deletions.isEmpty()) {
            deletedAt = Math.max(deletedAt, deletions.newest(key, key.length, sequence));
        }
        long stamp = Stamp.newestOf(sequence);
        while (source.find(key, stamp, found)) {
            if (Stamp.sequence(found.stamp()) < deletedAt) {
                return true;
            }
            switch (found.kind()) {
                case DELETE -> {
                    return true;
                }
                case PUT -> {
                    base = found.value();
                    return true;
                }
                case MERGE -> {
                    if (operands == null) {
                        operands = new ArrayList<>();
                    }
                    operands.add(found.value());
                    stamp = found.stamp() - 1;
                }
            }
        }
        return false;
    }

    private byte @Nullable [] result() {
        return operands == null ? base : Merges.apply(operator, key, base, operands.reversed());
    }
}
