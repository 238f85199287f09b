package io.travertine.storage.lsm.table;

import io.travertine.storage.lsm.entry.EntryKind;
import io.travertine.storage.lsm.entry.Keys;
import io.travertine.storage.lsm.entry.RangeDeletion;
import io.travertine.storage.lsm.entry.Stamp;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Counts what is added to a table, or found in one. */
final class InfoBuilder {
    private long entries;
    private long deletions;
    private long rangeDeletions;
    private long rawKeyBytes;
    private long rawValueBytes;
    private byte @Nullable [] smallestKey;
    private byte @Nullable [] largestKey;
    private long smallestSequence = Long.MAX_VALUE;
    private long largestSequence;

    /** Counts an entry; entries come in their order. */
    void add(byte[] key, int keyLength, long stamp, int valueLength) {
        if (entries++ == 0) {
            smallestKey = Arrays.copyOf(key, keyLength);
        }
        if (Stamp.kind(stamp) == EntryKind.DELETE) {
            deletions++;
        }
        rawKeyBytes += keyLength;
        rawValueBytes += valueLength;
        addSequence(Stamp.sequence(stamp));
    }

    /** Says what the key of the last entry was, before range deletions are counted. */
    void setLastKey(byte[] key, int keyLength) {
        largestKey = entries == 0 ? null : Arrays.copyOf(key, keyLength);
    }

    void add(RangeDeletion deletion) {
        rangeDeletions++;
        byte[] smallest = smallestKey;
        if (smallest == null || compare(deletion.from(), smallest) < 0) {
            smallestKey = deletion.from();
        }
        byte[] largest = largestKey;
        if (largest == null || compare(deletion.to(), largest) > 0) {
            largestKey = deletion.to();
        }
        addSequence(deletion.sequence());
    }

    private static int compare(byte[] one, byte[] other) {
        return Keys.compare(one, one.length, other, other.length);
    }

    private void addSequence(long sequence) {
        smallestSequence = Math.min(smallestSequence, sequence);
        largestSequence = Math.max(largestSequence, sequence);
    }

    TableInfo build(long fileBytes) {
        return new TableInfo(
                fileBytes,
                entries,
                deletions,
                rangeDeletions,
                rawKeyBytes,
                rawValueBytes,
                smallestKey,
                largestKey,
                entries + rangeDeletions == 0 ? 0 : smallestSequence,
                largestSequence);
    }
}
