package io.travertine.storage.btree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.travertine.storage.CorruptFileException;
import io.travertine.storage.file.StoreFile;
import io.travertine.storage.file.StrictFileSystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaticBTreeTest {
    private static final long SEED = Long.getLong("travertine.seed", 5);
    private static final Path PATH = Path.of("/index");

    private record Entry(byte[] key, long value) {}

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 700, 20_000, 300_000})
    void rangesEqualThoseOfASortedList(int size) throws IOException {
        Random random = new Random(SEED + size);
        StrictFileSystem files = new StrictFileSystem();
        List<Entry> entries = entries(random, size);
        write(files, entries);
        try (StoreFile file = files.openRead(PATH)) {
            StaticBTreeReader tree = StaticBTreeReader.open(file);
            tree.verify();
            assertEquals(size, tree.count());
            for (int i = 0; i < 200; i++) {
                byte[] low = bound(random, entries);
                byte[] high = bound(random, entries);
                boolean lowInclusive = random.nextBoolean();
                boolean highInclusive = random.nextBoolean();
                List<Long> expected = entries.stream()
                        .filter(entry ->
                                low == null || Arrays.compareUnsigned(entry.key, low) >= (lowInclusive ? 0 : 1))
                        .filter(entry ->
                                high == null || Arrays.compareUnsigned(entry.key, high) <= (highInclusive ? 0 : -1))
                        .map(Entry::value)
                        .toList();
                List<Long> found = new ArrayList<>();
                tree.forEachInRange(low, lowInclusive, high, highInclusive, found::add);
                assertEquals(expected, found, () -> "seed " + SEED);
            }
        }
    }

    @Test
    void anyChangedByteIsReportedByName() throws IOException {
        StrictFileSystem files = new StrictFileSystem();
        Random random = new Random(SEED);
        write(files, entries(random, 1_500));
        int bytes = files.content(PATH).length;
        for (int at = 0; at < bytes; at += 1 + random.nextInt(7)) {
            StrictFileSystem changed = files.copy();
            changed.corrupt(PATH, at, 1 << random.nextInt(8));
            try (StoreFile file = changed.openRead(PATH)) {
                int position = at;
                CorruptFileException refused = assertThrows(
                        CorruptFileException.class,
                        () -> StaticBTreeReader.open(file).verify(),
                        () -> "seed " + SEED + ", byte " + position);
                assertEquals(PATH, refused.file());
            }
        }
    }

    @Test
    void keysMustComeInOrder() throws IOException {
        try (StoreFile file = new StrictFileSystem().create(PATH)) {
            StaticBTreeWriter writer = new StaticBTreeWriter(file);
            writer.add(new byte[] {2}, 0);
            writer.add(new byte[] {2}, 1);
            assertThrows(IllegalArgumentException.class, () -> writer.add(new byte[] {1}, 2));
        }
    }

    private static void write(StrictFileSystem files, List<Entry> entries) throws IOException {
        try (StoreFile file = files.create(PATH)) {
            StaticBTreeWriter writer = new StaticBTreeWriter(file);
            for (Entry entry : entries) {
                writer.add(entry.key, entry.value);
            }
            writer.finish();
            file.sync();
        }
    }

    private static List<Entry> entries(Random random, int size) {
        List<byte[]> keys = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            keys.add(
                    random.nextInt(2000) == 0
                            ? new byte[random.nextInt(20_000)]
                            : ByteBuffer.allocate(4)
                                    .putInt(random.nextInt(1 + size / 4))
                                    .array());
        }
        keys.sort(Comparator.comparing(key -> key, Arrays::compareUnsigned));
        List<Entry> entries = new ArrayList<>();
        keys.forEach(key -> entries.add(new Entry(key, entries.size())));
        return entries;
    }

    private static byte @Nullable [] bound(Random random, List<Entry> entries) {
        if (entries.isEmpty() || random.nextInt(10) == 0) {
            return null;
        }
        byte[] key = entries.get(random.nextInt(entries.size())).key.clone();
        if (key.length > 0 && random.nextInt(3) == 0) {
            key[key.length - 1]++;
        }
        return key;
    }
}
