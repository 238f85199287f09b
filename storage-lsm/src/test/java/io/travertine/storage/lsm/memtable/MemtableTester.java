package io.travertine.storage.lsm.memtable;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.storage.lsm.entry.EntryCursor;
import io.travertine.storage.lsm.entry.EntryKind;
import io.travertine.storage.lsm.entry.FoundEntry;
import io.travertine.storage.lsm.entry.Keys;
import io.travertine.storage.lsm.entry.Stamp;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Does the same to a memtable and to a {@link TreeMap}, and compares what they say. */
final class MemtableTester {
    record Place(byte[] key, long stamp) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return Keys.compare(key, key.length, stamp, other.key, other.key.length, other.stamp);
        }
    }

    /** A cursor and what it must go by: what was there when it was last positioned. */
    private final class Pair {
        private final EntryCursor cursor = memtable.cursor();
        private TreeMap<Place, byte[]> known = new TreeMap<>();
        private @Nullable Place at;
    }

    private final Memtable memtable;
    /** Whether a cursor must go by what was added since it was positioned. */
    private final boolean seesLater;

    private final RandomKeys keys;
    private final Random random;
    private final TreeMap<Place, byte[]> model = new TreeMap<>();
    private final Pair[] cursors = new Pair[3];
    private long userBytes;
    private int largeValues;
    private long sequence = 1;

    MemtableTester(Memtable memtable, boolean seesLater, RandomKeys.Sort sort, Random random) {
        this.memtable = memtable;
        this.seesLater = seesLater;
        this.random = random;
        keys = new RandomKeys(sort, random);
        for (int i = 0; i < cursors.length; i++) {
            cursors[i] = new Pair();
        }
    }

    void run(int operations) throws IOException {
        int adds = random.nextInt(100);
        for (int i = 0; i < operations; i++) {
            if (random.nextInt(100) < adds) {
                add();
            } else if (random.nextBoolean()) {
                find();
            } else {
                move(cursors[random.nextInt(cursors.length)]);
            }
        }
        assertEquals(model.size(), memtable.size());
        assertTrue(memtable.bytes() >= userBytes, "counts at least the bytes of the entries");
        scan();
    }

    private void add() {
        byte[] key = keys.next();
        Place place = new Place(key, stamp());
        byte[] value = value();
        if (model.putIfAbsent(place, value) != null) {
            return;
        }
        userBytes += key.length + value.length;
        if (random.nextInt(4) == 0) {
            byte[] padded = new byte[key.length + 5];
            System.arraycopy(key, 0, padded, 2, key.length);
            byte[] paddedValue = new byte[value.length + 5];
            System.arraycopy(value, 0, paddedValue, 3, value.length);
            memtable.add(padded, 2, key.length, place.stamp, paddedValue, 3, value.length);
        } else {
            memtable.add(key, 0, key.length, place.stamp, value, 0, value.length);
        }
    }

    private long stamp() {
        EntryKind kind = EntryKind.values()[random.nextInt(3)];
        return switch (random.nextInt(10)) {
            case 0 -> Stamp.of(random.nextLong(Stamp.MAX_SEQUENCE) + 1, kind);
            case 1, 2 -> Stamp.of(1 + random.nextLong(sequence), kind);
            default -> Stamp.of(sequence++, kind);
        };
    }

    private byte[] value() {
        int most = 1 << random.nextInt(10);
        if (random.nextInt(300) == 0 && largeValues++ < 3) {
            most = 3 << 19;
        }
        byte[] value = new byte[random.nextInt(most)];
        random.nextBytes(value);
        return value;
    }

    private void find() throws IOException {
        byte[] key = keys.near();
        long stamp = nearStamp();
        FoundEntry found = new FoundEntry();
        boolean there = memtable.find(key, stamp, found);
        Map.Entry<Place, byte[]> expected = model.ceilingEntry(new Place(key, stamp));
        if (expected == null
                || Keys.compare(key, key.length, expected.getKey().key, expected.getKey().key.length) != 0) {
            assertFalse(there, "found a key that is not there");
            return;
        }
        assertTrue(there, "found a key that is there");
        assertEquals(expected.getKey().stamp, found.stamp());
        assertArrayEquals(expected.getValue(), found.value());
    }

    private long nearStamp() {
        return random.nextInt(3) == 0
                ? Stamp.NEWEST
                : Stamp.newestOf(random.nextLong(sequence + 2)) - random.nextInt(256);
    }

    private void move(Pair pair) throws IOException {
        EntryCursor cursor = pair.cursor;
        int kind = random.nextInt(pair.at == null ? 4 : 24);
        if (kind < 4) {
            pair.known = new TreeMap<>(model);
        }
        switch (kind) {
            case 0 -> {
                cursor.first();
                check(pair, first(pair.known), first(model));
            }
            case 1 -> {
                cursor.last();
                check(pair, last(pair.known), last(model));
            }
            case 2 -> {
                Place place = new Place(keys.near(), nearStamp());
                cursor.seek(place.key, place.key.length, place.stamp);
                check(pair, pair.known.ceilingKey(place), model.ceilingKey(place));
            }
            case 3 -> {
                Place place = new Place(keys.near(), nearStamp());
                cursor.seekBefore(place.key, place.key.length, place.stamp);
                check(pair, pair.known.lowerKey(place), model.lowerKey(place));
            }
            default -> step(pair, kind % 2 == 0);
        }
    }

    /** Some steps one way. */
    private void step(Pair pair, boolean forward) throws IOException {
        for (int steps = 1 + random.nextInt(20); steps > 0 && pair.at != null; steps--) {
            if (forward) {
                pair.cursor.next();
                check(pair, pair.known.higherKey(pair.at), model.higherKey(pair.at));
            } else {
                pair.cursor.previous();
                check(pair, pair.known.lowerKey(pair.at), model.lowerKey(pair.at));
            }
        }
    }

    private static @Nullable Place first(TreeMap<Place, byte[]> map) {
        return map.isEmpty() ? null : map.firstKey();
    }

    private static @Nullable Place last(TreeMap<Place, byte[]> map) {
        return map.isEmpty() ? null : map.lastKey();
    }

    /** A cursor is where all entries say, or where those say that it must know. */
    private void check(Pair pair, @Nullable Place known, @Nullable Place now) {
        Place at = pair.cursor.isValid() ? place(pair.cursor) : null;
        boolean right = same(at, now) || (!seesLater && same(at, known));
        assertTrue(right, () -> "is at " + print(at) + ", not at " + print(now) + " or " + print(known));
        pair.at = at;
        if (at != null) {
            byte[] value = model.get(at);
            byte[] target = new byte[pair.cursor.valueLength() + 2];
            pair.cursor.copyValue(target, 1);
            assertArrayEquals(value, pair.cursor.value());
            assertArrayEquals(value, java.util.Arrays.copyOfRange(target, 1, target.length - 1));
        }
    }

    private static boolean same(@Nullable Place one, @Nullable Place other) {
        return one == null ? other == null : other != null && one.compareTo(other) == 0;
    }

    private static String print(@Nullable Place place) {
        return place == null
                ? "none"
                : java.util.HexFormat.of().formatHex(place.key) + "@" + Stamp.sequence(place.stamp);
    }

    static Place place(EntryCursor cursor) {
        return new Place(java.util.Arrays.copyOf(cursor.key(), cursor.keyLength()), cursor.stamp());
    }

    /** All entries, in both directions. */
    private void scan() throws IOException {
        EntryCursor cursor = memtable.cursor();
        cursor.first();
        for (Place place : model.keySet()) {
            assertTrue(same(place(cursor), place));
            cursor.next();
        }
        assertFalse(cursor.isValid());
        cursor.last();
        for (Place place : model.descendingKeySet()) {
            assertTrue(same(place(cursor), place));
            cursor.previous();
        }
        assertFalse(cursor.isValid());
    }
}
