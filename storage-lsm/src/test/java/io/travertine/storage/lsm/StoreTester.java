package io.travertine.storage.lsm;

import static io.travertine.storage.lsm.StoreModel.bytes;
import static io.travertine.storage.lsm.StoreModel.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.travertine.storage.file.StrictFileSystem;
import io.travertine.storage.lsm.memtable.MemtableVariant;
import io.travertine.storage.lsm.table.TableCompression;
import io.travertine.storage.lsm.table.TableOptions;
import io.travertine.storage.lsm.wal.SyncPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A store on a strict file system, under a random workload, beside a model of what it should have. */
final class StoreTester {
    static final Path DIRECTORY = Path.of("/store");
    static final List<String> TREES = List.of("a", "b", "c");

    private final Random random;
    private final Deque<Runnable> background = new ArrayDeque<>();
    private final Map<Snapshot, StoreModel> snapshots = new HashMap<>();
    /** After each batch that was acknowledged, and the one before the first. */
    private final List<StoreModel> states = new ArrayList<>(List.of(new StoreModel()));

    private long millis;
    StrictFileSystem files;
    Store store;
    SyncPolicy policy = SyncPolicy.ALWAYS;
    /** States before this one cannot come back after a power cut. */
    private int durableState;

    StoreTester(Random random, StrictFileSystem files) {
        this.random = random;
        this.files = files;
    }

    StoreModel model() {
        return states.getLast();
    }

    void open() throws IOException {
        background.clear();
        Map<String, TreeOptions> trees = new TreeMap<>();
        TREES.forEach(name -> trees.put(name, treeOptions()));
        StoreOptions options = StoreOptions.DEFAULTS
                .withFiles(files)
                .withSync(policy)
                .withLogFileBytes(64 + random.nextInt(2_000))
                .withCacheBytes(random.nextBoolean() ? 0 : random.nextInt(10_000))
                .withMaxMemtables(1_000_000)
                .withClock(() -> Instant.ofEpochMilli(millis += random.nextInt(50)))
                .withBackground(background::add);
        store = Store.open(DIRECTORY, options, trees);
        for (String name : TREES) {
            if (store.tree(name) == null) {
                store.tree(name, treeOptions());
            }
        }
    }

    private TreeOptions treeOptions() {
        MemtableVariant[] variants = MemtableVariant.values();
        TableOptions table = TableOptions.DEFAULTS
                .withBlockBytes(32 + random.nextInt(300))
                .withRestartInterval(1 + random.nextInt(4))
                .withIndexBlockBytes(32 + random.nextInt(300))
                .withFilterBitsPerKey(random.nextInt(12))
                .withCompression(TableCompression.values()[random.nextInt(2)]);
        return TreeOptions.DEFAULTS
                .withMemtable(variants[random.nextInt(variants.length)])
                .withMemtableBytes(random.nextInt(3) == 0 ? 1 : 10_000 + random.nextInt(20_000))
                .withTable(table)
                .withTableBytes(1 + random.nextInt(1_500))
                .withCompaction(compaction())
                .withMergeOperator(StoreModel.JOIN);
    }

    private CompactionStrategy compaction() {
        return switch (random.nextInt(3)) {
            case 0 -> new SizeTieredCompaction(2 + random.nextInt(3), 1 + random.nextDouble() * 3);
            case 1 -> new TimeWindowCompaction(Duration.ofMillis(1 + random.nextInt(100)), null);
            default ->
                new LevelledCompaction(1 + random.nextInt(4), 100 + random.nextInt(3_000), 2 + random.nextInt(3));
        };
    }

    /** Does one random thing. */
    void step() throws IOException {
        switch (random.nextInt(24)) {
            case 0, 1, 2, 3, 4, 5, 6, 7, 8 -> write();
            case 9, 10, 11 -> get();
            case 12, 13, 14 -> scan(store.tree(tree()), null, model());
            case 15 -> takeSnapshot();
            case 16 -> readSnapshot();
            case 17 -> releaseSnapshot();
            case 18 -> store.flush();
            case 19 -> store.compact(store.tree(tree()));
            case 20 -> {
                store.sync();
                durableState = states.size() - 1;
            }
            default -> runBackground();
        }
    }

    private void runBackground() {
        Runnable task = background.poll();
        if (task != null) {
            task.run();
        }
    }

    private void write() throws IOException {
        WriteBatch batch = new WriteBatch();
        List<Consumer<StoreModel>> changes = new ArrayList<>();
        int count = 1 + random.nextInt(random.nextInt(4) == 0 ? 30 : 2);
        for (int i = 0; i < count; i++) {
            change(batch, changes);
        }
        StoreModel after = model().copy();
        after.apply(changes);
        inFlight = after;
        store.write(batch);
        inFlight = null;
        states.add(after);
        if (policy == SyncPolicy.ALWAYS) {
            durableState = states.size() - 1;
        }
    }

    /** What the model is if a write that did not return was made after all. */
    StoreModel inFlight;

    private void change(WriteBatch batch, List<Consumer<StoreModel>> changes) {
        String name = tree();
        Tree tree = store.tree(name);
        String key = key();
        switch (random.nextInt(10)) {
            case 0, 1 -> {
                batch.delete(tree, bytes(key));
                changes.add(model -> model.tree(name).remove(key));
            }
            case 2 -> {
                String to = key();
                batch.deleteRange(tree, bytes(key), bytes(to));
                changes.add(model -> model.deleteRange(name, key, to));
            }
            case 3, 4 -> {
                String operand = value();
                batch.merge(tree, bytes(key), bytes(operand));
                changes.add(model -> model.merge(name, key, operand));
            }
            default -> {
                String value = value();
                batch.put(tree, bytes(key), bytes(value));
                changes.add(model -> model.tree(name).put(key, value));
            }
        }
    }

    private String tree() {
        return TREES.get(random.nextInt(TREES.size()));
    }

    String key() {
        StringBuilder key = new StringBuilder();
        int length = random.nextInt(4);
        for (int i = 0; i < length; i++) {
            key.append("ab\u00ff\0".charAt(random.nextInt(4)));
        }
        return key.toString();
    }

    private String value() {
        return random.nextInt(10) == 0 ? "x".repeat(random.nextInt(500)) : Integer.toString(random.nextInt(100));
    }

    private void get() throws IOException {
        String name = tree();
        String key = key();
        byte[] found = store.tree(name).get(bytes(key));
        assertEquals(model().tree(name).get(key), found == null ? null : text(found), name + " " + key);
    }

    private void takeSnapshot() {
        if (snapshots.size() < 4) {
            snapshots.put(store.snapshot(), model().copy());
        }
    }

    private void readSnapshot() throws IOException {
        for (Map.Entry<Snapshot, StoreModel> each : snapshots.entrySet()) {
            String name = tree();
            scan(store.tree(name), each.getKey(), each.getValue());
            String key = key();
            byte[] found = store.tree(name).get(bytes(key), each.getKey());
            assertEquals(each.getValue().tree(name).get(key), found == null ? null : text(found));
        }
    }

    private void releaseSnapshot() {
        if (!snapshots.isEmpty()) {
            Snapshot oldest = snapshots.keySet().iterator().next();
            oldest.close();
            snapshots.remove(oldest);
        }
    }

    /** Moves a cursor about, beside the model. */
    private void scan(Tree tree, Snapshot snapshot, StoreModel model) throws IOException {
        String from = random.nextBoolean() ? "" : key();
        String to = random.nextBoolean() ? null : key();
        KeyRange range = new KeyRange(bytes(from), to == null ? null : bytes(to));
        NavigableMap<String, String> expected = model.tree(tree.name()).tailMap(from, true);
        expected = to == null ? expected : from.compareTo(to) < 0 ? expected.headMap(to, false) : new TreeMap<>();
        try (Cursor cursor = snapshot == null ? tree.cursor(range) : tree.cursor(range, snapshot)) {
            String at = null;
            int steps = random.nextInt(30);
            for (int i = 0; i < steps; i++) {
                String wanted = key();
                switch (at == null ? random.nextInt(4) : random.nextInt(12)) {
                    case 0 -> {
                        cursor.first();
                        at = expected.isEmpty() ? null : expected.firstKey();
                    }
                    case 1 -> {
                        cursor.last();
                        at = expected.isEmpty() ? null : expected.lastKey();
                    }
                    case 2 -> {
                        cursor.seek(bytes(wanted));
                        at = expected.ceilingKey(wanted);
                    }
                    case 3 -> {
                        cursor.seekBefore(bytes(wanted));
                        at = expected.lowerKey(wanted);
                    }
                    case 4, 5, 6, 7 -> {
                        cursor.next();
                        at = expected.higherKey(at);
                    }
                    default -> {
                        cursor.previous();
                        at = expected.lowerKey(at);
                    }
                }
                assertEquals(at, cursor.isValid() ? text(cursor.key()) : null, () -> "in " + tree.name());
                if (at != null) {
                    assertEquals(expected.get(at), text(cursor.value()));
                }
            }
        }
    }

    /** All that the store has. */
    StoreModel contents() throws IOException {
        StoreModel contents = new StoreModel();
        for (String name : store.treeNames()) {
            try (Cursor cursor = store.tree(name).cursor(KeyRange.ALL)) {
                for (cursor.first(); cursor.isValid(); cursor.next()) {
                    contents.tree(name).put(text(cursor.key()), text(cursor.value()));
                }
            }
        }
        return contents;
    }

    void reopen() throws IOException {
        close();
        open();
        assertEquals(model(), contents());
    }

    void close() throws IOException {
        snapshots.keySet().forEach(Snapshot::close);
        snapshots.clear();
        store.close();
        durableState = states.size() - 1;
    }

    /** Cuts the power, opens what is left, and checks that it is what it may be. */
    void crash() throws IOException {
        snapshots.clear();
        files = files.crash(random);
        abandon();
        open();
        StoreModel left = contents();
        List<StoreModel> possible = new ArrayList<>(states.subList(durableState, states.size()));
        if (inFlight != null) {
            possible.add(inFlight);
            inFlight = null;
        }
        int found = possible.lastIndexOf(left);
        assertEquals(true, found >= 0, () -> "found " + left + ", possible are " + possible);
        assertNotNull(possible.get(found));
        states.clear();
        states.add(left);
        durableState = 0;
    }

    /** Gives back what the store of a machine without power holds. */
    private void abandon() {
        try {
            if (store != null) {
                store.close();
            }
        } catch (IOException expected) {
            // The power is off.
        }
    }

    /** The live data is most of what the disk has when all is compacted. */
    void checkSpace() throws IOException {
        snapshots.keySet().forEach(Snapshot::close);
        snapshots.clear();
        for (String name : TREES) {
            store.compact(store.tree(name));
        }
        store.flush();
        long tables = files.list(DIRECTORY.resolve("tables")).size();
        long named = store.cores().stream()
                .mapToLong(tree -> tree.levels().all().size())
                .sum();
        assertEquals(named, tables, "files that no tree has");
        for (TreeCore tree : store.cores()) {
            long entries = tree.levels().all().stream()
                    .mapToLong(table -> table.info().entries())
                    .sum();
            assertEquals(model().tree(tree.name()).size(), entries, () -> "entries of " + tree.name());
            assertEquals(
                    0,
                    tree.levels().all().stream()
                            .mapToLong(table -> table.info().rangeDeletions())
                            .sum());
        }
    }
}
