package io.travertine.storage.lsm.table;

import io.travertine.storage.lsm.entry.EntryCursor;
import java.io.IOException;

/** A cursor in the top index, one in a block of the index, and one in a block of entries. A block is read when the cursor gets to it. */
final class TableCursor implements EntryCursor {
    private final TableBlocks blocks;
    private final boolean fillCache;
    private final BlockCursor top;
    private final BlockCursor index;
    private final BlockCursor data;
    private boolean valid;

    TableCursor(TableBlocks blocks, BlockCursor top, boolean fillCache) {
        this.blocks = blocks;
        this.top = top;
        this.fillCache = fillCache;
        index = new BlockCursor(blocks.path());
        data = new BlockCursor(blocks.path());
    }

    @Override
    public boolean isValid() {
        return valid;
    }

    @Override
    public void first() throws IOException {
        valid = false;
        top.first();
        if (top.isValid()) {
            enter(index, top.handle(true));
            index.first();
            enter(data, index.handle(true));
            data.first();
            valid = true;
        }
    }

    @Override
    public void last() throws IOException {
        valid = false;
        top.last();
        if (top.isValid()) {
            enter(index, top.handle(true));
            index.last();
            enter(data, index.handle(true));
            data.last();
            valid = true;
        }
    }

    @Override
    public void seek(byte[] key, int length, long stamp) throws IOException {
        valid = false;
        if (seekBlock(key, length, stamp)) {
            data.seek(key, length, stamp);
            valid = data.isValid() || nextBlock();
        }
    }

    @Override
    public void seekBefore(byte[] key, int length, long stamp) throws IOException {
        valid = false;
        if (seekBlock(key, length, stamp)) {
            data.seekBefore(key, length, stamp);
            valid = data.isValid() || previousBlock();
        } else {
            last();
        }
    }

    /** To the first block whose separator is not before (key, stamp): the entry is there, or first in the next one. */
    private boolean seekBlock(byte[] key, int length, long stamp) throws IOException {
        top.seek(key, length, stamp);
        if (!top.isValid()) {
            return false;
        }
        enter(index, top.handle(true));
        index.seek(key, length, stamp);
        if (!index.isValid()) {
            throw index.corrupt(index.position(), "a block of the index that ends before its separator");
        }
        enter(data, index.handle(true));
        return true;
    }

    @Override
    public void next() throws IOException {
        valid = false;
        data.next();
        valid = data.isValid() || nextBlock();
    }

    @Override
    public void previous() throws IOException {
        valid = false;
        data.previous();
        valid = data.isValid() || previousBlock();
    }

    private boolean nextBlock() throws IOException {
        index.next();
        if (!index.isValid()) {
            top.next();
            if (!top.isValid()) {
                return false;
            }
            enter(index, top.handle(true));
            index.first();
        }
        enter(data, index.handle(true));
        data.first();
        return true;
    }

    private boolean previousBlock() throws IOException {
        index.previous();
        if (!index.isValid()) {
            top.previous();
            if (!top.isValid()) {
                return false;
            }
            enter(index, top.handle(true));
            index.last();
        }
        enter(data, index.handle(true));
        data.last();
        return true;
    }

    private void enter(BlockCursor cursor, BlockHandle handle) throws IOException {
        if (cursor.position() != handle.position()) {
            cursor.loadEntries(handle, blocks.get(handle, fillCache));
        }
    }

    @Override
    public byte[] key() {
        return data.key();
    }

    @Override
    public int keyLength() {
        return data.keyLength();
    }

    @Override
    public long stamp() {
        return data.stamp();
    }

    @Override
    public int valueLength() {
        return data.valueLength();
    }

    @Override
    public void copyValue(byte[] target, int at) {
        data.copyValue(target, at);
    }
}
