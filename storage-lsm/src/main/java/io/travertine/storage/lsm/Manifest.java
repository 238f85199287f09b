package io.travertine.storage.lsm;

import io.travertine.storage.UnsupportedFormatException;
import io.travertine.storage.file.FileSystem;
import io.travertine.storage.metadata.MetadataBatch;
import io.travertine.storage.metadata.MetadataStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which trees there are, and which tables each has: durable, changed all at once. One thread at a time.
 *
 * <pre>
 *  store                     -> format version 4 | epoch 4 | next tree id 4 | whether there is a log 1 | log floor 8 | log end 8
 *  tree/(id)                 -> name in UTF-8
 *  flushed/(id)              -> sequence up to which all of the tree is in tables 8
 *  table/(id)/(number)       -> level 4 | when it was made, in milliseconds since 1970 8
 * </pre>
 */
final class Manifest implements AutoCloseable {
    private static final int FORMAT_VERSION = 1;
    private static final String STORE = "store";
    private static final String TREE = "tree/";
    private static final String FLUSHED = "flushed/";
    private static final String TABLE = "table/";

    private final MetadataStore metadata;
    private int epoch;
    private int nextTreeId = 1;
    private boolean hasLog;
    private long logFloor;
    private long logEnd;

    private Manifest(MetadataStore metadata) {
        this.metadata = metadata;
    }

    /** What a table of a tree is, for the manifest. */
    record TablePlace(long number, int level, long createdAtMillis) {}

    /** Opens it, or makes it. Begins a new epoch: no two lives of a store have the same. */
    static Manifest open(FileSystem files, Path directory) throws IOException {
        Manifest manifest = new Manifest(MetadataStore.open(files, directory));
        try {
            manifest.load(directory);
            manifest.epoch++;
            manifest.metadata.commit(manifest.store(new MetadataBatch()));
            return manifest;
        } catch (IOException | RuntimeException failure) {
            manifest.metadata.close();
            throw failure;
        }
    }

    private void load(Path directory) throws IOException {
        byte[] value = metadata.get(key(STORE));
        if (value == null) {
            return;
        }
        ByteBuffer store = ByteBuffer.wrap(value);
        int version = store.getInt();
        if (version != FORMAT_VERSION) {
            throw new UnsupportedFormatException(directory, version, FORMAT_VERSION, FORMAT_VERSION);
        }
        epoch = store.getInt();
        nextTreeId = store.getInt();
        hasLog = store.get() != 0;
        logFloor = store.getLong();
        logEnd = store.getLong();
    }

    private MetadataBatch store(MetadataBatch batch) {
        ByteBuffer store = ByteBuffer.allocate(29);
        store.putInt(FORMAT_VERSION)
                .putInt(epoch)
                .putInt(nextTreeId)
                .put((byte) (hasLog ? 1 : 0))
                .putLong(logFloor)
                .putLong(logEnd);
        return batch.put(key(STORE), store.array());
    }

    int epoch() {
        return epoch;
    }

    /** Whether a log was begun: then it must be there. */
    boolean hasLog() {
        return hasLog;
    }

    /** Sequences up to it are in tables, of every tree. */
    long logFloor() {
        return logFloor;
    }

    void logBegun() throws IOException {
        if (!hasLog) {
            hasLog = true;
            metadata.commit(store(new MetadataBatch()));
        }
    }

    /** The last sequence in the log when it was last closed. */
    long logEnd() {
        return logEnd;
    }

    void logClosed(long lastSequence) throws IOException {
        logEnd = lastSequence;
        metadata.commit(store(new MetadataBatch()));
    }

    /** The names of trees by id. */
    SortedMap<Integer, String> trees() {
        SortedMap<Integer, String> trees = new TreeMap<>();
        for (Map.Entry<byte[], byte[]> each : metadata.scan(key(TREE))) {
            trees.put(number(each.getKey(), TREE.length()), new String(each.getValue(), StandardCharsets.UTF_8));
        }
        return trees;
    }

    long flushed(int tree) {
        byte @Nullable [] value = metadata.get(key(FLUSHED + hex(tree)));
        return value == null ? 0 : ByteBuffer.wrap(value).getLong();
    }

    List<TablePlace> tables(int tree) {
        String prefix = TABLE + hex(tree) + "/";
        List<TablePlace> tables = new ArrayList<>();
        for (Map.Entry<byte[], byte[]> each : metadata.scan(key(prefix))) {
            String number = new String(each.getKey(), StandardCharsets.UTF_8).substring(prefix.length());
            ByteBuffer place = ByteBuffer.wrap(each.getValue());
            tables.add(new TablePlace(Long.parseLong(number, 16), place.getInt(), place.getLong()));
        }
        return tables;
    }

    /** Makes a tree; returns its id. */
    int createTree(String name, long sequence) throws IOException {
        int id = nextTreeId++;
        MetadataBatch batch = new MetadataBatch()
                .put(key(TREE + hex(id)), name.getBytes(StandardCharsets.UTF_8))
                .put(key(FLUSHED + hex(id)), longBytes(sequence));
        metadata.commit(store(batch));
        return id;
    }

    void dropTree(int id) throws IOException {
        metadata.commit(new MetadataBatch()
                .delete(key(TREE + hex(id)))
                .delete(key(FLUSHED + hex(id)))
                .deletePrefix(key(TABLE + hex(id) + "/")));
    }

    /** Tables take the place of others, all at once. */
    void replace(int tree, List<Table> removed, List<Table> added, int level) throws IOException {
        metadata.commit(change(tree, removed, added, level));
    }

    /** The same, and all of the tree up to a sequence is in tables now, and all of every tree up to another. */
    void flushed(int tree, List<Table> added, long sequence, long floor) throws IOException {
        logFloor = Math.max(logFloor, floor);
        metadata.commit(store(change(tree, List.of(), added, 0).put(key(FLUSHED + hex(tree)), longBytes(sequence))));
    }

    private static MetadataBatch change(int tree, List<Table> removed, List<Table> added, int level) {
        MetadataBatch batch = new MetadataBatch();
        String prefix = TABLE + hex(tree) + "/";
        removed.forEach(table -> batch.delete(key(prefix + hex(table.number()))));
        for (Table table : added) {
            ByteBuffer place = ByteBuffer.allocate(12).putInt(level).putLong(table.createdAtMillis());
            batch.put(key(prefix + hex(table.number())), place.array());
        }
        return batch;
    }

    /** Makes another one of the same content. */
    void copyTo(FileSystem files, Path directory) throws IOException {
        MetadataBatch all = new MetadataBatch();
        metadata.scan(new byte[0]).forEach(each -> all.put(each.getKey(), each.getValue()));
        try (MetadataStore copy = MetadataStore.open(files, directory)) {
            copy.commit(all);
        }
    }

    private static byte[] longBytes(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    private static byte[] key(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int number(byte[] key, int prefix) {
        return Integer.parseInt(new String(key, StandardCharsets.UTF_8).substring(prefix), 16);
    }

    private static String hex(int number) {
        return String.format("%08x", number);
    }

    private static String hex(long number) {
        return String.format("%016x", number);
    }

    @Override
    public void close() throws IOException {
        metadata.close();
    }
}
