package io.travertine.storage.lsm.table;

import static io.travertine.storage.lsm.table.TestTables.PATH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.travertine.storage.CorruptFileException;
import io.travertine.storage.Seeds;
import io.travertine.storage.UnsupportedFormatException;
import io.travertine.storage.file.StrictFileSystem;
import io.travertine.storage.lsm.entry.FoundEntry;
import io.travertine.storage.lsm.table.TestTables.Entry;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TableDamageTest {
    private static final BlockCache CACHE = BlockCache.none();

    @Test
    void everyChangedByteIsReported() throws Exception {
        Seeds.forEach(4, random -> {
            StrictFileSystem files = new StrictFileSystem();
            TreeSet<Entry> entries = write(files, random);
            int bytes = files.content(PATH).length;
            for (int at = 0; at < bytes; at++) {
                int xor = 1 << random.nextInt(8);
                files.corrupt(PATH, at, xor);
                checkDamaged(files, entries, random);
                files.corrupt(PATH, at, xor);
            }
        });
    }

    @Test
    void everyOtherLengthIsReported() throws Exception {
        Seeds.forEach(4, random -> {
            StrictFileSystem files = new StrictFileSystem();
            TreeSet<Entry> entries = write(files, random);
            int bytes = files.content(PATH).length;
            for (int length = bytes + 70; length >= 0; length--) {
                if (length != bytes) {
                    StrictFileSystem cut = files.copy();
                    cut.resize(PATH, length);
                    checkDamaged(cut, entries, random);
                }
            }
        });
    }

    /** As when the disk writes a sector to the wrong place. */
    @Test
    void blocksAtTheWrongPlaceAreReported() throws Exception {
        Seeds.forEach(20, random -> {
            StrictFileSystem files = new StrictFileSystem();
            TreeSet<Entry> entries = write(files, random);
            byte[] content = files.content(PATH);
            for (int i = 0; i < 50; i++) {
                int from = random.nextInt(content.length);
                int to = random.nextInt(content.length);
                int count = 1 + random.nextInt(content.length - Math.max(from, to));
                byte[] changed = content.clone();
                System.arraycopy(content, from, changed, to, count);
                if (!Arrays.equals(content, changed)) {
                    checkDamaged(TableBytes.files(changed), entries, random);
                }
            }
        });
    }

    /** Damage that has a right checksum, as bytes from a faulty memory or a foreign hand have. */
    @Test
    void nonsenseUnderARightChecksumNeverEndsOtherwise() throws Exception {
        Seeds.forEach(8, random -> {
            StrictFileSystem files = new StrictFileSystem();
            write(files, random);
            byte[] content = files.content(PATH);
            List<BlockHandle> blocks = TableBytes.blocks(files);
            for (int i = 0; i < 400; i++) {
                byte[] changed = content.clone();
                BlockHandle block = TestTables.any(random, blocks);
                for (int j = random.nextInt(3); j >= 0; j--) {
                    int at = (int) block.position() + random.nextInt(block.length() + 1);
                    changed[at] =
                            (byte) (random.nextBoolean() ? random.nextInt() : changed[at] ^ 1 << random.nextInt(8));
                }
                TableBytes.seal(changed, block);
                readAll(TableBytes.files(changed), random);
            }
        });
    }

    @Test
    void anotherFormatVersionIsNotRead() throws Exception {
        StrictFileSystem files = new StrictFileSystem();
        write(files, new Random(1));
        byte[] content = files.content(PATH);
        int footer = content.length - Footer.BYTES;
        TableFormat.putInt(content, footer + 40, 2);
        byte[] checked = Arrays.copyOfRange(content, footer, content.length);
        TableFormat.putInt(content, footer + 44, TableFormat.checksum(checked, 44, footer));
        UnsupportedFormatException refused = assertThrows(
                UnsupportedFormatException.class, () -> TableReader.open(TableBytes.files(content), PATH, CACHE));
        assertEquals(
                PATH + " has format version 2, this program reads 1 to 1; use a newer release", refused.getMessage());
    }

    private static TreeSet<Entry> write(StrictFileSystem files, Random random) throws IOException {
        TreeSet<Entry> entries = TestTables.entries(random, 60);
        TestTables.write(files, TestTables.options(random), entries, TestTables.rangeDeletions(random, 5));
        return entries;
    }

    /** A check of all sees the damage; whatever is read without one is right, or is refused. */
    private static void checkDamaged(StrictFileSystem files, TreeSet<Entry> entries, Random random) throws IOException {
        assertThrows(CorruptFileException.class, () -> {
            try (TableReader table = TableReader.open(files, PATH, CACHE)) {
                table.verify();
            }
        });
        TableModel model = new TableModel(entries);
        refusedOrRight(() -> {
            try (TableReader table = TableReader.open(files, PATH, CACHE)) {
                refusedOrRight(() -> model.checkScan(table.cursor()));
                refusedOrRight(() -> model.checkMoves(table.cursor(), random, 10));
                for (int i = 0; i < 10; i++) {
                    refusedOrRight(() -> model.checkFinds(table, random, 1));
                }
            }
        });
    }

    /** Reads in every way; what comes may be wrong, but it ends, and with no other failure. */
    private static void readAll(StrictFileSystem files, Random random) throws IOException {
        refusedOrRight(() -> {
            try (TableReader table = TableReader.open(files, PATH, CACHE)) {
                refusedOrRight(table::verify);
                var cursor = table.cursor();
                refusedOrRight(() -> {
                    for (cursor.first(); cursor.isValid(); cursor.next()) {
                        cursor.value();
                    }
                });
                refusedOrRight(() -> {
                    for (cursor.last(); cursor.isValid(); cursor.previous()) {
                        cursor.value();
                    }
                });
                for (int i = 0; i < 10; i++) {
                    byte[] key = TestTables.key(random, List.of(new byte[] {'k', 'e', 'y'}));
                    refusedOrRight(() -> cursor.seek(key, key.length, random.nextLong(Long.MAX_VALUE)));
                    refusedOrRight(() -> cursor.seekBefore(key, key.length, random.nextLong(Long.MAX_VALUE)));
                    refusedOrRight(() -> table.find(key, random.nextLong(Long.MAX_VALUE), new FoundEntry()));
                }
            }
        });
    }

    static void refusedOrRight(Executable read) throws IOException {
        try {
            read.execute();
        } catch (CorruptFileException | UnsupportedFormatException refused) {
            assertEquals(true, refused.getMessage().startsWith(PATH.toString()));
        } catch (IOException | RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable other) {
            throw new AssertionError(other);
        }
    }
}
