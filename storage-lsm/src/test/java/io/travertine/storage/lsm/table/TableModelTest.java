package io.travertine.storage.lsm.table;

import static io.travertine.storage.lsm.table.TestTables.PATH;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.travertine.storage.Seeds;
import io.travertine.storage.file.StrictFileSystem;
import io.travertine.storage.lsm.entry.RangeDeletion;
import io.travertine.storage.lsm.table.TestTables.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TableModelTest {
    @Test
    void aTableIsASortedMap() throws Exception {
        Seeds.forEach(60, TableModelTest::check);
    }

    private static void check(Random random) throws Exception {
        TreeSet<Entry> entries = TestTables.entries(random, random.nextInt(random.nextInt(8) == 0 ? 8000 : 600));
        List<RangeDeletion> deletions = TestTables.rangeDeletions(random, 40);
        TableModel model = new TableModel(entries);
        StrictFileSystem files = new StrictFileSystem();
        TableInfo written = TestTables.write(files, TestTables.options(random), entries, deletions);
        model.checkInfo(written, deletions);
        assertEquals(files.content(PATH).length, written.fileBytes());
        try (TableReader table = TableReader.open(files, PATH, TestTables.cache(random))) {
            model.checkInfo(table.info(), deletions);
            assertEquals(written.fileBytes(), table.info().fileBytes());
            checkRangeDeletions(deletions, table.rangeDeletions());
            table.verify();
            model.checkScan(table.cursor(random.nextBoolean()));
            model.checkEveryEntryIsFound(table);
            model.checkFinds(table, random, 500);
            model.checkMoves(table.cursor(random.nextBoolean()), random, 1000);
        }
    }

    private static void checkRangeDeletions(List<RangeDeletion> added, List<RangeDeletion> read) {
        List<RangeDeletion> expected = new ArrayList<>(added);
        expected.sort(Comparator.comparing(RangeDeletion::from, Arrays::compareUnsigned)
                .thenComparing(Comparator.comparing(RangeDeletion::sequence).reversed())
                .thenComparing(RangeDeletion::to, Arrays::compareUnsigned));
        assertEquals(expected.size(), read.size());
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i).from(), read.get(i).from());
            assertArrayEquals(expected.get(i).to(), read.get(i).to());
            assertEquals(expected.get(i).sequence(), read.get(i).sequence());
        }
    }
}
