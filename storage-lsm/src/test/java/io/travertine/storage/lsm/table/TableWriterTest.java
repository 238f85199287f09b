package io.travertine.storage.lsm.table;

import static io.travertine.storage.lsm.table.TestTables.PATH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.travertine.storage.CorruptFileException;
import io.travertine.storage.Seeds;
import io.travertine.storage.file.Fault;
import io.travertine.storage.file.StrictFileSystem;
import io.travertine.storage.lsm.entry.EntryKind;
import io.travertine.storage.lsm.entry.RangeDeletion;
import io.travertine.storage.lsm.entry.Stamp;
import io.travertine.storage.lsm.table.TestTables.Entry;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableWriterTest {
    private static final byte[] A = {'a'};
    private static final byte[] B = {'b'};

    private final StrictFileSystem files = new StrictFileSystem();

    @Test
    void entriesMustComeInOrder() throws IOException {
        try (TableWriter writer = writer()) {
            writer.add(B, 1, Stamp.of(5, EntryKind.PUT), A, 1);
            String refused = assertThrows(
                            IllegalArgumentException.class, () -> writer.add(B, 1, Stamp.of(5, EntryKind.PUT), A, 1))
                    .getMessage();
            assertEquals("entry 1 is not behind the one before", refused);
            assertThrows(IllegalArgumentException.class, () -> writer.add(B, 1, Stamp.of(6, EntryKind.PUT), A, 1));
            assertThrows(IllegalArgumentException.class, () -> writer.add(A, 1, Stamp.of(4, EntryKind.PUT), A, 1));
            writer.add(B, 1, Stamp.of(4, EntryKind.PUT), A, 1);
            assertEquals(2, writer.finish().entries());
        }
    }

    @Test
    void stampsAndRangesMustMakeSense() throws IOException {
        try (TableWriter writer = writer()) {
            assertThrows(IllegalArgumentException.class, () -> writer.add(A, 1, -1, A, 1));
            assertThrows(IllegalArgumentException.class, () -> writer.add(A, 1, 3, A, 1));
            assertThrows(IllegalArgumentException.class, () -> writer.addRangeDeletion(A, A, 1));
            assertThrows(IllegalArgumentException.class, () -> writer.addRangeDeletion(B, A, 1));
            assertThrows(IllegalArgumentException.class, () -> writer.addRangeDeletion(A, B, -1));
            assertThrows(IllegalArgumentException.class, () -> writer.addRangeDeletion(A, B, Stamp.MAX_SEQUENCE + 1));
        }
    }

    @Test
    void optionsSayWhatIsWrongWithThem() {
        String refused = assertThrows(
                        IllegalArgumentException.class, () -> TableOptions.DEFAULTS.withRestartInterval(0))
                .getMessage();
        assertEquals("restartInterval is 0; it must be from 1 to 1024", refused);
        assertThrows(IllegalArgumentException.class, () -> TableOptions.DEFAULTS.withBlockBytes(31));
        assertThrows(IllegalArgumentException.class, () -> TableOptions.DEFAULTS.withIndexBlockBytes(0));
        assertThrows(IllegalArgumentException.class, () -> TableOptions.DEFAULTS.withFilterBitsPerKey(-1));
    }

    @Test
    void aFinishedTableIsComplete() throws IOException {
        try (TableWriter writer = writer()) {
            writer.finish();
            assertThrows(IllegalStateException.class, writer::finish);
            assertThrows(IllegalStateException.class, () -> writer.add(A, 1, 256, A, 1));
            assertThrows(IllegalStateException.class, () -> writer.addRangeDeletion(A, B, 1));
        }
        assertThrows(FileAlreadyExistsException.class, this::writer);
        try (TableReader table = TableReader.open(files, PATH, BlockCache.none())) {
            table.verify();
            assertEquals(0, table.info().entries());
            assertEquals(null, table.info().smallestKey());
        }
    }

    @Test
    void closingAnUnfinishedTableDeletesIt() throws IOException {
        try (TableWriter writer = writer()) {
            writer.add(A, 1, 256, A, 1);
            assertTrue(files.exists(PATH));
        }
        assertFalse(files.exists(PATH));
    }

    @Test
    void closingAgainDeletesNoOtherTable() throws IOException {
        TableWriter closed = writer();
        closed.close();
        try (TableWriter other = writer()) {
            other.finish();
        }
        closed.close();
        assertTrue(files.exists(PATH));
        assertThrows(IllegalStateException.class, () -> closed.add(A, 1, 256, A, 1));
        assertThrows(IllegalStateException.class, closed::finish);
    }

    @Test
    void theEstimateIsNearTheSize() throws Exception {
        Seeds.forEach(5, random -> {
            TableOptions options = TableOptions.DEFAULTS.withCompression(TableCompression.NONE);
            StrictFileSystem other = new StrictFileSystem();
            try (TableWriter writer = new TableWriter(other, PATH, options)) {
                for (Entry entry : TestTables.entries(random, 3000)) {
                    writer.add(entry.key(), entry.key().length, entry.stamp(), entry.value(), entry.value().length);
                }
                long estimated = writer.estimatedBytes();
                long bytes = writer.finish().fileBytes();
                assertTrue(Math.abs(estimated - bytes) < bytes / 20 + 10_000, estimated + " of " + bytes);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, names = "POWER_CUT", mode = EnumSource.Mode.EXCLUDE)
    void aFailedWriteLeavesNoTable(Fault fault) throws Exception {
        Seeds.forEach(3, random -> {
            TreeSet<Entry> entries = TestTables.entries(random, 3000);
            List<RangeDeletion> deletions = TestTables.rangeDeletions(random, 10);
            TableOptions options = TestTables.options(random);
            StrictFileSystem whole = new StrictFileSystem();
            TestTables.write(whole, options, entries, deletions);
            for (long operation = 1; operation <= whole.operations(); operation++) {
                StrictFileSystem failing = new StrictFileSystem();
                failing.failAt(operation, fault);
                if (!writes(failing, options, entries, deletions)) {
                    assertFalse(failing.exists(PATH), "operation " + operation);
                    continue;
                }
                // a sync that is cut short is a sync to this file system
                assertEquals(Fault.SHORT_WRITE, fault);
                try (TableReader table = TableReader.open(failing, PATH, BlockCache.none())) {
                    table.verify();
                }
            }
        });
    }

    /** Writes on after each failure, as nobody should. */
    private static boolean writes(
            StrictFileSystem files, TableOptions options, TreeSet<Entry> entries, List<RangeDeletion> deletions)
            throws IOException {
        try (TableWriter writer = new TableWriter(files, PATH, options)) {
            try {
                TestTables.write(writer, entries, deletions);
                return true;
            } catch (IOException injected) {
                assertThrows(IOException.class, writer::finish);
                return false;
            }
        } catch (IOException notMade) {
            return false;
        }
    }

    /** Whatever is left by a power cut before the end is refused, or is the whole table. */
    @Test
    void aTornTableIsRefused() throws Exception {
        Seeds.forEach(40, random -> {
            TreeSet<Entry> entries = TestTables.entries(random, random.nextInt(4000));
            StrictFileSystem torn = new StrictFileSystem();
            StrictFileSystem whole = new StrictFileSystem();
            TableOptions options = TestTables.options(random);
            TestTables.write(whole, options, entries, List.of());
            torn.failAt(1 + random.nextLong(whole.operations()), Fault.POWER_CUT);
            assertThrows(IOException.class, () -> TestTables.write(torn, options, entries, List.of()));
            try (TableReader table = TableReader.open(torn.crash(random), PATH, BlockCache.none())) {
                table.verify();
                new TableModel(entries).checkScan(table.cursor());
            } catch (CorruptFileException | NoSuchFileException refused) {
                assertTrue(refused.getMessage().startsWith(PATH.toString()));
            }
        });
    }

    @Test
    void aFinishedTableSurvivesAPowerCut() throws Exception {
        Seeds.forEach(10, random -> {
            TreeSet<Entry> entries = TestTables.entries(random, 2000);
            StrictFileSystem system = new StrictFileSystem();
            TestTables.write(system, TestTables.options(random), entries, List.of());
            system.syncDirectory(PATH.getParent());
            try (TableReader table = TableReader.open(system.crash(random), PATH, BlockCache.none())) {
                table.verify();
                new TableModel(entries).checkScan(table.cursor());
            }
        });
    }

    @Test
    void aHugeEntryHasABlockOfItsOwn() throws Exception {
        byte[] huge = new byte[40 << 20];
        new Random(1).nextBytes(huge);
        try (TableWriter writer = writer()) {
            writer.add(A, 1, 256, B, 1);
            writer.add(B, 1, 257, huge, huge.length);
            writer.add(B, 1, 256, A, 1);
            writer.finish();
        }
        try (TableReader table = TableReader.open(files, PATH, BlockCache.ofBytes(1 << 20))) {
            table.verify();
            TreeSet<Entry> entries =
                    new TreeSet<>(List.of(new Entry(A, 256, B), new Entry(B, 257, huge), new Entry(B, 256, A)));
            new TableModel(entries).checkScan(table.cursor());
            new TableModel(entries).checkEveryEntryIsFound(table);
        }
    }

    private TableWriter writer() throws IOException {
        return new TableWriter(files, PATH, TableOptions.DEFAULTS);
    }
}
