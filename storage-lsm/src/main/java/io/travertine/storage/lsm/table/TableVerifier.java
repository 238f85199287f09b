package io.travertine.storage.lsm.table;

import io.travertine.storage.CorruptFileException;
import io.travertine.storage.lsm.entry.Keys;
import io.travertine.storage.lsm.entry.RangeDeletion;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Reads a whole table. Blocks must lie behind each other, with nothing between them, and entries be in order, each before its separators. */
final class TableVerifier {
    private final TableBlocks blocks;
    private final BlockCursor top;
    private final Footer footer;
    private final TableInfo info;
    private final List<RangeDeletion> rangeDeletions;
    private final BlockCursor index;
    private final BlockCursor data;
    private final InfoBuilder counted = new InfoBuilder();
    private byte[] lastKey = {};
    private int lastKeyLength;
    private long lastStamp = Long.MAX_VALUE;
    private long position;

    TableVerifier(
            TableBlocks blocks, BlockCursor top, Footer footer, TableInfo info, List<RangeDeletion> rangeDeletions) {
        this.blocks = blocks;
        this.top = top;
        this.footer = footer;
        this.info = info;
        this.rangeDeletions = rangeDeletions;
        index = new BlockCursor(blocks.path());
        data = new BlockCursor(blocks.path());
    }

    void verify() throws IOException {
        for (top.first(); top.isValid(); top.next()) {
            verifyPartition(top.handle(true), top.handle(false));
            verifySeparator(top);
        }
        for (BlockHandle handle : List.of(footer.topIndex(), footer.rangeDeletions(), footer.properties())) {
            blocks.load(handle);
            verifyPlace(handle);
        }
        verifyInfo();
    }

    private void verifyPartition(BlockHandle indexHandle, BlockHandle filterHandle) throws IOException {
        byte[] filter = filterHandle.length() == 0 ? new byte[0] : blocks.load(filterHandle);
        load(index, indexHandle);
        for (index.first(); index.isValid(); index.next()) {
            BlockHandle handle = index.handle(true);
            verifyPlace(handle);
            load(data, handle);
            for (data.first(); data.isValid(); data.next()) {
                verifyEntry(filter, filterHandle);
            }
            counted.setLastKey(lastKey, lastKeyLength);
            verifySeparator(index);
        }
        if (filter.length > 0) {
            verifyPlace(filterHandle);
        }
        verifyPlace(indexHandle);
    }

    private void load(BlockCursor cursor, BlockHandle handle) throws IOException {
        cursor.loadEntries(handle, blocks.load(handle));
        cursor.verifyRestarts();
    }

    private void verifyEntry(byte[] filter, BlockHandle filterHandle) throws CorruptFileException {
        byte[] key = data.key();
        int length = data.keyLength();
        if (Keys.compare(lastKey, lastKeyLength, lastStamp, key, length, data.stamp()) >= 0) {
            throw data.corrupt(data.position(), "an entry that is not behind the one before");
        }
        if (filter.length > 0) {
            int filterLength = TableBlocks.length(filter);
            if (!Filter.isValid(filter, filterLength)
                    || !Filter.mayContain(filter, filterLength, Filter.hash(key, length))) {
                throw new CorruptFileException(
                        blocks.path(), filterHandle.position(), "a filter without a key of its entries", "all keys");
            }
        }
        counted.add(key, length, data.stamp(), data.valueLength());
        keepLast(data);
    }

    /** The last entry must not be behind the separator; that the next is, is seen when it takes the place of the last one here. */
    private void verifySeparator(BlockCursor separators) throws CorruptFileException {
        int compared = Keys.compare(
                lastKey, lastKeyLength, lastStamp, separators.key(), separators.keyLength(), separators.stamp());
        if (compared > 0) {
            throw separators.corrupt(separators.position(), "a separator before the last entry of its block");
        }
        if (compared < 0) {
            keepLast(separators);
        }
    }

    private void keepLast(BlockCursor at) {
        if (at.keyLength() > lastKey.length) {
            lastKey = new byte[Math.max(at.keyLength(), 2 * lastKey.length)];
        }
        lastKeyLength = at.keyLength();
        System.arraycopy(at.key(), 0, lastKey, 0, lastKeyLength);
        lastStamp = at.stamp();
    }

    private void verifyPlace(BlockHandle handle) throws CorruptFileException {
        if (handle.position() != position) {
            throw new CorruptFileException(
                    blocks.path(), position, "no block", "the block said to be at byte " + handle.position());
        }
        position = handle.end();
    }

    private void verifyInfo() throws CorruptFileException {
        BlockHandle place = footer.rangeDeletions();
        for (int i = 0; i < rangeDeletions.size(); i++) {
            if (i > 0 && RangeDeletion.ORDER.compare(rangeDeletions.get(i - 1), rangeDeletions.get(i)) > 0) {
                throw new CorruptFileException(
                        blocks.path(),
                        place.position(),
                        "range deletion " + i + " before the one before",
                        "their order");
            }
            counted.add(rangeDeletions.get(i));
        }
        TableInfo found = counted.build(info.fileBytes());
        if (!Arrays.equals(TableProperties.encode(info), TableProperties.encode(found))) {
            throw new CorruptFileException(
                    blocks.path(),
                    footer.properties().position(),
                    "properties of " + info.entries() + " entries and " + info.rangeDeletions() + " range deletions",
                    "those of the " + found.entries() + " and " + found.rangeDeletions() + " there are");
        }
    }
}
