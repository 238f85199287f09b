package io.travertine.storage.lsm.table;

import static io.travertine.storage.lsm.table.TestTables.PATH;

import io.travertine.storage.file.FileSystem;
import io.travertine.storage.file.StoreFile;
import io.travertine.storage.file.StrictFileSystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The bytes of a table, to change them. */
final class TableBytes {
    private TableBytes() {}

    /** A file system with a file of these bytes. */
    static StrictFileSystem files(byte[] content) throws IOException {
        StrictFileSystem files = new StrictFileSystem();
        try (StoreFile file = files.create(PATH)) {
            file.write(ByteBuffer.wrap(content), 0);
        }
        return files;
    }

    /** Where all blocks of the table are. */
    static List<BlockHandle> blocks(FileSystem files) throws IOException {
        List<BlockHandle> found = new ArrayList<>();
        try (StoreFile file = files.openRead(PATH)) {
            long end = file.size() - Footer.BYTES;
            byte[] footer = new byte[Footer.BYTES];
            TableBlocks.read(file, footer, end);
            Footer decoded = Footer.decode(footer, PATH, end);
            TableBlocks blocks = new TableBlocks(file, end, BlockCache.none());
            found.addAll(List.of(decoded.topIndex(), decoded.rangeDeletions(), decoded.properties()));
            BlockCursor top = load(blocks, decoded.topIndex());
            for (top.first(); top.isValid(); top.next()) {
                BlockHandle index = top.handle(true);
                BlockHandle filter = top.handle(false);
                found.add(index);
                if (filter.length() > 0) {
                    found.add(filter);
                }
                BlockCursor cursor = load(blocks, index);
                for (cursor.first(); cursor.isValid(); cursor.next()) {
                    found.add(cursor.handle(true));
                }
            }
        }
        return found;
    }

    private static BlockCursor load(TableBlocks blocks, BlockHandle handle) throws IOException {
        BlockCursor cursor = new BlockCursor(PATH);
        cursor.load(handle, blocks.load(handle));
        return cursor;
    }

    /** Gives a changed block its checksum. */
    static void seal(byte[] content, BlockHandle block) {
        int from = (int) block.position();
        int checked = block.length() + 1;
        byte[] stored = Arrays.copyOfRange(content, from, from + checked);
        TableFormat.putInt(content, from + checked, TableFormat.checksum(stored, checked, from));
    }
}
