package io.travertine.storage.lsm.table;

import io.travertine.storage.file.FileSystem;
import io.travertine.storage.lsm.entry.EntryKind;
import io.travertine.storage.lsm.entry.Keys;
import io.travertine.storage.lsm.entry.RangeDeletion;
import io.travertine.storage.lsm.entry.Stamp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Tables of random entries, and what they should hold. */
final class TestTables {
    static final Path PATH = Path.of("/table");

    private TestTables() {}

    record Entry(byte[] key, long stamp, byte[] value) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return Keys.compare(key, key.length, stamp, other.key, other.key.length, other.stamp);
        }
    }

    /** Entries of random keys: empty, short, long, beginnings of each other, of any bytes; some with many versions. */
    static TreeSet<Entry> entries(Random random, int count) {
        TreeSet<Entry> entries = new TreeSet<>();
        List<byte[]> keys = new ArrayList<>();
        Set<Long> sequences = new HashSet<>();
        long mostSequence = random.nextBoolean() ? 4L * count : Stamp.MAX_SEQUENCE;
        while (entries.size() < count) {
            byte[] key = keys.isEmpty() || random.nextInt(3) > 0 ? key(random, keys) : any(random, keys);
            keys.add(key);
            int versions = random.nextInt(20) == 0 ? random.nextInt(60) : 1;
            for (int i = 0; i <= versions && entries.size() < count; i++) {
                long sequence = 1 + random.nextLong(mostSequence);
                if (sequences.add(sequence)) {
                    EntryKind kind = EntryKind.values()[random.nextInt(EntryKind.values().length)];
                    byte[] value = kind == EntryKind.DELETE ? new byte[0] : bytes(random, valueLength(random));
                    entries.add(new Entry(key, Stamp.of(sequence, kind), value));
                }
            }
        }
        return entries;
    }

    private static int valueLength(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> 0;
            case 1 -> random.nextInt(3000);
            default -> random.nextInt(40);
        };
    }

    static byte[] key(Random random, List<byte[]> others) {
        byte[] base = others.isEmpty() ? new byte[0] : any(random, others);
        return switch (random.nextInt(12)) {
            case 0 -> new byte[0];
            case 1 -> bytes(random, random.nextInt(400));
            case 2 -> Arrays.copyOf(base, random.nextInt(base.length + 1));
            case 3, 4, 5 -> appended(random, base);
            case 6 -> nudged(random, base);
            case 7 -> new byte[] {(byte) random.nextInt()};
            default -> String.format("key-%05d", random.nextInt(5000)).getBytes();
        };
    }

    private static byte[] appended(Random random, byte[] base) {
        byte[] key = Arrays.copyOf(base, base.length + 1);
        key[base.length] = random.nextBoolean() ? (byte) random.nextInt() : random.nextBoolean() ? 0 : (byte) 0xff;
        return key;
    }

    private static byte[] nudged(Random random, byte[] base) {
        byte[] key = base.clone();
        if (key.length > 0) {
            key[random.nextInt(key.length)] += (byte) (random.nextBoolean() ? 1 : -1);
        }
        return key;
    }

    static <T> T any(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Half of them can be compressed. */
    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        if (random.nextBoolean()) {
            random.nextBytes(bytes);
        } else {
            Arrays.fill(bytes, (byte) random.nextInt());
        }
        return bytes;
    }

    static TableOptions options(Random random) {
        return TableOptions.DEFAULTS
                .withBlockBytes(any(random, List.of(64, 200, 1000, 8192)))
                .withRestartInterval(any(random, List.of(1, 2, 5, 16)))
                .withIndexBlockBytes(any(random, List.of(32, 100, 500, 4096)))
                .withFilterBitsPerKey(any(random, List.of(0, 1, 10, 20)))
                .withCompression(any(random, List.of(TableCompression.values())));
    }

    static BlockCache cache(Random random) {
        return any(
                random,
                List.of(
                        BlockCache.none(),
                        BlockCache.ofBytes(0),
                        BlockCache.ofBytes(2000),
                        BlockCache.ofBytes(1 << 24)));
    }

    static List<RangeDeletion> rangeDeletions(Random random, int most) {
        List<RangeDeletion> deletions = new ArrayList<>();
        List<byte[]> keys = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            byte[] one = key(random, keys);
            byte[] other = key(random, keys);
            keys.add(one);
            int compared = Arrays.compareUnsigned(one, other);
            if (compared != 0) {
                long sequence = random.nextLong(random.nextBoolean() ? 3 : Stamp.MAX_SEQUENCE);
                deletions.add(new RangeDeletion(compared < 0 ? one : other, compared < 0 ? other : one, sequence));
            }
        }
        return deletions;
    }

    static TableInfo write(
            FileSystem files, TableOptions options, Iterable<Entry> entries, List<RangeDeletion> deletions)
            throws IOException {
        try (TableWriter writer = new TableWriter(files, PATH, options)) {
            return write(writer, entries, deletions);
        }
    }

    static TableInfo write(TableWriter writer, Iterable<Entry> entries, List<RangeDeletion> deletions)
            throws IOException {
        for (Entry entry : entries) {
            writer.add(entry.key, entry.key.length, entry.stamp, entry.value, entry.value.length);
        }
        for (RangeDeletion deletion : deletions) {
            writer.addRangeDeletion(deletion.from(), deletion.to(), deletion.sequence());
        }
        return writer.finish();
    }
}
