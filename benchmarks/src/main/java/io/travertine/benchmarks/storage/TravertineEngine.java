package io.travertine.benchmarks.storage;

import io.travertine.storage.lsm.ConflictException;
import io.travertine.storage.lsm.Cursor;
import io.travertine.storage.lsm.Isolation;
import io.travertine.storage.lsm.KeyRange;
import io.travertine.storage.lsm.Snapshot;
import io.travertine.storage.lsm.Store;
import io.travertine.storage.lsm.StoreOptions;
import io.travertine.storage.lsm.Transaction;
import io.travertine.storage.lsm.TransactionManager;
import io.travertine.storage.lsm.Tree;
import io.travertine.storage.lsm.TreeOptions;
import io.travertine.storage.lsm.WriteBatch;
import io.travertine.storage.lsm.wal.SyncPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Travertine's store, with one tree. */
final class TravertineEngine implements Engine {
    private final Path directory;
    private final IdleExecutor background = new IdleExecutor("travertine background");
    private final Store store;
    private final Tree tree;
    private final TransactionManager transactions;

    TravertineEngine(Path directory, EngineOptions options) throws IOException {
        this.directory = directory;
        StoreOptions storeOptions = StoreOptions.DEFAULTS
                .withSync(SyncPolicy.OS)
                .withCacheBytes(options.cacheBytes())
                .withBackground(background);
        TreeOptions treeOptions = TreeOptions.DEFAULTS.withMemtableBytes(options.memtableBytes());
        store = Store.open(directory, storeOptions, Map.of("entries", treeOptions));
        tree = store.tree("entries", treeOptions);
        transactions = new TransactionManager(store, Duration.ofMinutes(1));
    }

    @Override
    public Writer writer(boolean inOrder) {
        return new TreeWriter();
    }

    @Override
    public Reader reader() {
        return new TreeReader();
    }

    @Override
    public void deleteBefore(byte[] from, byte[] to, long entries) throws IOException {
        tree.deleteRange(from, to);
    }

    @Override
    public void settle() throws IOException {
        store.flush();
        background.awaitIdle();
    }

    @Override
    public long diskBytes() throws IOException {
        return EngineOptions.fileBytes(directory);
    }

    @Override
    public void close() throws IOException {
        background.close();
        store.close();
    }

    private final class TreeWriter implements Writer {
        private final WriteBatch changes = new WriteBatch();

        @Override
        public void put(byte[] key, byte[] value) throws IOException {
            tree.put(key, value);
        }

        @Override
        public void put(Batch batch, Promise promise) throws IOException {
            changes.clear();
            for (int i = 0; i < batch.count; i++) {
                changes.put(tree, batch.keys[i], batch.values[i]);
            }
            store.write(changes);
            if (promise == Promise.DISK) {
                store.sync();
            }
        }

        @Override
        public void delete(Batch batch) throws IOException {
            changes.clear();
            for (int i = 0; i < batch.count; i++) {
                changes.delete(tree, batch.keys[i]);
            }
            store.write(changes);
        }

        @Override
        public void swap(byte[] first, byte[] second) throws IOException {
            try (Transaction transaction = transactions.begin(Isolation.SNAPSHOT)) {
                byte[] firstValue = transaction.get(tree, first);
                byte[] secondValue = transaction.get(tree, second);
                if (firstValue == null || secondValue == null) {
                    throw new IllegalStateException("a key is missing");
                }
                transaction.put(tree, first, secondValue);
                transaction.put(tree, second, firstValue);
                transaction.commit();
            } catch (ConflictException impossible) {
                throw new IllegalStateException("nobody else writes", impossible);
            }
        }
    }

    private final class TreeReader implements Reader {
        @Override
        public byte @Nullable [] get(byte[] key) throws IOException {
            return tree.get(key);
        }

        @Override
        public byte @Nullable [] getFromSnapshot(byte[] key) throws IOException {
            try (Snapshot snapshot = store.snapshot()) {
                return tree.get(key, snapshot);
            }
        }

        @Override
        public EntryCursor cursor() {
            return new TreeCursor(tree.cursor(KeyRange.ALL));
        }
    }

    private record TreeCursor(Cursor cursor) implements EntryCursor {
        @Override
        public boolean first() throws IOException {
            cursor.first();
            return cursor.isValid();
        }

        @Override
        public boolean seek(byte[] key) throws IOException {
            cursor.seek(key);
            return cursor.isValid();
        }

        @Override
        public boolean next() throws IOException {
            cursor.next();
            return cursor.isValid();
        }

        @Override
        public byte[] key() {
            return cursor.key();
        }

        @Override
        public byte[] value() {
            return cursor.value();
        }

        @Override
        public void close() {
            cursor.close();
        }
    }
}
