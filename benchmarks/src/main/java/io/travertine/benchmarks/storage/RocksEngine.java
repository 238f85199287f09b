package io.travertine.benchmarks.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.FlushOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.OptimisticTransactionDB;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** RocksDB, with its default column family. */
final class RocksEngine implements Engine {
    private static final List<String> BUSY = List.of(
            "rocksdb.mem-table-flush-pending",
            "rocksdb.compaction-pending",
            "rocksdb.num-running-flushes",
            "rocksdb.num-running-compactions");

    private final Path directory;
    private final List<AutoCloseable> parts;
    private final RocksDB db;

    private RocksEngine(Path directory, RocksDB db, List<AutoCloseable> parts) {
        this.directory = directory;
        this.db = db;
        this.parts = parts;
    }

    static RocksEngine open(Path directory, EngineOptions options) throws IOException {
        Files.createDirectories(directory);
        RocksDB.loadLibrary();
        LRUCache cache = new LRUCache(options.cacheBytes());
        BloomFilter filter = new BloomFilter(10);
        Options rocks = new Options()
                .setCreateIfMissing(true)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setWriteBufferSize(options.memtableBytes())
                .setMaxBackgroundJobs(2)
                .setTableFormatConfig(
                        new BlockBasedTableConfig().setBlockCache(cache).setFilterPolicy(filter));
        try {
            RocksDB db = options.use() == Use.TRANSACTIONS
                    ? OptimisticTransactionDB.open(rocks, directory.toString())
                    : RocksDB.open(rocks, directory.toString());
            return new RocksEngine(directory, db, List.of(rocks, filter, cache));
        } catch (RocksDBException e) {
            throw new IOException(e);
        }
    }

    @Override
    public Writer writer(boolean inOrder) {
        return new RocksWriter(db);
    }

    @Override
    public Reader reader() {
        return new RocksReader(db);
    }

    @Override
    public void deleteBefore(byte[] from, byte[] to, long entries) throws IOException {
        try {
            db.deleteFilesInRanges(db.getDefaultColumnFamily(), List.of(from, to), false);
            db.deleteRange(from, to);
        } catch (RocksDBException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void settle() throws IOException {
        try (FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
            db.flush(flush);
            for (String property : BUSY) {
                while (db.getLongProperty(property) > 0) {
                    Pauses.sleepMs(1);
                }
            }
        } catch (RocksDBException e) {
            throw new IOException(e);
        }
    }

    @Override
    public long diskBytes() throws IOException {
        return EngineOptions.fileBytes(directory);
    }

    @Override
    public void close() throws IOException {
        db.close();
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }
}
