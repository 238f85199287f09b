package io.travertine.benchmarks.storage;

import java.io.IOException;
import java.nio.file.Path;

/** The stores that are compared. */
enum EngineKind {
    TRAVERTINE(
            "Travertine",
            "this tree; SyncPolicy.OS: what is written survives the process; the rest by default; two-key transaction: two gets and a"
                    + " transaction of snapshot isolation") {
        @Override
        Engine open(Path directory, EngineOptions options) throws IOException {
            return new TravertineEngine(directory, options);
        }
    },
    ROCKSDB(
            "RocksDB",
            "rocksdbjni 11.8.1; write-ahead log on, without sync: survives the process; LZ4, Bloom filter of 10 bits, 2 background jobs;"
                    + " two-key transaction: OptimisticTransactionDB with getForUpdate") {
        @Override
        Engine open(Path directory, EngineOptions options) throws IOException {
            return RocksEngine.open(directory, options);
        }
    },
    LMDB(
            "LMDB",
            "lmdbjava 0.9.3; MDB_NOSYNC: survives the process (not a power cut, after which the file may be damaged); MDB_WRITEMAP but"
                    + " for batches in order, which are faster without;"
                    + " MDB_APPEND for keys in order from one thread; no compression; the cache is the page cache") {
        @Override
        Engine open(Path directory, EngineOptions options) throws IOException {
            return new LmdbEngine(directory, options.use());
        }
    },
    MVSTORE(
            "MVStore",
            "h2-mvstore 2.4.240; a commit each batch, which writes without fsync: survives the process; autocommit off, LZF"
                    + " (compress), retentionTime 0; settled by compactFile of 2 s; two-key transaction: two gets, two puts and a commit, nothing detects conflicts") {
        @Override
        Engine open(Path directory, EngineOptions options) throws IOException {
            return new MvStoreEngine(directory, options);
        }
    },
    CHRONICLE(
            "Chronicle",
            "chronicle-queue 2026.4; a mapped queue: an entry survives the process; no keys and no batches, an entry is a message; no"
                    + " compression; the cache is the page cache") {
        @Override
        Engine open(Path directory, EngineOptions options) throws IOException {
            return new ChronicleEngine(directory, options);
        }
    };

    final String title;
    final String description;

    EngineKind(String title, String description) {
        this.title = title;
        this.description = description;
    }

    abstract Engine open(Path directory, EngineOptions options) throws IOException;

    /** Whether entries can be found by key. */
    boolean hasKeys() {
        return this != CHRONICLE;
    }
}
