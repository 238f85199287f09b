package io.travertine.benchmarks.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.jspecify.annotations.Nullable;

/** H2's MVStore, with one map. */
final class MvStoreEngine implements Engine {
    /** Loading commits after so many entries, so that memory is bounded. */
    private static final int ENTRIES_PER_LOADING_COMMIT = 100_000;

    private static final int SETTLE_MS = 2_000;

    private final Path directory;
    private final MVStore store;
    private final MVMap<byte[], byte[]> map;

    MvStoreEngine(Path directory, EngineOptions options) throws IOException {
        this.directory = directory;
        Files.createDirectories(directory);
        store = new MVStore.Builder()
                .fileName(directory.resolve("store.mv").toString())
                .cacheSize((int) (options.cacheBytes() >> 20))
                .autoCommitDisabled()
                .compress()
                .open();
        store.setRetentionTime(0);
        map = store.openMap(
                "entries",
                new MVMap.Builder<byte[], byte[]>()
                        .keyType(ByteArrayDataType.INSTANCE)
                        .valueType(ByteArrayDataType.INSTANCE));
    }

    @Override
    public Writer writer(boolean inOrder) {
        return new MapWriter();
    }

    @Override
    public Reader reader() {
        return new MapReader();
    }

    @Override
    public void deleteBefore(byte[] from, byte[] to, long entries) {
        Cursor<byte[], byte[]> cursor = map.cursor(from);
        long deleted = 0;
        while (cursor.hasNext()) {
            byte[] key = cursor.next();
            if (Arrays.compareUnsigned(key, to) >= 0) {
                break;
            }
            map.remove(key);
            if (++deleted % ENTRIES_PER_LOADING_COMMIT == 0) {
                store.commit();
            }
        }
        store.commit();
    }

    @Override
    public void settle() {
        store.commit();
        store.compactFile(SETTLE_MS);
    }

    @Override
    public long diskBytes() throws IOException {
        return EngineOptions.fileBytes(directory);
    }

    @Override
    public void close() {
        store.close();
    }

    private final class MapWriter implements Writer {
        private int uncommitted;

        @Override
        public void put(byte[] key, byte[] value) {
            // The map keeps what it is given.
            map.put(key.clone(), value.clone());
            store.commit();
        }

        @Override
        public void put(Batch batch, Promise promise) {
            for (int i = 0; i < batch.count; i++) {
                map.put(batch.keys[i].clone(), batch.values[i].clone());
            }
            if (promise == Promise.NONE) {
                uncommitted += batch.count;
                if (uncommitted < ENTRIES_PER_LOADING_COMMIT) {
                    return;
                }
                uncommitted = 0;
            }
            store.commit();
            if (promise == Promise.DISK) {
                store.sync();
            }
        }

        @Override
        public void delete(Batch batch) {
            for (int i = 0; i < batch.count; i++) {
                map.remove(batch.keys[i]);
            }
            store.commit();
        }

        @Override
        public void swap(byte[] first, byte[] second) {
            byte[] firstValue = map.get(first);
            map.put(first.clone(), map.get(second));
            map.put(second.clone(), firstValue);
            store.commit();
        }
    }

    private final class MapReader implements Reader {
        @Override
        public byte @Nullable [] get(byte[] key) {
            return map.get(key);
        }

        @Override
        public byte @Nullable [] getFromSnapshot(byte[] key) {
            return map.openVersion(store.getCurrentVersion()).get(key);
        }

        @Override
        public EntryCursor cursor() {
            return new MapCursor(map);
        }
    }

    private static final class MapCursor implements EntryCursor {
        private final MVMap<byte[], byte[]> map;
        private Cursor<byte[], byte[]> cursor;

        MapCursor(MVMap<byte[], byte[]> map) {
            this.map = map;
            this.cursor = map.cursor(null);
        }

        @Override
        public boolean first() {
            cursor = map.cursor(null);
            return next();
        }

        @Override
        public boolean seek(byte[] key) {
            cursor = map.cursor(key);
            return next();
        }

        @Override
        public boolean next() {
            if (!cursor.hasNext()) {
                return false;
            }
            cursor.next();
            return true;
        }

        @Override
        public byte[] key() {
            return cursor.getKey();
        }

        @Override
        public byte[] value() {
            return cursor.getValue();
        }

        @Override
        public void close() {}
    }
}
