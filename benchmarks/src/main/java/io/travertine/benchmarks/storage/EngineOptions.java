package io.travertine.benchmarks.storage;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * How a store is opened.
 *
 * @param entries about how many there will be
 * @param use what it is opened for
 */
record EngineOptions(long entries, long cacheBytes, long memtableBytes, Use use) {
    static final long CACHE_BYTES = 1L << 30;
    static final long MEMTABLE_BYTES = 64L << 20;

    static EngineOptions of(long entries) {
        return new EngineOptions(entries, CACHE_BYTES, MEMTABLE_BYTES, Use.ANYTHING);
    }

    EngineOptions withUse(Use wanted) {
        return new EngineOptions(entries, cacheBytes, memtableBytes, wanted);
    }

    EngineOptions withEntries(long count) {
        return new EngineOptions(count, cacheBytes, memtableBytes, use);
    }

    /** Lengths of all files in a directory and below; files may come and go meanwhile. */
    static long fileBytes(Path directory) {
        return fileBytes(directory.toFile());
    }

    private static long fileBytes(File file) {
        File[] inside = file.listFiles();
        return inside == null
                ? file.length()
                : Arrays.stream(inside).mapToLong(EngineOptions::fileBytes).sum();
    }
}
