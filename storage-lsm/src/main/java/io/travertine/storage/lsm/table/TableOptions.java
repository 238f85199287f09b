package io.travertine.storage.lsm.table;

/**
 * How a table is written. Any reader reads any of them.
 *
 * @param blockBytes a block of entries is closed before it gets larger, unless one entry alone is
 * @param restartInterval every so many entries, one has its whole key, and a search can begin there
 * @param indexBlockBytes a block of the index is closed when it is as large as this
 * @param filterBitsPerKey memory of the filter; 10 let about 1 % of the keys pass that are not there, 0 is no filter
 */
public record TableOptions(
        int blockBytes, int restartInterval, int indexBlockBytes, int filterBitsPerKey, TableCompression compression) {
    public static final TableOptions DEFAULTS = new TableOptions(8 << 10, 16, 4 << 10, 10, TableCompression.LZ4);

    private static final int MIN_BLOCK_BYTES = 32;
    private static final int MAX_BLOCK_BYTES = 16 << 20;
    private static final int MAX_RESTART_INTERVAL = 1 << 10;
    private static final int MAX_FILTER_BITS = 64;

    public TableOptions {
        check("blockBytes", blockBytes, MIN_BLOCK_BYTES, MAX_BLOCK_BYTES);
        check("restartInterval", restartInterval, 1, MAX_RESTART_INTERVAL);
        check("indexBlockBytes", indexBlockBytes, MIN_BLOCK_BYTES, MAX_BLOCK_BYTES);
        check("filterBitsPerKey", filterBitsPerKey, 0, MAX_FILTER_BITS);
    }

    private static void check(String name, int found, int min, int max) {
        if (found < min || found > max) {
            throw new IllegalArgumentException(name + " is " + found + "; it must be from " + min + " to " + max);
        }
    }

    public TableOptions withBlockBytes(int bytes) {
        return new TableOptions(bytes, restartInterval, indexBlockBytes, filterBitsPerKey, compression);
    }

    public TableOptions withRestartInterval(int entries) {
        return new TableOptions(blockBytes, entries, indexBlockBytes, filterBitsPerKey, compression);
    }

    public TableOptions withIndexBlockBytes(int bytes) {
        return new TableOptions(blockBytes, restartInterval, bytes, filterBitsPerKey, compression);
    }

    public TableOptions withFilterBitsPerKey(int bits) {
        return new TableOptions(blockBytes, restartInterval, indexBlockBytes, bits, compression);
    }

    public TableOptions withCompression(TableCompression other) {
        return new TableOptions(blockBytes, restartInterval, indexBlockBytes, filterBitsPerKey, other);
    }
}
