package io.travertine.storage.lsm.table;

import io.travertine.storage.lsm.entry.EntryKind;
import io.travertine.storage.lsm.entry.Keys;
import io.travertine.storage.lsm.entry.RangeDeletion;
import io.travertine.storage.lsm.entry.Stamp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The block of range deletions: the beginning is the key, the end the value, and the kind DELETE. */
final class RangeDeletionBlock {
    private RangeDeletionBlock() {}

    static long stamp(RangeDeletion deletion) {
        return Stamp.of(deletion.sequence(), EntryKind.DELETE);
    }

    static List<RangeDeletion> read(TableBlocks blocks, BlockHandle handle) throws IOException {
        List<RangeDeletion> deletions = new ArrayList<>();
        BlockCursor cursor = new BlockCursor(blocks.path());
        cursor.load(handle, blocks.load(handle));
        for (cursor.first(); cursor.isValid(); cursor.next()) {
            byte[] from = Arrays.copyOf(cursor.key(), cursor.keyLength());
            byte[] to = cursor.value();
            if (Keys.compare(from, from.length, to, to.length) >= 0) {
                throw cursor.corrupt(handle.position(), "a range deletion that ends before its beginning");
            }
            deletions.add(new RangeDeletion(from, to, Stamp.sequence(cursor.stamp())));
        }
        return List.copyOf(deletions);
    }
}
