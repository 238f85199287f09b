package io.travertine.storage.lsm.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.storage.lsm.entry.EntryCursor;
import io.travertine.storage.lsm.entry.EntryKind;
import io.travertine.storage.lsm.entry.FoundEntry;
import io.travertine.storage.lsm.entry.RangeDeletion;
import io.travertine.storage.lsm.entry.Stamp;
import io.travertine.storage.lsm.table.TestTables.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;

/** What a table holds, as a sorted set, and the checks that a reader finds just that. */
final class TableModel {
    private final TreeSet<Entry> entries;
    private final List<byte[]> keys;
    private final FoundEntry found = new FoundEntry();

    TableModel(TreeSet<Entry> entries) {
        this.entries = entries;
        this.keys = new ArrayList<>(entries.stream().map(Entry::key).toList());
        keys.add(new byte[0]);
    }

    void checkScan(EntryCursor cursor) throws IOException {
        cursor.first();
        for (Entry entry : entries) {
            checkAt(entry, cursor);
            cursor.next();
        }
        assertFalse(cursor.isValid());
        cursor.last();
        for (Entry entry : entries.descendingSet()) {
            checkAt(entry, cursor);
            cursor.previous();
        }
        assertFalse(cursor.isValid());
    }

    void checkEveryEntryIsFound(TableReader table) throws IOException {
        for (Entry entry : entries) {
            assertTrue(table.find(entry.key(), entry.stamp(), found));
            checkFound(entry);
        }
    }

    void checkFinds(TableReader table, Random random, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Entry wanted = wanted(random);
            Entry expected = entries.ceiling(wanted);
            boolean isThere = expected != null && Arrays.equals(expected.key(), wanted.key());
            assertEquals(isThere, table.find(wanted.key(), wanted.stamp(), found));
            if (isThere) {
                checkFound(expected);
            }
        }
    }

    private void checkFound(Entry expected) {
        assertEquals(expected.stamp(), found.stamp());
        assertArrayEquals(expected.value(), found.value());
    }

    /** Moves a cursor at random. */
    void checkMoves(EntryCursor cursor, Random random, int count) throws IOException {
        Entry at = null;
        for (int i = 0; i < count; i++) {
            Entry wanted = wanted(random);
            switch (random.nextInt(at == null ? 4 : 12)) {
                case 0 -> {
                    cursor.first();
                    at = entries.isEmpty() ? null : entries.first();
                }
                case 1 -> {
                    cursor.last();
                    at = entries.isEmpty() ? null : entries.last();
                }
                case 2 -> {
                    cursor.seek(wanted.key(), wanted.key().length, wanted.stamp());
                    at = entries.ceiling(wanted);
                }
                case 3 -> {
                    cursor.seekBefore(wanted.key(), wanted.key().length, wanted.stamp());
                    at = entries.lower(wanted);
                }
                case 4, 5, 6, 7 -> {
                    cursor.next();
                    at = entries.higher(at);
                }
                default -> {
                    cursor.previous();
                    at = entries.lower(at);
                }
            }
            checkAt(at, cursor);
        }
    }

    /** A key that is there, or nearly, at a stamp that is there, or any. */
    private Entry wanted(Random random) {
        byte[] key = random.nextInt(4) > 0 ? TestTables.any(random, keys) : TestTables.key(random, keys);
        long stamp = switch (random.nextInt(4)) {
            case 0 -> Stamp.NEWEST;
            case 1 -> random.nextLong(Stamp.NEWEST);
            default -> stampOf(key, random);
        };
        return new Entry(key, stamp, new byte[0]);
    }

    private long stampOf(byte[] key, Random random) {
        List<Entry> versions =
                List.copyOf(entries.subSet(new Entry(key, Long.MAX_VALUE, key), true, new Entry(key, 0, key), true));
        long stamp = versions.isEmpty() ? 0 : TestTables.any(random, versions).stamp();
        return Math.max(0, stamp + random.nextInt(3) - 1);
    }

    private static void checkAt(Entry expected, EntryCursor cursor) {
        assertEquals(expected != null, cursor.isValid());
        if (expected != null) {
            assertArrayEquals(expected.key(), Arrays.copyOf(cursor.key(), cursor.keyLength()));
            assertEquals(expected.stamp(), cursor.stamp());
            assertEquals(expected.value().length, cursor.valueLength());
            assertArrayEquals(expected.value(), cursor.value());
        }
    }

    void checkInfo(TableInfo info, List<RangeDeletion> deletions) {
        assertEquals(entries.size(), info.entries());
        assertEquals(count(EntryKind.DELETE), info.deletions());
        assertEquals(deletions.size(), info.rangeDeletions());
        assertEquals(entries.stream().mapToLong(entry -> entry.key().length).sum(), info.rawKeyBytes());
        assertEquals(entries.stream().mapToLong(entry -> entry.value().length).sum(), info.rawValueBytes());
        List<byte[]> bounds = new ArrayList<>();
        entries.forEach(entry -> bounds.add(entry.key()));
        deletions.forEach(deletion -> bounds.addAll(List.of(deletion.from(), deletion.to())));
        bounds.sort(Arrays::compareUnsigned);
        assertArrayEquals(bounds.isEmpty() ? null : bounds.getFirst(), info.smallestKey());
        assertArrayEquals(bounds.isEmpty() ? null : bounds.getLast(), info.largestKey());
        assertEquals(sequences(deletions).min().orElse(0), info.smallestSequence());
        assertEquals(sequences(deletions).max().orElse(0), info.largestSequence());
    }

    private long count(EntryKind kind) {
        return entries.stream()
                .filter(entry -> Stamp.kind(entry.stamp()) == kind)
                .count();
    }

    private LongStream sequences(List<RangeDeletion> deletions) {
        return LongStream.concat(
                entries.stream().mapToLong(entry -> Stamp.sequence(entry.stamp())),
                deletions.stream().mapToLong(RangeDeletion::sequence));
    }
}
