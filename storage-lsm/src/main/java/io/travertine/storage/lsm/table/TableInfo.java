package io.travertine.storage.lsm.table;

import org.jspecify.annotations.Nullable;

/**
 * What a table has.
 *
 * @param entries all but range deletions
 * @param deletions those of kind DELETE among the entries
 * @param rawKeyBytes keys of the entries as they were added, without stamps
 * @param smallestKey of entries and beginnings of range deletions; null when there are neither
 * @param largestKey of entries and ends of range deletions; such an end is not deleted itself
 * @param smallestSequence of entries and range deletions; 0 when there are neither
 */
public record TableInfo(
        long fileBytes,
        long entries,
        long deletions,
        long rangeDeletions,
        long rawKeyBytes,
        long rawValueBytes,
        byte @Nullable [] smallestKey,
        byte @Nullable [] largestKey,
        long smallestSequence,
        long largestSequence) {}
