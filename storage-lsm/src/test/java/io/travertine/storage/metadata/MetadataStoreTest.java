package io.travertine.storage.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.storage.CorruptFileException;
import io.travertine.storage.file.Fault;
import io.travertine.storage.file.StoreFile;
import io.travertine.storage.file.StrictFileSystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MetadataStoreTest {
    private static final long SEED = Long.getLong("travertine.seed", 3);
    private static final Path DIRECTORY = Path.of("/data/metadata");

    @Test
    void behavesAsATreeMapAcrossReopens() throws IOException {
        Random random = new Random(SEED);
        StrictFileSystem files = new StrictFileSystem();
        TreeMap<String, String> model = new TreeMap<>();
        MetadataStore store = MetadataStore.open(files, DIRECTORY);
        for (int i = 0; i < 3_000; i++) {
            store.commit(change(random, model));
            if (random.nextInt(300) == 0) {
                store.close();
                store = MetadataStore.open(files, DIRECTORY);
                assertEquals(0, store.tornBytes());
            }
            assertEquals(model, contents(store, ""), "seed " + SEED);
        }
        assertEquals(model.subMap("a/1", "a/2").keySet(), contents(store, "a/1").keySet());
        store.close();
        assertEquals(1, files.list(DIRECTORY).size());
    }

    /** What a workload reached: the state that was acknowledged last, and the one that was being committed. */
    private static final class Progress {
        private Map<String, String> acknowledged = Map.of();
        private Map<String, String> attempted = Map.of();
    }

    @Test
    void aPowerCutAtEveryOperationKeepsWhatWasAcknowledged() throws IOException {
        StrictFileSystem whole = new StrictFileSystem();
        workload(whole, new Progress());
        for (long cut = 1; cut <= whole.operations(); cut++) {
            for (int variant = 0; variant < 3; variant++) {
                StrictFileSystem files = new StrictFileSystem();
                files.failAt(cut, Fault.POWER_CUT);
                Progress progress = new Progress();
                workload(files, progress);
                StrictFileSystem after = files.crash(new Random(SEED + 31L * cut + variant));
                try (MetadataStore store = MetadataStore.open(after, DIRECTORY)) {
                    Map<String, String> found = contents(store, "");
                    assertTrue(
                            found.equals(progress.acknowledged) || found.equals(progress.attempted),
                            "seed " + SEED + ", operation " + cut + ", variant " + variant);
                }
            }
        }
    }

    /** Commits, with a value now and then that is large enough for a new file, until all is done or the power goes. */
    private static void workload(StrictFileSystem files, Progress progress) {
        Random random = new Random(SEED);
        TreeMap<String, String> model = new TreeMap<>();
        try (MetadataStore store = MetadataStore.open(files, DIRECTORY)) {
            for (int i = 0; i < 40; i++) {
                MetadataBatch batch = change(random, model);
                if (i % 15 == 0) {
                    String value = "x".repeat(80 << 10);
                    batch.put(key("big"), key(value));
                    model.put("big", value);
                }
                progress.attempted = new TreeMap<>(model);
                store.commit(batch);
                progress.acknowledged = progress.attempted;
            }
        } catch (IOException e) {
            assertTrue(files.operations() > 0, "the power went");
        }
    }

    @Test
    void afterAFailureItSaysWhyItTakesNoMore() throws IOException {
        StrictFileSystem files = new StrictFileSystem();
        try (MetadataStore store = MetadataStore.open(files, DIRECTORY)) {
            files.failAt(files.operations() + 1, Fault.NO_SPACE);
            assertThrows(IOException.class, () -> store.commit(new MetadataBatch().put(key("a"), key("1"))));
            IOException later =
                    assertThrows(IOException.class, () -> store.commit(new MetadataBatch().put(key("b"), key("2"))));
            assertTrue(later.getMessage().contains("No space left on device"), later.getMessage());
            assertTrue(later.getMessage().contains(DIRECTORY.toString()), later.getMessage());
        }
    }

    @Test
    void anyChangedByteIsReportedOrHarmless() throws IOException {
        StrictFileSystem files = new StrictFileSystem();
        Random random = new Random(SEED);
        TreeMap<String, String> model = new TreeMap<>();
        try (MetadataStore store = MetadataStore.open(files, DIRECTORY)) {
            for (int i = 0; i < 20; i++) {
                store.commit(change(random, model));
            }
        }
        Path file = files.list(DIRECTORY).getFirst();
        for (int at = 0; at < files.content(file).length; at++) {
            StrictFileSystem changed = files.copy();
            changed.corrupt(file, at, 1 << random.nextInt(8));
            try (MetadataStore store = MetadataStore.open(changed, DIRECTORY)) {
                assertEquals(model, contents(store, ""), "seed " + SEED + ", byte " + at);
            } catch (CorruptFileException e) {
                assertEquals(file, e.file());
            }
        }
    }

    /** Under a right checksum, so that nobody but a program wrote it. */
    @Test
    void changesThatNobodyKnowsAreReportedWithTheirPosition() throws IOException {
        int change = MetadataFrame.HEADER_BYTES + MetadataFrame.FRAME_BYTES + MetadataFrame.FRAME_BYTES;
        byte[] put = {1, 0, 0, 0, 1, 'k', 0, 0, 0, 1, 'v'};
        assertCorruptAt(change, changed(put, 0, 4));
        assertCorruptAt(change + 1, changed(put, 1, 0x7f));
        assertCorruptAt(change + 1, changed(put, 1, 0x80));
        assertCorruptAt(change + 6, changed(put, 9, 2));
        assertCorruptAt(change + 6, Arrays.copyOf(put, 8));
        assertCorruptAt(change + 1, Arrays.copyOf(put, 3));
    }

    private static byte[] changed(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private static void assertCorruptAt(int position, byte[] changes) throws IOException {
        StrictFileSystem files = new StrictFileSystem();
        MetadataStore.open(files, DIRECTORY).close();
        Path path = files.list(DIRECTORY).getFirst();
        int end = MetadataFrame.HEADER_BYTES + MetadataFrame.FRAME_BYTES;
        ByteBuffer frame = ByteBuffer.allocate(MetadataFrame.FRAME_BYTES + changes.length);
        frame.putInt(changes.length).putInt(0).putLong(1).put(changes);
        frame.putInt(4, MetadataFrame.crc(frame, 8, frame.capacity())).flip();
        try (StoreFile file = files.openWrite(path)) {
            file.truncate(end);
            file.write(frame, end);
        }
        CorruptFileException refused =
                assertThrows(CorruptFileException.class, () -> MetadataStore.open(files, DIRECTORY));
        assertEquals(path, refused.file());
        assertEquals(position, refused.position(), refused.getMessage());
    }

    @Test
    void tornCommitIsInspectedAsOne() throws IOException {
        StrictFileSystem files = new StrictFileSystem();
        try (MetadataStore store = MetadataStore.open(files, DIRECTORY)) {
            store.commit(new MetadataBatch().put(key("k"), key("v")));
        }
        Path path = files.list(DIRECTORY).getFirst();
        int size = files.content(path).length;
        assertEquals(0, MetadataFile.inspect(files, path, (version, position, changes) -> {}));
        try (StoreFile file = files.openWrite(path)) {
            file.truncate(size - 1);
        }
        List<Long> versions = new ArrayList<>();
        long torn = MetadataFile.inspect(files, path, (version, position, changes) -> versions.add(version));
        assertEquals(MetadataFrame.FRAME_BYTES - 1, torn);
        assertEquals(List.of(0L, 1L), versions);
    }

    private static MetadataBatch change(Random random, Map<String, String> model) {
        MetadataBatch batch = new MetadataBatch();
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            String key = (char) ('a' + random.nextInt(3)) + "/" + random.nextInt(3) + "/" + random.nextInt(20);
            switch (random.nextInt(10)) {
                case 0 -> {
                    String prefix = key.substring(0, 4);
                    batch.deletePrefix(key(prefix));
                    model.keySet().removeIf(known -> known.startsWith(prefix));
                }
                case 1, 2 -> {
                    batch.delete(key(key));
                    model.remove(key);
                }
                default -> {
                    String value = "value " + random.nextLong();
                    batch.put(key(key), key(value));
                    model.put(key, value);
                }
            }
        }
        return batch;
    }

    private static Map<String, String> contents(MetadataStore store, String prefix) {
        Map<String, String> contents = new TreeMap<>();
        store.scan(key(prefix)).forEach(entry -> contents.put(text(entry.getKey()), text(entry.getValue())));
        return contents;
    }

    private static byte[] key(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes)).toString();
    }
}
