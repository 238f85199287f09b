package io.travertine.benchmarks.storage;

import java.io.IOException;
import org.rocksdb.OptimisticTransactionDB;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Transaction;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

final class RocksWriter implements Writer {
    private final RocksDB db;
    private final WriteBatch changes = new WriteBatch();
    private final WriteOptions noSync = new WriteOptions();
    private final WriteOptions sync = new WriteOptions().setSync(true);
    private final ReadOptions reads = new ReadOptions();

    RocksWriter(RocksDB db) {
        this.db = db;
    }

    @Override
    public void put(byte[] key, byte[] value) throws IOException {
        try {
            db.put(noSync, key, value);
        } catch (RocksDBException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void put(Batch batch, Promise promise) throws IOException {
        try {
            changes.clear();
            for (int i = 0; i < batch.count; i++) {
                changes.put(batch.keys[i], batch.values[i]);
            }
            db.write(promise == Promise.DISK ? sync : noSync, changes);
        } catch (RocksDBException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void delete(Batch batch) throws IOException {
        try {
            changes.clear();
            for (int i = 0; i < batch.count; i++) {
                changes.delete(batch.keys[i]);
            }
            db.write(noSync, changes);
        } catch (RocksDBException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void swap(byte[] first, byte[] second) throws IOException {
        try (Transaction transaction = ((OptimisticTransactionDB) db).beginTransaction(noSync)) {
            byte[] firstValue = transaction.getForUpdate(reads, first, true);
            byte[] secondValue = transaction.getForUpdate(reads, second, true);
            transaction.put(first, secondValue);
            transaction.put(second, firstValue);
            transaction.commit();
        } catch (RocksDBException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        changes.close();
        noSync.close();
        sync.close();
        reads.close();
    }
}
