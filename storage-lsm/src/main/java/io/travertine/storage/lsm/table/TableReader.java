package io.travertine.storage.lsm.table;

import io.travertine.storage.CorruptFileException;
import io.travertine.storage.file.FileSystem;
import io.travertine.storage.file.StoreFile;
import io.travertine.storage.lsm.entry.EntryCursor;
import io.travertine.storage.lsm.entry.EntrySource;
import io.travertine.storage.lsm.entry.FoundEntry;
import io.travertine.storage.lsm.entry.Keys;
import io.travertine.storage.lsm.entry.RangeDeletion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * A table to read. Keeps the top of the index and the range deletions in memory; other blocks are read when they are needed, and kept in the
 * cache. Any number of threads; none may read when it is closed.
 */
public final class TableReader implements EntrySource, AutoCloseable {
    private final TableBlocks blocks;
    private final TableInfo info;
    private final Footer footer;
    private final byte[] topIndex;
    private final List<RangeDeletion> rangeDeletions;
    private final LongAdder probes = new LongAdder();
    private final LongAdder negatives = new LongAdder();
    private final LongAdder falsePositives = new LongAdder();

    private TableReader(TableBlocks blocks, Footer footer, long fileBytes) throws IOException {
        this.blocks = blocks;
        this.footer = footer;
        topIndex = blocks.load(footer.topIndex());
        top();
        rangeDeletions = RangeDeletionBlock.read(blocks, footer.rangeDeletions());
        byte[] properties = blocks.load(footer.properties());
        TableInfo read = TableProperties.decode(properties, TableBlocks.length(properties), fileBytes);
        if (read == null || footer.properties().end() != blocks.end()) {
            throw new CorruptFileException(
                    blocks.path(), footer.properties().position(), "no properties", "those of the table");
        }
        info = read;
    }

    /**
     * Opens a table, of which it reads the end, the top of the index, the range deletions and the properties.
     *
     * @throws CorruptFileException when that is damaged, or the file is no table
     * @throws io.travertine.storage.UnsupportedFormatException when the table is of another format version
     */
    public static TableReader open(FileSystem files, Path path, BlockCache cache) throws IOException {
        StoreFile file = files.openRead(path);
        try {
            long fileBytes = file.size();
            long end = fileBytes - Footer.BYTES;
            if (end < 0) {
                throw new CorruptFileException(path, 0, fileBytes + " bytes", "a table, " + Footer.BYTES + " at least");
            }
            byte[] footer = new byte[Footer.BYTES];
            TableBlocks.read(file, footer, end);
            return new TableReader(new TableBlocks(file, end, cache), Footer.decode(footer, path, end), fileBytes);
        } catch (IOException | RuntimeException | Error failure) {
            file.close();
            throw failure;
        }
    }

    public TableInfo info() {
        return info;
    }

    /** By beginning, then the newest first. */
    public List<RangeDeletion> rangeDeletions() {
        return rangeDeletions;
    }

    public FilterStats filterStats() {
        return new FilterStats(probes.sum(), negatives.sum(), falsePositives.sum());
    }

    /** The entry, if there, is in the first block whose separator is not before it. */
    @Override
    public boolean find(byte[] key, long stamp, FoundEntry found) throws IOException {
        BlockCursor cursor = top();
        cursor.seek(key, key.length, stamp);
        if (!cursor.isValid()) {
            return false;
        }
        BlockHandle index = cursor.handle(true);
        BlockHandle filter = cursor.handle(false);
        boolean filtered = filter.length() > 0;
        if (filtered && !mayContain(filter, key)) {
            return false;
        }
        cursor.loadEntries(index, blocks.get(index, true));
        cursor.seek(key, key.length, stamp);
        if (!cursor.isValid()) {
            throw cursor.corrupt(index.position(), "a block of the index that ends before its separator");
        }
        BlockHandle data = cursor.handle(true);
        cursor.loadEntries(data, blocks.get(data, true));
        cursor.seek(key, key.length, stamp);
        if (cursor.isValid() && Keys.compare(cursor.key(), cursor.keyLength(), key, key.length) == 0) {
            found.set(cursor.stamp(), cursor.value());
            return true;
        }
        if (filtered) {
            falsePositives.increment();
        }
        return false;
    }

    private boolean mayContain(BlockHandle handle, byte[] key) throws IOException {
        byte[] filter = blocks.get(handle, true);
        int length = TableBlocks.length(filter);
        if (!Filter.isValid(filter, length)) {
            throw new CorruptFileException(
                    blocks.path(), handle.position(), "a block of " + length + " bytes that is no filter", "one");
        }
        probes.increment();
        boolean passes = Filter.mayContain(filter, length, Filter.hash(key, key.length));
        if (!passes) {
            negatives.increment();
        }
        return passes;
    }

    private BlockCursor top() throws CorruptFileException {
        BlockCursor cursor = new BlockCursor(blocks.path());
        cursor.load(footer.topIndex(), topIndex);
        return cursor;
    }

    @Override
    public EntryCursor cursor() {
        return cursor(true);
    }

    /** A cursor that puts the blocks it reads into the cache, or not. */
    public EntryCursor cursor(boolean fillCache) {
        try {
            return new TableCursor(blocks, top(), fillCache);
        } catch (CorruptFileException impossible) {
            throw new AssertionError("the top index was whole when the table was opened", impossible);
        }
    }

    /**
     * Reads every byte of the file: when this returns, all checksums, the order, the index, the filters and the properties are right.
     *
     * @throws CorruptFileException for the first damage
     */
    public void verify() throws IOException {
        new TableVerifier(blocks, top(), footer, info, rangeDeletions).verify();
    }

    /** Closes the file, and takes its blocks out of the cache. */
    @Override
    public void close() throws IOException {
        blocks.close();
    }
}
