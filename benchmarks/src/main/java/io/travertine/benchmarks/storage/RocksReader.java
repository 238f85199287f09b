package io.travertine.benchmarks.storage;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;

final class RocksReader implements Reader {
    private final RocksDB db;
    private final ReadOptions newest = new ReadOptions();
    private final ReadOptions past = new ReadOptions();
    private final byte[] value = new byte[Entries.VALUE_BYTES];

    RocksReader(RocksDB db) {
        this.db = db;
    }

    @Override
    public byte @Nullable [] get(byte[] key) throws IOException {
        return get(newest, key);
    }

    private byte @Nullable [] get(ReadOptions options, byte[] key) throws IOException {
        try {
            return db.get(options, key, value) == RocksDB.NOT_FOUND ? null : value;
        } catch (RocksDBException e) {
            throw new IOException(e);
        }
    }

    @Override
    public byte @Nullable [] getFromSnapshot(byte[] key) throws IOException {
        Snapshot snapshot = db.getSnapshot();
        try {
            return get(past.setSnapshot(snapshot), key);
        } finally {
            db.releaseSnapshot(snapshot);
        }
    }

    @Override
    public EntryCursor cursor() {
        return new RocksCursor(db.newIterator(newest));
    }

    @Override
    public void close() {
        newest.close();
        past.close();
    }

    private static final class RocksCursor implements EntryCursor {
        private final RocksIterator iterator;
        private final byte[] key = new byte[Entries.KEY_BYTES];
        private final byte[] value = new byte[Entries.VALUE_BYTES];

        RocksCursor(RocksIterator iterator) {
            this.iterator = iterator;
        }

        @Override
        public boolean first() {
            iterator.seekToFirst();
            return iterator.isValid();
        }

        @Override
        public boolean seek(byte[] wanted) {
            iterator.seek(wanted);
            return iterator.isValid();
        }

        @Override
        public boolean next() {
            iterator.next();
            return iterator.isValid();
        }

        @Override
        public byte[] key() {
            iterator.key(key);
            return key;
        }

        @Override
        public byte[] value() {
            iterator.value(value);
            return value;
        }

        @Override
        public void close() {
            iterator.close();
        }
    }
}
