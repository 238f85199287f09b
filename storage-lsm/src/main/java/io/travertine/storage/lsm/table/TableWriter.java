package io.travertine.storage.lsm.table;

import io.travertine.storage.file.FileSystem;
import io.travertine.storage.lsm.entry.Keys;
import io.travertine.storage.lsm.entry.RangeDeletion;
import io.travertine.storage.lsm.entry.Stamp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table. Holds one block of entries, one of the index, the hashes of a filter and the top of the index in memory. After a failed write
 * it can only be closed. One thread.
 *
 * <ol>
 *   <li>Entries are gathered to blocks. A block is written when the next entry would make it too large.
 *   <li>When the first entry of the next block is known, so is the separator, which goes into the index with the block's place.
 *   <li>When the index has got enough of them, the partition ends: its filter and its index block are written behind the entries, and
 *       the separator goes into the top index with both places.
 * </ol>
 */
public final class TableWriter implements AutoCloseable {
    private final FileSystem files;
    private final Path path;
    private final TableOptions options;
    private final TableOutput out;
    private final BlockBuilder data;
    private final BlockBuilder index;
    private final BlockBuilder topIndex;
    private final Filter.Builder filter;
    private final Separator separator = new Separator();
    private final byte[] handles = new byte[2 * BlockHandle.MAX_BYTES];
    private final InfoBuilder info = new InfoBuilder();
    private final List<RangeDeletion> rangeDeletions = new ArrayList<>();
    private long entries;
    private long lastStamp;
    private @Nullable BlockHandle pending;
    private boolean finished;
    private boolean closed;

    /** Makes the file, which must not be there. */
    public TableWriter(FileSystem files, Path path, TableOptions options) throws IOException {
        this.files = files;
        this.path = path;
        this.options = options;
        data = new BlockBuilder(options.restartInterval());
        index = new BlockBuilder(options.restartInterval());
        topIndex = new BlockBuilder(options.restartInterval());
        filter = new Filter.Builder(options.filterBitsPerKey());
        out = new TableOutput(files, path);
    }

    /**
     * Adds an entry behind all others.
     *
     * @throws IllegalArgumentException when it is not behind the last, has no right stamp, or is longer than 1 GiB
     */
    public void add(byte[] key, int keyLength, long stamp, byte[] value, int valueLength) throws IOException {
        check(key, keyLength, stamp, valueLength);
        if (!data.isEmpty() && data.bytes() + keyLength + valueLength > options.blockBytes()) {
            pending = endBlock(data);
        }
        boolean newKey = entries == 0 || !isLastKey(key, keyLength);
        if (pending != null) {
            separator.setBetween(data.lastKey(), data.lastKeyLength(), lastStamp, key, keyLength);
            addToIndex(pending);
            pending = null;
            if (index.bytes() >= options.indexBlockBytes()) {
                endPartition();
            }
        }
        if (options.filterBitsPerKey() > 0 && (newKey || filter.isEmpty())) {
            filter.add(Filter.hash(key, keyLength));
        }
        data.add(key, keyLength, stamp, value, valueLength);
        info.add(key, keyLength, stamp, valueLength);
        lastStamp = stamp;
        entries++;
    }

    private void check(byte[] key, int keyLength, long stamp, int valueLength) {
        checkOpen();
        if ((long) keyLength + valueLength > TableFormat.MAX_ENTRY_BYTES) {
            throw new IllegalArgumentException("key and value have " + ((long) keyLength + valueLength)
                    + " bytes; they must have at most " + TableFormat.MAX_ENTRY_BYTES);
        }
        if (stamp < 0) {
            throw new IllegalArgumentException("stamp " + stamp + " is negative");
        }
        Stamp.kind(stamp);
        if (entries > 0 && Keys.compare(data.lastKey(), data.lastKeyLength(), lastStamp, key, keyLength, stamp) >= 0) {
            throw new IllegalArgumentException("entry " + entries + " is not behind the one before");
        }
    }

    private void checkOpen() {
        if (finished || closed) {
            throw new IllegalStateException("the table is " + (finished ? "finished" : "closed"));
        }
    }

    private boolean isLastKey(byte[] key, int keyLength) {
        return Keys.compare(data.lastKey(), data.lastKeyLength(), key, keyLength) == 0;
    }

    /**
     * Adds a range deletion, in any order.
     *
     * @throws IllegalArgumentException when {@code from} is not before {@code to}, or there is no such sequence
     */
    public void addRangeDeletion(byte[] from, byte[] to, long sequence) {
        checkOpen();
        rangeDeletions.add(new RangeDeletion(from.clone(), to.clone(), sequence));
    }

    /** About as many bytes as the file would have, if it were finished now. */
    public long estimatedBytes() {
        return out.position() + data.bytes() + index.bytes() + topIndex.bytes() + Footer.BYTES;
    }

    private BlockHandle endBlock(BlockBuilder block) throws IOException {
        int length = block.finish();
        BlockHandle handle = out.write(block.array(), length, options.compression());
        block.clear();
        return handle;
    }

    private void addToIndex(BlockHandle block) {
        index.add(separator.key(), separator.length(), separator.stamp(), handles, block.put(handles, 0));
    }

    private void endPartition() throws IOException {
        BlockHandle filterBlock = BlockHandle.NONE;
        if (!filter.isEmpty()) {
            byte[] bits = filter.build();
            filterBlock = out.write(bits, bits.length - 1, TableCompression.NONE);
        }
        int length = filterBlock.put(handles, endBlock(index).put(handles, 0));
        topIndex.add(separator.key(), separator.length(), separator.stamp(), handles, length);
    }

    /** Writes what is left, and makes the file durable; its name is, when the caller has synced the directory. */
    public TableInfo finish() throws IOException {
        checkOpen();
        if (!data.isEmpty()) {
            BlockHandle last = endBlock(data);
            separator.set(data.lastKey(), data.lastKeyLength(), lastStamp);
            addToIndex(last);
            endPartition();
        }
        BlockHandle top = endBlock(topIndex);
        info.setLastKey(data.lastKey(), data.lastKeyLength());
        BlockHandle deletions = writeRangeDeletions();
        TableInfo counted = info.build(0);
        BlockHandle properties =
                out.write(TableProperties.encode(counted), TableProperties.length(counted), TableCompression.NONE);
        out.append(new Footer(top, deletions, properties).encode(out.position()), Footer.BYTES);
        out.sync();
        finished = true;
        return info.build(out.position());
    }

    private BlockHandle writeRangeDeletions() throws IOException {
        rangeDeletions.sort(RangeDeletion.ORDER);
        BlockBuilder block = new BlockBuilder(options.restartInterval());
        for (RangeDeletion deletion : rangeDeletions) {
            info.add(deletion);
            long stamp = RangeDeletionBlock.stamp(deletion);
            block.add(deletion.from(), deletion.from().length, stamp, deletion.to(), deletion.to().length);
        }
        return endBlock(block);
    }

    /** Closes the file, and deletes it unless it is finished. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            out.close();
        } finally {
            if (!finished) {
                files.delete(path);
            }
        }
    }
}
