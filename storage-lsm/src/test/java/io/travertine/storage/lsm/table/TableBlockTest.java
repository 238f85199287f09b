package io.travertine.storage.lsm.table;

import static io.travertine.storage.lsm.table.TestTables.PATH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.travertine.storage.CorruptFileException;
import io.travertine.storage.lsm.entry.EntryKind;
import io.travertine.storage.lsm.entry.Stamp;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Blocks byte by byte, as no builder makes them. The bytes of an entry: shared, unshared, value length, stamp code, key, value. */
class TableBlockTest {
    private static final int[] FIRST = {0, 1, 1, 1, 'a', 'v'};

    @Test
    void aBlockByHandIsRead() throws Exception {
        BlockCursor cursor = load(block(5, new int[] {0}, FIRST, new int[] {1, 2, 0, 0x18, 'b', 'c'}));
        cursor.verifyRestarts();
        cursor.first();
        assertEquals("a", new String(cursor.key(), 0, cursor.keyLength()));
        assertEquals(Stamp.of(5, EntryKind.PUT), cursor.stamp());
        assertEquals("v", new String(cursor.value()));
        cursor.next();
        assertEquals("abc", new String(cursor.key(), 0, cursor.keyLength()));
        assertEquals(Stamp.of(3, EntryKind.DELETE), cursor.stamp());
        cursor.next();
        assertFalse(cursor.isValid());
    }

    @Test
    void everyFourthEntryIsARestart() {
        BlockBuilder builder = new BlockBuilder(4);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 10; i++) {
                builder.add(new byte[] {(byte) i}, 1, 257, new byte[0], 0);
            }
            assertEquals(10 * 5 + 3 * 4 + 12, builder.bytes());
            int length = builder.finish();
            assertEquals(builder.bytes(), length);
            assertEquals(3, TableFormat.getInt(builder.array(), length - 4));
            builder.clear();
        }
    }

    @Test
    void lengthsBeyondTheBlockAreRefused() throws Exception {
        refused(new int[] {2, 0, 0, 1});
        refused(new int[] {127, 0, 0, 1});
        refused(new int[] {0, 1, 0, 1});
        refused(new int[] {0, 0, 1, 1});
        refused(new int[] {0, 1, 1, 1, 'x'});
        refused(new int[] {0, 0xff, 0xff, 0xff, 0xff, 7, 0, 1, 'x'});
        refused(new int[] {0, 1, 0xff, 0xff, 0xff, 0xff, 7, 1, 'x'});
        refused(new int[] {0, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 0, 1});
        refused(new int[] {0xff, 0xff, 0xff, 0xff, 0x0f, 0, 0, 1});
    }

    @Test
    void numbersThatDoNotEndAreRefused() throws Exception {
        refused(new int[] {0});
        refused(new int[] {0, 0, 0});
        refused(new int[] {0, 0, 0, 0x80});
        refused(new int[] {0, 0, 0, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0});
    }

    @Test
    void stampsThatCannotBeAreRefused() throws Exception {
        refused(new int[] {0, 0, 0, 3});
        refused(new int[] {0, 0, 0, 0x08}); // one before sequence 0
        refused(new int[] {0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1});
    }

    /** The first entry is right, and what follows is not. */
    private static void refused(int[] second) throws Exception {
        BlockCursor cursor = load(block(0, new int[] {0}, FIRST, second));
        cursor.first();
        assertThrows(CorruptFileException.class, cursor::next);
        assertFalse(cursor.isValid());
        assertThrows(CorruptFileException.class, cursor::last);
        assertThrows(CorruptFileException.class, cursor::verifyRestarts);
        assertThrows(CorruptFileException.class, () -> cursor.seek(new byte[] {'z'}, 1, 0));
    }

    @Test
    void restartsMustBeginEntries() throws Exception {
        int[] second = {0, 1, 1, 1, 'b', 'v'};
        load(block(0, new int[] {0, 6}, FIRST, second)).verifyRestarts();
        for (int wrong : new int[] {-1, 1, 5, 7, 12, 13, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            BlockCursor cursor = load(block(0, new int[] {0, wrong}, FIRST, second));
            assertThrows(CorruptFileException.class, cursor::verifyRestarts, "restart at " + wrong);
        }
        BlockCursor sharing = load(block(0, new int[] {0, 6}, FIRST, new int[] {1, 1, 0, 1, 'b'}));
        assertThrows(CorruptFileException.class, sharing::last);
        assertThrows(CorruptFileException.class, () -> sharing.seek(new byte[] {'z'}, 1, 0));
    }

    /** A restart within a value that looks like an entry. */
    @Test
    void restartsMustNotBeWithinAnEntry() throws Exception {
        int[] entry = {0, 1, 6, 1, 'a', 0, 1, 1, 1, 'b', 'v'};
        load(block(0, new int[] {0}, entry)).verifyRestarts();
        BlockCursor cursor = load(block(0, new int[] {0, 5}, entry));
        assertThrows(CorruptFileException.class, cursor::verifyRestarts);
        cursor.last();
        assertThrows(CorruptFileException.class, cursor::previous);
    }

    @Test
    void aPlaceMustBeWithinItsValue() throws Exception {
        BlockCursor cursor = load(block(0, new int[] {0}, FIRST, FIRST));
        cursor.first();
        assertThrows(CorruptFileException.class, () -> cursor.handle(true));
        int[] whole = {0, 1, 2, 1, 'a', 0x10, 0x20};
        BlockCursor other = load(block(0, new int[] {0}, whole));
        other.first();
        assertEquals(new BlockHandle(0x10, 0x20), other.handle(true));
        assertThrows(CorruptFileException.class, () -> other.handle(false));
    }

    @Test
    void theEndOfABlockMustBeRight() {
        for (int length = 0; length < 12; length++) {
            byte[] tooShort = new byte[length];
            assertThrows(CorruptFileException.class, () -> load(tooShort));
        }
        for (int wrong : new int[] {-1, 0, 3, 5, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 30}) {
            byte[] bytes = block(0, new int[] {0}, FIRST);
            TableFormat.putInt(bytes, bytes.length - 4, wrong);
            assertThrows(CorruptFileException.class, () -> load(bytes), wrong + " restarts");
        }
        assertThrows(CorruptFileException.class, () -> load(block(0, new int[] {6}, FIRST)));
        assertThrows(CorruptFileException.class, () -> load(block(0, new int[] {0})));
    }

    @Test
    void anEmptyBlockHasNoEntries() throws Exception {
        BlockCursor cursor = load(block(0, new int[0]));
        cursor.first();
        assertFalse(cursor.isValid());
        cursor.last();
        assertFalse(cursor.isValid());
        cursor.seek(new byte[0], 0, 0);
        assertFalse(cursor.isValid());
        cursor.seekBefore(new byte[0], 0, 0);
        assertFalse(cursor.isValid());
    }

    private static BlockCursor load(byte[] block) throws CorruptFileException {
        BlockCursor cursor = new BlockCursor(PATH);
        cursor.load(new BlockHandle(0, block.length), Arrays.copyOf(block, block.length + TableFormat.TRAILER_BYTES));
        return cursor;
    }

    private static byte[] block(long baseSequence, int[] restarts, int[]... entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Arrays.stream(entries).flatMapToInt(Arrays::stream).forEach(out::write);
        int at = out.size();
        byte[] block = Arrays.copyOf(out.toByteArray(), at + 8 + 4 * restarts.length + 4);
        TableFormat.putLong(block, at, baseSequence);
        at += 8;
        for (int restart : restarts) {
            TableFormat.putInt(block, at, restart);
            at += 4;
        }
        TableFormat.putInt(block, at, restarts.length);
        return block;
    }
}
