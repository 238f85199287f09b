package io.travertine.storage.lsm.memtable;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.storage.lsm.entry.EntryCursor;
import io.travertine.storage.lsm.entry.EntryKind;
import io.travertine.storage.lsm.entry.FoundEntry;
import io.travertine.storage.lsm.entry.Stamp;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One thread adds; others look up what it says that it has added, and scan. Entry n has sequence n + 1 and a value that follows from n. */
final class ConcurrentTester {
    private final Memtable memtable;
    private final RandomKeys keys;
    private final Random random;
    private byte[][] added = {};
    /** Entries before this are added. */
    private volatile int count;

    ConcurrentTester(Memtable memtable, RandomKeys.Sort sort, Random random) {
        this.memtable = memtable;
        this.random = random;
        keys = new RandomKeys(sort, random);
    }

    void run(int entries, int readers) throws Exception {
        added = new byte[entries][];
        for (int i = 0; i < entries; i++) {
            added[i] = keys.next();
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(readers)) {
            List<Future<?>> results = new ArrayList<>();
            for (int reader = 0; reader < readers; reader++) {
                Random own = new Random(random.nextLong());
                results.add(threads.submit(() -> {
                    read(own);
                    return null;
                }));
            }
            add();
            for (Future<?> result : results) {
                result.get();
            }
        }
        assertEquals(entries, memtable.size());
    }

    private void add() {
        try {
            for (int i = 0; i < added.length; i++) {
                byte[] value = value(i);
                memtable.add(added[i], 0, added[i].length, stamp(i), value, 0, value.length);
                count = i + 1;
            }
        } finally {
            count = added.length;
        }
    }

    private static long stamp(int entry) {
        return Stamp.of(entry + 1L, EntryKind.PUT);
    }

    private static byte[] value(int entry) {
        return ByteBuffer.allocate(4 + entry % 50).putInt(entry).array();
    }

    private void read(Random own) throws IOException {
        FoundEntry found = new FoundEntry();
        EntryCursor cursor = memtable.cursor();
        int before;
        do {
            before = count;
            for (int i = 0; before > 0 && i < 200; i++) {
                find(own.nextInt(before), found);
                findAny(added[own.nextInt(added.length)], stamp(own.nextInt(added.length)), found);
            }
            if (before > 0) {
                scan(cursor, added[own.nextInt(before)], own.nextBoolean(), count);
            }
        } while (before < added.length);
        assertTrue(scanAll(cursor) == added.length, "a scan at the end goes by all");
    }

    private void find(int entry, FoundEntry found) throws IOException {
        assertTrue(memtable.find(added[entry], stamp(entry), found), "an added entry is found");
        assertEquals(stamp(entry), found.stamp());
        assertArrayEquals(value(entry), found.value());
    }

    /** A key that may be there by now: then what is found is of that key and not too new. */
    private void findAny(byte[] key, long stamp, FoundEntry found) throws IOException {
        if (memtable.find(key, stamp, found)) {
            assertTrue(found.stamp() <= stamp);
            int entry = (int) Stamp.sequence(found.stamp()) - 1;
            assertArrayEquals(added[entry], key, "an entry of another key");
            assertArrayEquals(value(entry), found.value());
        }
    }

    /** Goes some steps from a key on; is always in order, and by every entry that was added before. */
    private void scan(EntryCursor cursor, byte[] key, boolean forward, int before) throws IOException {
        if (forward) {
            cursor.seek(key, key.length, Stamp.NEWEST);
        } else {
            cursor.seekBefore(key, key.length, 0);
        }
        assertTrue(cursor.isValid(), "is at the entry that was sought, or before it");
        List<MemtableTester.Place> gone = new ArrayList<>();
        for (int steps = 0; steps < 300 && cursor.isValid(); steps++) {
            gone.add(MemtableTester.place(cursor));
            assertArrayEquals(value((int) Stamp.sequence(cursor.stamp()) - 1), cursor.value());
            if (forward) {
                cursor.next();
            } else {
                cursor.previous();
            }
        }
        checkNoneLeftOut(gone, forward, before);
    }

    private void checkNoneLeftOut(List<MemtableTester.Place> gone, boolean forward, int before) {
        MemtableTester.Place low = forward ? gone.getFirst() : gone.getLast();
        MemtableTester.Place high = forward ? gone.getLast() : gone.getFirst();
        for (int i = 1; i < gone.size(); i++) {
            int order = gone.get(i - 1).compareTo(gone.get(i));
            assertTrue(forward ? order < 0 : order > 0, "entries in order");
        }
        long expected = 0;
        for (int entry = 0; entry < before; entry++) {
            MemtableTester.Place place = new MemtableTester.Place(added[entry], stamp(entry));
            if (place.compareTo(low) >= 0 && place.compareTo(high) <= 0) {
                expected++;
            }
        }
        long seen = gone.stream()
                .filter(place -> Stamp.sequence(place.stamp()) <= before)
                .count();
        assertEquals(expected, seen, "entries that were there before the scan");
    }

    private static long scanAll(EntryCursor cursor) throws IOException {
        long entries = 0;
        for (cursor.first(); cursor.isValid(); cursor.next()) {
            entries++;
        }
        return entries;
    }
}
